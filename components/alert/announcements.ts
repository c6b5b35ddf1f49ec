import type { AlertRow } from './alert-row';
import { severityOf } from './severity';

type Heard = Pick<AlertRow, 'id' | 'reference' | 'title' | 'state' | 'priority' | 'acknowledgedBy'>;

const most = 3;

/** What somebody who listens hears when the list changes: openings first, then what was taken or ended. */
export function announcementsOf(before: readonly Heard[], after: readonly Heard[]): string[] {
  const known = new Map(before.map((alert) => [alert.id, alert]));
  const opened = after.filter(({ id, state }) => !known.has(id) && state !== 'closed');
  const changed = after.filter((alert) => {
    const was = known.get(alert.id);
    return was && (was.state !== alert.state || was.acknowledgedBy?.id !== alert.acknowledgedBy?.id);
  });
  const said =
    opened.length > most
      ? [`${opened.length} new alerts`]
      : opened.map(({ title, priority }) => `New alert, ${severityOf(priority).word}: ${title}`);
  const told = changed.length > most ? [`${changed.length} alerts changed`] : changed.map(changeWords);
  return [...said, ...told];
}

function changeWords({ reference, state, acknowledgedBy }: Heard): string {
  if (state === 'closed') return `${reference} is closed`;
  if (state === 'acknowledged') return `${reference} acknowledged by ${acknowledgedBy?.name ?? 'somebody'}`;
  return `${reference} is open again`;
}
