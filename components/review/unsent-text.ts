/** What somebody typed into a section and Baton does not have yet, with what it was typed into. */
export type Unsent = { base: string; text: string };

const keyOf = (reviewId: string, section: string): string => `baton.review.${reviewId}.${section}`;

export function unsentOf(reviewId: string, section: string): Unsent | null {
  const kept = localStorage.getItem(keyOf(reviewId, section));
  if (kept === null) return null;
  const { base, text } = JSON.parse(kept);
  return typeof base === 'string' && typeof text === 'string' ? { base, text } : null;
}

/** Kept on this device until it was sent; null forgets it. */
export function keepUnsent(reviewId: string, section: string, unsent: Unsent | null): void {
  const key = keyOf(reviewId, section);
  try {
    if (unsent === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(unsent));
  } catch {
    // A full or forbidden store: the text still stands in its field, and is sent from there.
  }
}
