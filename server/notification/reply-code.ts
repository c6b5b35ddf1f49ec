/**
 * The four digits by which a page is answered from a phone that has no buttons. Made from the page's identity, so that
 * nothing is stored; only whoever holds the number it went to can use it.
 */
export const replyCode = (identity: string): string =>
  String(Number.parseInt(identity.slice(0, 8), 16) % 10_000).padStart(4, '0');

/** The digits in a reply, however it is written: "4321", "Ack 4321." Null when there are none or several. */
export function codeIn(text: string): string | null {
  const found = new Set(text.normalize('NFKC').match(/(?<!\d)\d{4}(?!\d)/g) ?? []);
  const [only] = found;
  return found.size === 1 && only ? only : null;
}
