import type { Planned } from '@/server/runbook/plan';

export const planWords: Record<Planned['act'], string> = {
  create: 'New',
  change: 'New version',
  leave: 'Unchanged',
  refuse: 'Refused',
};

const countOf = (items: readonly Planned[], act: Planned['act']): number =>
  items.filter((item) => item.act === act).length;

/** How many files do something. */
export const willChange = (items: readonly Planned[]): number => countOf(items, 'create') + countOf(items, 'change');

/** "3 new, 1 new version, 2 unchanged, 1 refused". */
export const broughtWords = (items: readonly Planned[]): string =>
  (['create', 'change', 'leave', 'refuse'] as const)
    .map((act) => ({ act, count: countOf(items, act) }))
    .filter(({ count }) => count > 0)
    .map(({ act, count }) => `${count} ${planWords[act].toLowerCase()}`)
    .join(', ');
