import { parse, stringify } from 'yaml';
import { invalid } from '@/server/errors';

export type ReviewDocument = {
  /** Facts about the incident, in a fixed order; instants as ISO 8601 in UTC. */
  meta: Record<string, string>;
  sections: { key: string; title: string; text: string }[];
  /** Lines of the list of follow-ups; written, and not read back: they live elsewhere. */
  followUps: string[];
};

const mark = /^<!-- section: ([a-z0-9-]{1,60}) -->$/;
const marked = /^\\*<!-- section: /;
const followUpsMark = '<!-- follow-ups -->';
const end = '<!-- end -->';

/** A line of somebody's text that looks like a mark gets a backslash, and loses one when it is read. */
const guarded = (line: string): string =>
  marked.test(line) || /^\\*<!-- (follow-ups|end) -->$/.test(line) ? `\\${line}` : line;
const unguarded = (line: string): string =>
  /^\\+<!-- (section: |(follow-ups|end) -->$)/.test(line) ? line.slice(1) : line;

/** Markdown with front matter. `parseReview` reads every section back exactly as it was. */
export function formatReview({ meta, sections, followUps }: ReviewDocument): string {
  const parts = sections.flatMap(({ key, title, text }) => [
    `<!-- section: ${key} -->`,
    `## ${title}`,
    '',
    ...text.split('\n').map(guarded),
    '',
  ]);
  const owed = followUps.length === 0 ? ['None.'] : followUps;
  return `---\n${stringify(meta, { lineWidth: 0 })}---\n\n${[...parts, followUpsMark, '## Follow-ups', '', ...owed, '', end, ''].join('\n')}`;
}

/** The texts of the sections by key. Throws `invalid` for a file that is no review. */
export function parseReview(markdown: string): Map<string, string> {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const sections = new Map<string, string>();
  let key: string | null = null;
  let text: string[] = [];
  const close = () => {
    // Title, the empty line below it, and the one before the next mark are the document's, not the section's.
    if (key !== null) sections.set(key, text.slice(2, -1).map(unguarded).join('\n'));
    key = null;
    text = [];
  };
  for (const line of lines) {
    const found = mark.exec(line)?.[1];
    if (found !== undefined) {
      close();
      key = found;
    } else if (line === followUpsMark || line === end) close();
    else if (key !== null) text.push(line);
  }
  if (sections.size === 0) throw invalid({ markdown: 'This is no exported review: its sections are not marked' });
  return sections;
}

/** The facts above the text, as they were written. */
export function metaOf(markdown: string): Record<string, unknown> {
  const found = /^---\n([\s\S]*?)^---$/m.exec(markdown);
  return found ? (parse(found[1] ?? '', { maxAliasCount: 0 }) ?? {}) : {};
}
