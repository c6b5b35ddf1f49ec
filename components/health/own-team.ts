type WithMembers = { id: string; members: readonly { person: { id: string } }[] };

/** One's own teams before the others that one may see: the first is shown where none was asked for. */
export const ownTeamFirst = <T extends WithMembers>(teams: readonly T[], personId: string | undefined): T[] => {
  const isOwn = (team: T): boolean => team.members.some(({ person }) => person.id === personId);
  return [...teams].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
};
