import { type Classification, classes } from '@/server/alert/classification';

/** An alert that interrupted somebody, as the rows behind the share classified name it. */
export type SaidRow = { id: string; title: string; at: Date; detail: string; classification: string | null };

export type ClassifyGroup = {
  title: string;
  /** Those of the period, the first first. */
  alerts: { id: string; at: Date; detail: string; classification: Classification | null }[];
  /** What was said of the same alert in earlier weeks, most often first. */
  before: { classification: Classification; count: number }[];
};

const isClass = (word: string | null): word is Classification => word !== null && word in classes;

/** Alerts of the same name in one group: what they were is most often one answer. Those with something unsaid first. */
export function classifyGroups(rows: readonly SaidRow[], earlier: readonly SaidRow[]): ClassifyGroup[] {
  const groups = new Map<string, ClassifyGroup>();
  for (const { id, title, at, detail, classification } of [...rows].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const group = groups.get(title) ?? { title, alerts: [], before: saidBefore(title, earlier, rows) };
    group.alerts.push({ id, at, detail, classification: isClass(classification) ? classification : null });
    groups.set(title, group);
  }
  return [...groups.values()].sort((a, b) => unsaidIn(b) - unsaidIn(a) || a.title.localeCompare(b.title));
}

export const unsaidIn = ({ alerts }: Pick<ClassifyGroup, 'alerts'>): number =>
  alerts.filter(({ classification }) => classification === null).length;

function saidBefore(title: string, earlier: readonly SaidRow[], now: readonly SaidRow[]): ClassifyGroup['before'] {
  const current = new Set(now.map(({ id }) => id));
  const counts = new Map<Classification, number>();
  for (const row of earlier) {
    if (row.title !== title || current.has(row.id) || !isClass(row.classification)) continue;
    counts.set(row.classification, (counts.get(row.classification) ?? 0) + 1);
  }
  return [...counts].map(([classification, count]) => ({ classification, count })).sort((a, b) => b.count - a.count);
}
