import type { Notice } from '@/server/outbound';
import type { Subject } from '@/server/timeline/subject';

/** A message in Slack that follows what becomes of its subject. */
export type Post = { deliveryId: string; subject: Subject; post: string; said: string; updateId: string | null };

/** How an alert stands, in words of the caller: this concept knows none. */
export type Standing = {
  state: 'open' | 'acknowledged' | 'closed';
  title: string;
  reference: string;
  by: string | null;
  url: string;
  /** Its id, where nobody has said yet what it was; of several nothing is asked. */
  asks?: string | null;
};

/**
 * How a message about several alerts stands: open while one of them is, taken while somebody still has one, and over
 * only when all are. Null: it is about none that still exist.
 */
export function together(standings: readonly Standing[]): Standing | null {
  const [first] = standings;
  if (!first || standings.length === 1) return first ?? null;
  const state = (['open', 'acknowledged', 'closed'] as const).find((one) =>
    standings.some((each) => each.state === one),
  );
  const such = standings.filter((each) => each.state === state);
  const names = [...new Set(such.flatMap(({ by }) => by ?? []))];
  return {
    state: state ?? first.state,
    title: `${standings.length} alerts, the first: ${first.title}`,
    reference: standings.map(({ reference }) => reference).join(', '),
    by: names.length > 0 ? names.join(' and ') : null,
    url: such[0]?.url ?? first.url,
  };
}

/** Said once for each of these; the same again is no news. */
export const markOf = ({ state, by }: Standing): string => (state === 'acknowledged' ? `${state} ${by ?? ''}` : state);

const words = ({ state, by }: Standing): { head: string; line: string } => {
  if (state === 'closed') return { head: 'Resolved', line: by ? `${by} resolved this.` : 'This is resolved.' };
  if (state === 'acknowledged')
    return { head: `${by ?? 'Somebody'} has it`, line: `${by ?? 'Somebody'} acknowledged this.` };
  return { head: 'Open again', line: 'Nobody has this any more: it is open again, and the policy pages on.' };
};

/**
 * What takes the place of the message: no buttons, because what they offered is no longer to be had. Of what is over it
 * is asked what it was.
 */
export function standingNotice(standing: Standing): Notice {
  const { head, line } = words(standing);
  return {
    title: `${head}: ${standing.title}`,
    lines: [line],
    facts: [{ label: 'Alert', value: standing.reference }],
    links: [{ label: 'Open the alert', url: standing.url }],
    ...(standing.state === 'closed' && standing.asks && { asks: standing.asks }),
    reason: '',
  };
}
