type Entry = { kind: string; data: Record<string, unknown> };
type Paged = { id: string; name: string; role: string | null };

/**
 * Whom the viewer should try to reach first: somebody who was paged in another role before or beside them. Null when
 * the viewer was not paged, or was the first to be.
 */
export function primaryFor(timeline: readonly Entry[], viewerId: string): Paged | null {
  const paged = timeline.flatMap(({ kind, data }) => (kind === 'paged' ? peopleOf(data.people) : []));
  const own = paged.find(({ id }) => id === viewerId);
  const first = paged.find(({ role }) => role !== null);
  if (!own || !first || first.id === viewerId || first.role === own.role) return null;
  return first;
}

function peopleOf(people: unknown): Paged[] {
  if (!Array.isArray(people)) return [];
  return people.flatMap((person) => {
    const { id, name, role } = (person ?? {}) as { id?: unknown; name?: unknown; role?: unknown };
    if (typeof id !== 'string' || typeof name !== 'string') return [];
    return [{ id, name, role: typeof role === 'string' ? role : null }];
  });
}
