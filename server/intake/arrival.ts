import type { Known as Integration } from '@/server/service/integration';
import type { NewEvent } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { type Folded, placeOf } from './dedup';
import { oneLine, type Priority, type Signal, storableText, urgencyOf } from './signal';

/** What one sender's request brought. `batchId`: alerts opened by it make one page. */
export type Request = {
  integration: Integration;
  signals: Signal[];
  batchId: string;
  /** What the sender calls this message; a second of the same name within a day changes nothing. */
  messageId?: string | undefined;
};

/** A signal on its way in. */
export type Arrival = { origin: string; key: string; signal: Signal; integration: Integration; batchId: string };

/** The signals of several requests, in their order, each under the key it counts by. */
export const arrivalsOf = (requests: Request[], keyOf: (signal: Signal) => string): Arrival[] =>
  requests.flatMap(({ integration, signals, batchId }) =>
    signals.map((signal) => ({ origin: integration.id, key: keyOf(signal), signal, integration, batchId })),
  );

/** What became of a key's signals. */
export type Outcome = {
  folded: Folded<Arrival>;
  /** Null: the key was not open, and nothing opened it. */
  alertId: string | null;
  opened: boolean;
  /** What it was before a higher priority was taken over. */
  raisedFrom: Priority | null;
};

/** What is told of it, with the integration that speaks. Repeats are counted on the alert and tell nothing. */
function eventsOf({ folded, alertId, opened, raisedFrom }: Outcome): { integration: Integration; event: NewEvent }[] {
  const { opens, resolve, heard, priority } = folded;
  const about = ({ integration, signal }: Arrival, kind: NewEvent['kind'], data: Record<string, unknown>) => ({
    integration,
    event: {
      subject: alertId ? subject('alert', alertId) : subject('integration', integration.id),
      teamId: integration.teamId,
      kind,
      data: { title: oneLine(signal.title), ...data },
    },
  });
  const [first] = opens;
  const last = opens.at(-1);
  const unmatched = (one: Arrival) => about(one, 'signal-without-alert', { state: one.signal.state, key: folded.key });
  if (!alertId) return [...(resolve ? [unmatched(resolve)] : []), ...heard.map(unmatched)];
  return [
    ...(opened && first
      ? [
          about(first, 'opened', {
            key: folded.key,
            priority,
            source: storableText(first.signal.source ?? first.integration.name),
            integration: first.integration.name,
          }),
        ]
      : []),
    ...(raisedFrom && last ? [about(last, 'raised', { from: raisedFrom, to: priority })] : []),
    ...heard.map((one) =>
      about(one, one.signal.state === 'acknowledge' ? 'acknowledge-offered' : 'noted', {
        text: storableText(one.signal.text),
      }),
    ),
    ...(resolve ? [about(resolve, 'resolved', { by: 'source', integration: resolve.integration.name })] : []),
  ];
}

/** What is told of a wave, sender by sender. */
export function eventsBySender(outcomes: Outcome[]): { integration: Integration; events: NewEvent[] }[] {
  const senders = new Map<string, { integration: Integration; events: NewEvent[] }>();
  for (const { integration, event } of outcomes.flatMap(eventsOf)) {
    const sender = senders.get(integration.id) ?? { integration, events: [] };
    sender.events.push(event);
    senders.set(integration.id, sender);
  }
  return [...senders.values()];
}

type Stored = { id: string; origin: string; key: string; priority: Priority };

/** Compares what was open before with what is open now. `made`: the ids that would have opened. */
export function outcomesOf(
  wave: Folded<Arrival>[],
  before: Map<string, Stored>,
  stored: Stored[],
  made: Set<string>,
): Outcome[] {
  const after = new Map([...before.values(), ...stored].map((one) => [placeOf(one), one]));
  return wave.map((folded) => {
    const [was, is] = [before.get(placeOf(folded)), after.get(placeOf(folded))];
    const raised = was && folded.opens.length > 0 && folded.priority < was.priority;
    return {
      folded,
      alertId: is?.id ?? null,
      opened: is !== undefined && made.has(is.id),
      raisedFrom: raised ? was.priority : null,
    };
  });
}

/** The counts to add to alerts that were open already. */
export const repeatsOf = (outcomes: Outcome[], before: Map<string, Stored>) =>
  outcomes.flatMap(({ folded: { opens, priority, origin, key } }) => {
    const was = before.get(placeOf({ origin, key }));
    return was && opens.length > 0 ? [{ id: was.id, count: opens.length, priority, urgency: urgencyOf(priority) }] : [];
  });

/** Those whose trouble turned out to be worth waking people for. */
export const grownUrgent = (outcomes: Outcome[]): string[] =>
  outcomes.flatMap(({ alertId, raisedFrom, folded }) =>
    alertId && raisedFrom && urgencyOf(raisedFrom) !== urgencyOf(folded.priority) ? [alertId] : [],
  );

/** The alerts to close: their sender said that it is over. */
export const closingsOf = (outcomes: Outcome[]) =>
  outcomes.flatMap(({ alertId, folded: { resolve } }) =>
    alertId && resolve ? [{ id: alertId, closedBy: 'source' as const, closedById: resolve.integration.id }] : [],
  );

/** Those that opened and did not end in the same breath. */
export const climbingOf = (outcomes: Outcome[]): Set<string> =>
  new Set(outcomes.flatMap(({ alertId, opened, folded }) => (alertId && opened && !folded.resolve ? [alertId] : [])));

/** The policy of each service that was spoken to, by the service's id. */
export const policiesOf = (wave: Folded<Arrival>[]): Map<string, string> =>
  new Map(wave.flatMap(({ opens }) => opens.map(({ integration }) => [integration.serviceId, integration.policyId])));
