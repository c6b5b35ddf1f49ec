const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML cannot hold is left out, what it could mistake is written as it asks. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? '');

const response = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${inner}</Response>`;
const say = (text: string): string => `<Say>${escaped(text)}</Say>`;

const keys = 'Press 1 to acknowledge. Press 2 to escalate to the next person. Press 9 to hear this again.';

/** Says it twice and waits for a key; `gatherUrl`: where the key is sent. */
export const askForKey = (text: string, gatherUrl: string): string =>
  response(
    `<Gather numDigits="1" timeout="10" action="${escaped(gatherUrl)}" method="POST">${say(`${text}. ${keys}`)}<Pause length="1"/>${say(`${text}. ${keys}`)}</Gather>${say('No key was pressed: nobody has taken this yet. Goodbye.')}`,
  );

/** Says it and hangs up. */
export const sayAndEnd = (text: string): string => response(`${say(text)}<Hangup/>`);

/** Says a code twice: somebody writes it down. */
export const sayTwice = (text: string): string => response(`${say(text)}<Pause length="1"/>${say(text)}<Hangup/>`);

/** A reply by text message. */
export const reply = (text: string): string => response(`<Message>${escaped(text)}</Message>`);

/** Nothing to say: a status was heard. */
export const silence = (): string => response('');
