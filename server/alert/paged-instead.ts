/** A person who has a page about an alert. */
type Page = { alertId: string; personId: string };

/**
 * The alerts about which others were paged and `viewerId` was not, and who those others are: two people on one alert is
 * as bad as none, so whoever takes them is asked first. What nobody has been paged about yet is anybody's to take.
 */
export function pagedInstead(pages: readonly Page[], viewerId: string): { alertIds: string[]; personIds: string[] } {
  const own = new Set(pages.flatMap(({ alertId, personId }) => (personId === viewerId ? [alertId] : [])));
  const theirs = pages.filter(({ alertId }) => !own.has(alertId));
  return {
    alertIds: [...new Set(theirs.map(({ alertId }) => alertId))],
    personIds: [...new Set(theirs.map(({ personId }) => personId))],
  };
}
