type Member = { person: { id: string; name: string; active: boolean; role: string } };

/** Who of a team can be given something to do, the viewer first. */
export const ownersIn = (team: { members: readonly Member[] } | undefined, viewerId: string) =>
  (team?.members ?? [])
    .map(({ person }) => person)
    .filter(({ active, role }) => active && role !== 'viewer')
    .sort((a, b) => Number(b.id === viewerId) - Number(a.id === viewerId) || a.name.localeCompare(b.name));
