import type { Notice } from '@/server/outbound';

/** A notice as plain text: title, paragraphs, facts, links with their addresses, and why it came. */
export function asText({ title, lines, facts, links, reason }: Notice): string {
  const parts = [
    title,
    ...lines,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    links.map(({ label, url }) => `${label}:\n${url}`).join('\n\n'),
    `-- \n${reason}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** One line, whatever a sender put into it: for headers, phones and records. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

const plain: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  '\u00a0': ' ',
};

/** Typographic signs cost an SMS more than half of its room: the same in the plain characters that phones count as one. */
const plainly = (text: string): string => oneLine(text).replace(/[“”„‘’–—…·\u00a0]/g, (sign) => plain[sign] ?? ' ');

/** Two parts of an SMS at the most, so that it does not come in pieces. */
const longestSms = 300;

/** A notice as a text message: what it is, and how to answer it. `code`: four digits that take it; null: nothing to take. */
export function forSms({ title, lines }: Notice, code: string | null): string {
  const answer = code ? `Reply ${code} to acknowledge.` : '';
  const text = code ? plainly(title) : [title, ...lines.slice(0, 1)].map(plainly).join('. ');
  const room = longestSms - answer.length - 2;
  const fitting = text.length > room ? `${text.slice(0, room - 3).trimEnd()}...` : text;
  return answer ? `${fitting}${/[.!?]$/.test(fitting) ? '' : '.'} ${answer}` : fitting;
}

/** A notice as a voice says it: no brackets and signs, and digits of a code one by one. */
export function forVoice({ title, lines }: Notice): string {
  const words = [title, ...lines.slice(0, 1)].map(plainly).join('. ');
  return words
    .replace(/\[P([1-5])\]/g, 'Priority $1.')
    .replace(/(?<!\d)(\d{3}) (\d{3})(?!\d)/g, (_, a: string, b: string) => [...a, ...b].join(', '))
    .replace(/[[\]<>{}|*_#]/g, ' ')
    .slice(0, 700);
}
