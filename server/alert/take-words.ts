const listed = (names: readonly string[]): string =>
  names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** More names than these are a crowd. */
const mostNamed = 4;

/** What is asked before somebody takes what `paged` were paged for: `theirs` alerts, and `others` that nobody else was. */
export function takeWords(paged: readonly string[], theirs: number, others: number) {
  const names = paged.length > mostNamed ? `${paged.length} others` : listed(paged);
  const were = paged.length === 1 ? 'was' : 'were';
  if (theirs + others <= 1)
    return {
      title: `${names} ${were} paged. Take it?`,
      about: 'It becomes yours, and nobody else is paged.',
      leave: `Leave it to ${names}`,
      take: 'Take it',
    };
  return {
    title: `${names} ${were} paged for ${others === 0 ? `these ${theirs}` : `${theirs} of these`}. Take them?`,
    about: 'They become yours, and nobody else is paged.',
    leave: others === 0 ? `Leave them to ${names}` : `Take only the other ${others}`,
    take: `Take all ${theirs + others}`,
  };
}
