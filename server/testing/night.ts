import { resolve } from '@/server/alert/commands';
import { alertById } from '@/server/alert/queries';
import { addContactMethod } from '@/server/contact/commands';
import type { Context } from '@/server/context';
import { type Sender, sendDue } from '@/server/delivery/commands';
import { createPolicy } from '@/server/escalation/commands';
import { openAlert } from '@/server/intake/commands';
import { hearOutcome } from '@/server/notification/commands';
import type { Channel, Outbound } from '@/server/outbound';
import { advanceDue } from '@/server/paging/commands';
import { createService } from '@/server/service/commands';
import { createPerson, createTeam } from '@/server/team/commands';
import type { TestDatabase } from './database';
import { outboxOf } from './outbox';

export const numbers = { ada: '+15005550009', ben: '+15005550010' };
export const inSlack = { ada: 'U0ADA0001', ben: 'U0BEN0001' };

/**
 * Ada is paged first and Ben ten minutes later, each by SMS, call and Slack; what is sent lies in an outbox, or leaves
 * by real adapters.
 */
export async function nightOf(
  db: TestDatabase,
  { by, heard = hearOutcome }: Partial<Pick<Sender, 'heard'>> & { by?: () => Outbound } = {},
) {
  const ctx: Context = db.context();
  const person = async (name: 'ada' | 'ben', email = `${name}@example.org`) => {
    const { id } = await createPerson(ctx, { name, email, timeZone: 'UTC', role: 'engineer' });
    const ways: [Channel, string][] = [
      ['sms', numbers[name]],
      ['voice', numbers[name]],
      ['slack', inSlack[name]],
    ];
    for (const [channel, address] of ways)
      await addContactMethod(ctx, { personId: id, channel, address, verified: true });
    return id;
  };
  const [ada, ben] = [await person('ada'), await person('ben')];
  const { id: teamId } = await createTeam(ctx, { name: 'Payments', memberIds: [ada, ben], managerIds: [] });
  const policy = await createPolicy(ctx, {
    ...{ teamId, name: 'Policy', repeat: 0, repeatAfterSeconds: null, fallback: null },
    steps: [
      { afterSeconds: 0, targets: [{ personId: ada }] },
      { afterSeconds: 600, targets: [{ personId: ben }] },
    ],
  });
  const service = await createService(ctx, { teamId, name: 'Checkout', policyId: policy.id });
  const outbox = outboxOf();
  const paging = db.context(undefined, 'paging');
  const send = async () => {
    await advanceDue(paging);
    const begun = await sendDue(paging, { outbound: by?.() ?? outbox, workerId: 1, most: 50, heard });
    await Promise.all(begun.map(({ done }) => done));
  };
  let last: string | null = null;
  return {
    ctx,
    ada,
    ben,
    teamId,
    outbox,
    send,
    /** An alert of which Ada has been paged; the last one is over, so that this is a message of its own. */
    async alert(title = 'disk full') {
      if (last !== null) await resolve(ctx, { alertId: last });
      const alert = await openAlert(ctx, { serviceId: service.id, title, priority: 'P1', links: [] });
      last = alert.id;
      await send();
      return alert;
    },
    /** The identity of the last page over that channel. */
    identity(channel: Channel): string {
      const page = outbox.sent.findLast((message) => message.channel === channel);
      if (!page) throw new Error(`nothing was sent by ${channel}`);
      return page.identity;
    },
    stateOf: (alertId: string) => alertById(ctx, { alertId }),
  };
}

export type Night = Awaited<ReturnType<typeof nightOf>>;
