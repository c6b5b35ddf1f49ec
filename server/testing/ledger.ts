import type { Mailbox, Received } from './outside';

type Addressee = { email: string };

/**
 * Reminders, promised updates, handoff notes, health reports and the weekly digest: a story that moves time brings them
 * to the people of the stories before it as well.
 */
const byTheCalendar =
  /^(You are \w+ in |Your shift as \w+ in |On call in .+ this week$|Handoff note for |FUP-\d+ is |The next update about |Health of )/;

/** The mails of one story, from here on, but for those that only the calendar brings: one it did not ask for is a fault. */
export class Ledger {
  private readonly seen = new Set<Received>();
  private readonly begun: number;
  constructor(private readonly smtp: Mailbox) {
    this.begun = smtp.received.length;
  }
  private all = (): Received[] =>
    this.smtp.received.slice(this.begun).filter(({ subject }) => !byTheCalendar.test(subject));
  /** All that this person has been sent in this story, the oldest first. */
  to({ email }: Addressee): Received[] {
    const found = this.all().filter((mail) => mail.to === email);
    for (const mail of found) this.seen.add(mail);
    return found;
  }
  /** This person's first mail that nobody has looked at, now or within 30 s. */
  async next({ email }: Addressee): Promise<Received> {
    const isNew = (mail: Received) => mail.to === email && this.all().includes(mail) && !this.seen.has(mail);
    const mail = await this.smtp.mail(isNew, 30_000);
    this.seen.add(mail);
    return mail;
  }
  unexpected = (): string[] =>
    this.all().flatMap((mail) => (this.seen.has(mail) ? [] : `to ${mail.to}: ${mail.subject}`));
}
