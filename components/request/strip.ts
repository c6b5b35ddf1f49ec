import type { RequestEffect } from '@/server/request/view';
import { addDays, startOfDay } from '@/server/time/wall-clock';

/** A stretch of one role in a strip. Places are per cent of the window, by instants. */
export type StripPiece = {
  left: number;
  width: number;
  /** Null: nobody, or whoever takes it. */
  personId: string | null;
  /** Who holds it in the other strip, where that is somebody else. */
  instead: string | null | undefined;
};

export type StripLane = { role: string; pieces: StripPiece[] };

type Shown = { role: string; personId: string; from: Date; to: Date };
type Effect = Pick<RequestEffect, 'window' | 'before' | 'after' | 'changes'>;

/** Both strips on one axis, a lane per role, cut where the change begins and ends. */
export function stripsOf({ window, before, after, changes }: Effect): { before: StripLane[]; after: StripLane[] } {
  const roles = [...new Set([...before, ...after].map(({ role }) => role))];
  const span = window.to.getTime() - window.from.getTime();
  const place = (at: Date) => ((at.getTime() - window.from.getTime()) / span) * 100;
  const lanes = (shifts: readonly Shown[], side: 'before' | 'after') =>
    roles.map((role): StripLane => {
      const own = changes.filter((change) => change.role === role);
      const edges = own.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
      const held = shifts.filter((shift) => shift.role === role);
      const cuts = [...edges, ...held.flatMap(({ from, to }) => [from.getTime(), to.getTime()])]
        .map((at) => Math.min(Math.max(at, window.from.getTime()), window.to.getTime()))
        .sort((a, b) => a - b);
      const pieces = cuts.flatMap((at, i): StripPiece[] => {
        const end = cuts[i + 1];
        if (end === undefined || end <= at) return [];
        const holder = held.find(({ from, to }) => from.getTime() <= at && at < to.getTime());
        const change = own.find(({ from, to }) => from.getTime() <= at && at < to.getTime());
        if (!holder && !change) return [];
        const [holds, instead] =
          side === 'after'
            ? [change ? change.toPersonId : holder?.personId, change?.fromPersonId]
            : [holder?.personId, change?.toPersonId];
        const left = place(new Date(at));
        return [{ left, width: place(new Date(end)) - left, personId: holds ?? null, instead }];
      });
      return { role, pieces: joined(pieces) };
    });
  return { before: lanes(before, 'before'), after: lanes(after, 'after') };
}

/** Neighbours that say the same are one. */
function joined(pieces: readonly StripPiece[]): StripPiece[] {
  const result: StripPiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const touches = last && Math.abs(last.left + last.width - piece.left) < 1e-6;
    if (last && touches && last.personId === piece.personId && last.instead === piece.instead) {
      result[result.length - 1] = { ...last, width: last.width + piece.width };
    } else result.push(piece);
  }
  return result;
}

const dayMs = 86_400_000;

/** What is drawn: the change with as much around it as lets it be read; a few hours would be lost in weeks. */
export function drawnWindow({ window, changes }: Pick<RequestEffect, 'window' | 'changes'>): RequestEffect['window'] {
  const [first, last] = [
    Math.min(...changes.map(({ from }) => from.getTime())),
    Math.max(...changes.map(({ to }) => to.getTime())),
  ];
  if (!Number.isFinite(first)) return window;
  const around = Math.max((last - first) * 1.25, 1.5 * dayMs);
  return {
    from: new Date(Math.max(window.from.getTime(), first - around)),
    to: new Date(Math.min(window.to.getTime(), last + around)),
  };
}

/** Midnights to write a date at, at most `most` of them. */
export function ticksOf({ from, to }: RequestEffect['window'], zone: string, most = 5): { at: number; day: Date }[] {
  const days = (to.getTime() - from.getTime()) / dayMs;
  const step = [1, 2, 7, 14, 28, 56].find((each) => days / each <= most) ?? 112;
  const ticks: { at: number; day: Date }[] = [];
  for (let day = startOfDay(from, zone); day < to; day = addDays(day, step, zone)) {
    if (day >= from)
      ticks.push({ at: ((day.getTime() - from.getTime()) / (to.getTime() - from.getTime())) * 100, day });
  }
  return ticks;
}
