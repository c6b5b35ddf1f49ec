import type { NewEvent } from '@/server/timeline/event';
import type { Firing, Position } from './ladder';
import { type Place, placeName } from './target';

type Named = { id: string; name: string | null; role: string | null };

/** What a step came to. `someone`: it reached people, or the places it was meant for. */
export type Found = { someone: boolean; reached: Named[]; unreachable: Named[]; places: Place[]; reasons: string[] };

/** People count rounds and steps from 1. */
export const placeInWords = ({ stage, round, step }: Pick<Position, 'stage' | 'round' | 'step'>) => ({
  stage,
  round: round + 1,
  step: step + 1,
});

/** What is told of a step that fired: its true due instant, and whom it paged or why there was nobody. */
export function eventsOfStep(
  firing: Firing,
  { someone, reached, unreachable, places, reasons }: Found,
): { kind: NewEvent['kind']; data: Record<string, unknown> }[] {
  const place = placeInWords(firing);
  const { nextAt: dueAt, latenessSeconds, late } = firing;
  const fired = { kind: 'step-fired', data: { ...place, dueAt, latenessSeconds, late } } as const;
  if (someone)
    return [
      fired,
      { kind: 'paged', data: { ...place, people: reached, places: places.map(placeName), unreachable, reasons } },
    ];
  const why = [...reasons, ...unreachable.map(({ name }) => `${name} has no usable contact method`)];
  return [fired, { kind: 'nobody-there', data: { ...place, people: unreachable, reasons: why } }];
}
