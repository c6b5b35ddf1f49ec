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
