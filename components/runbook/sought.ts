/** A runbook as far as lists search it. */
type Sought = {
  title: string;
  owner: { name: string } | null;
  serviceIds: readonly string[];
  rules: readonly string[];
};

/** Every word stands somewhere in its title, its services, its owner or its rules; case does not count. */
export function isSought(runbook: Sought, serviceNames: ReadonlyMap<string, string>, text: string): boolean {
  const services = runbook.serviceIds.map((id) => serviceNames.get(id) ?? '');
  const all = [runbook.title, runbook.owner?.name ?? '', ...services, ...runbook.rules].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export type Freshness = 'all' | 'stale' | 'never-used';

type Fresh = { stale: boolean; neverUsed: boolean };

export const isShown = ({ stale, neverUsed }: Fresh, show: Freshness): boolean =>
  show === 'all' || (show === 'stale' ? stale : neverUsed);

/** "12 runbooks, 2 stale, 3 never used". */
export function countWords(runbooks: readonly Fresh[]): string {
  const [stale, unused] = [runbooks.filter((one) => one.stale).length, runbooks.filter((one) => one.neverUsed).length];
  return [
    `${runbooks.length} ${runbooks.length === 1 ? 'runbook' : 'runbooks'}`,
    stale > 0 ? `${stale} stale` : '',
    unused > 0 ? `${unused} never used` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
