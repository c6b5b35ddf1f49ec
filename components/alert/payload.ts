const directionChanging = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Characters that turn the direction of text are named instead of obeyed: what is read is what was sent. */
export const withoutTurns = (text: string): string =>
  text.replace(directionChanging, (found) => `⟨U+${found.charCodeAt(0).toString(16).toUpperCase()}⟩`);

/** What a sender sent, for reading and copying; `null` when nothing was sent. Always text, never anything that runs. */
export function payloadText(payload: unknown): string | null {
  if (payload === null || payload === undefined) return null;
  return typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2);
}
