import type { AlertRow } from './alert-row';

/** So many of one service that nobody has taken stand as one line. */
export const stormFrom = 6;
/** Openings this close follow one another. */
const togetherSeconds = 300;

type Open = Pick<AlertRow, 'id' | 'service' | 'openedAt' | 'priority'>;
export type Storm<T> = { id: string; service: { id: string; name: string }; alerts: T[]; from: Date; to: Date };

/**
 * What one service said in one go, out of the alerts in their order: each storm stands where its first alert stood. The
 * others stay as they are.
 */
export function stormsIn<T extends Open>(alerts: readonly T[]): (T | Storm<T>)[] {
  const runs = new Map<string, T[][]>();
  const oldestFirst = [...alerts].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  for (const alert of oldestFirst) {
    const own = runs.get(alert.service.id) ?? [];
    const last = own.at(-1);
    const before = last?.at(-1);
    const follows = before && alert.openedAt.getTime() - before.openedAt.getTime() <= togetherSeconds * 1_000;
    if (last && follows) last.push(alert);
    else own.push([alert]);
    runs.set(alert.service.id, own);
  }
  const storms = [...runs.values()].flat().filter((run) => run.length >= stormFrom);
  const stormOf = new Map(storms.flatMap((run) => run.map((alert) => [alert.id, run] as const)));
  const shown = new Set<T[]>();
  return alerts.flatMap((alert): (T | Storm<T>)[] => {
    const run = stormOf.get(alert.id);
    if (!run) return [alert];
    if (shown.has(run)) return [];
    shown.add(run);
    const within = alerts.filter((one) => stormOf.get(one.id) === run);
    const [from = alert.openedAt, to = alert.openedAt] = [run[0]?.openedAt, run.at(-1)?.openedAt];
    return [{ id: `storm ${run[0]?.id}`, service: alert.service, alerts: within, from, to }];
  });
}

export const isStorm = <T extends object>(row: T | Storm<T>): row is Storm<T> => 'alerts' in row;
