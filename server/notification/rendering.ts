import type { Notice, NoticePart } from '@/server/outbound';

/** A notice as plain text: title, paragraphs, facts, parts, links with their addresses, and why it came. */
export function asText({ title, lines, facts, links, parts: more = [], reason }: Notice): string {
  const parts = [
    title,
    ...lines,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...more.map(partAsText),
    links.map(({ label, url }) => `${label}:\n${url}`).join('\n\n'),
    `-- \n${reason}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Columns side by side do not fit a phone: of a table each row is a line, with the name of a column before its value. */
function partAsText({ title, lines = [], answers = [], table }: NoticePart): string {
  const rows = (table?.rows ?? []).map(([name = '', ...cells]) => {
    const told = cells.flatMap((cell, i) =>
      cell === '' ? [] : [`${table?.head[i + 1] ?? ''}: ${cell}`.replace(/^: /, '')],
    );
    return told.length > 1 ? `* ${name}\n  ${told.join('\n  ')}` : `* ${[name, ...told].join('. ')}`;
  });
  const asked = answers.map(({ answer, question, evidence }, i) => `${i + 1}. ${question}\n   ${answer}. ${evidence}`);
  const heading = `${title.toUpperCase()}\n${'-'.repeat(Math.min(title.length, 72))}`;
  return [heading, ...lines, [...asked, ...rows].join('\n')].filter((text) => text !== '').join('\n\n');
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
