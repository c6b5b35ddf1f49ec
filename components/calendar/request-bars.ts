import { type NameOf, pairWords, whenWords } from '@/components/request/request-words';
import type { RequestRow } from '@/server/request/view';
import type { Bar } from './bar';
import type { Scale } from './lane-lines';

/** What is asked and may still come to be, of the rotations that are looked at. */
export type Asked = { requests: readonly RequestRow[]; nameOf: NameOf };

export const isOpen = ({ state }: Pick<RequestRow, 'state'>): boolean => state === 'requested' || state === 'accepted';

const stateWords = { requested: 'requested', accepted: 'accepted' } as const;

/** "Requested: Ada → Ben, SWP-17". */
export function askedWords(request: RequestRow, nameOf: NameOf): string {
  const state = request.state === 'accepted' ? stateWords.accepted : stateWords.requested;
  const role = request.role ? ` as ${request.role}` : '';
  return `${request.label}, ${state}: ${pairWords(request, nameOf)}${role}`;
}

/** The ghosts of one rotation: dashed, and only where something may still change. */
export function requestBars(
  { requests, nameOf }: Asked,
  rotationId: string,
  { scale, zone, now }: { scale: Scale; zone: string; now: Date },
): Bar[] {
  return requests
    .filter((request) => isOpen(request) && request.rotation.id === rotationId)
    .filter(({ from, to }) => from < scale.to && to > scale.from)
    .map((request): Bar => {
      const [left, end] = [scale.at(request.from), scale.at(request.to)];
      const label = askedWords(request, nameOf);
      return {
        ...{ id: request.id, kind: 'request', label, left, width: end - left, row: 0, past: false, covered: false },
        title: `${label}, ${whenWords(request, { zone, now })}: not yet in effect`,
      };
    });
}

/** The same in the calendar library's terms. */
export function requestEvents({ requests, nameOf }: Asked) {
  return requests.filter(isOpen).map((request) => ({
    id: `request ${request.id}`,
    title: askedWords(request, nameOf),
    short: request.label,
    start: request.from.toISOString(),
    end: request.to.toISOString(),
    display: 'block',
    color: 'var(--color-waiting-tint)',
    contrastColor: 'var(--color-waiting)',
    className: 'outline-1 outline-dashed -outline-offset-1 outline-waiting',
    // Below the shifts, above who is away.
    place: 500,
  }));
}
