import type { Notice } from '@/server/outbound';
import type { PersonId } from '@/server/rotation/definition';
import { readersOf } from './audience';
import type { Circle } from './offer';
import { type Happening, labelOf, type Request, type State } from './request';
import { requestNotice } from './wording';

/** What the timeline keeps of it; the names of people are looked up by whoever shows it. */
export function storyOf(
  request: Request,
  { from, note }: { from: State | null; note: string | null },
): Record<string, unknown> {
  const { terms, rotationId } = request;
  return {
    ...{ label: labelOf(request), rotationId, from, to: request.state, note },
    ...{ kind: terms.kind, personId: terms.personId, withId: terms.withId },
    span: { from: request.from.toISOString(), to: request.to.toISOString() },
  };
}

interface Told {
  readonly happening: Happening;
  readonly note: string | null;
  readonly request: Request;
  readonly circle: Circle;
  readonly managers: readonly PersonId[];
  readonly people: ReadonlyMap<PersonId, { readonly name: string; readonly timeZone: string }>;
  readonly by: { readonly id: PersonId | null; readonly name: string };
  readonly rotation: string;
  readonly link: string;
  readonly now: Date;
}

export interface Mail {
  personIds: PersonId[];
  notice: Notice;
  key: string;
}

/** The mails about it: one text for all who read it for the same reason on the same clock. */
export function mailsOf(told: Told): Mail[] {
  const { happening, request, circle, managers, people, by, now } = told;
  const nameOf = (id: PersonId | null) => people.get(id ?? '')?.name ?? 'somebody who left';
  // Everything happens to a request once, but for reminders.
  const key = `request ${request.id} ${happening} ${happening === 'reminded' ? now.toISOString() : ''}`;
  const mails = new Map<string, Mail>();
  for (const { personId, as } of readersOf(happening, request, circle, managers, by.id)) {
    const zone = people.get(personId)?.timeZone ?? 'UTC';
    const mail = mails.get(`${as} ${zone}`) ?? {
      personIds: [],
      notice: requestNotice({ ...told, by: by.name, zone, nameOf, as }),
      key,
    };
    mail.personIds.push(personId);
    mails.set(`${as} ${zone}`, mail);
  }
  return [...mails.values()];
}
