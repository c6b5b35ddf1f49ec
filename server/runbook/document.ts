import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { invalid } from '@/server/errors';

/** What stands above the text of a runbook; everything but the title may be missing. */
export type FrontMatter = {
  title: string;
  /** E-mail address of who keeps it right. */
  owner?: string | undefined;
  /** Names of the services it belongs to. */
  services?: string[] | undefined;
  /** Alert titles or keys it answers; `*` stands for anything. */
  rules?: string[] | undefined;
  /** The day it was last tried out, and the address of who did. */
  tested?: string | undefined;
  'tested-by'?: string | undefined;
};

export type RunbookDocument = { meta: FrontMatter; body: string };

const line = z.string().trim().min(1).max(200);
const day = z.iso.date('Give a day such as 2026-10-03');
const listed = (most: number) => z.union([z.array(line).max(most), line.transform((one) => [one])]);

const frontMatter = z.strictObject({
  title: line,
  owner: line.optional(),
  services: listed(50).optional(),
  rules: listed(50).optional(),
  tested: day.optional(),
  'tested-by': line.optional(),
});

const fence = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The longest runbook, in characters. */
export const longestRunbook = 100_000;

/**
 * Reads a Markdown file: YAML between two lines of three dashes, then the text. Without front matter the title is the
 * first heading, else `fallbackTitle`. Throws `invalid` with the line that is wrong.
 */
export function parseDocument(text: string, fallbackTitle = 'Runbook'): RunbookDocument {
  if (text.length > longestRunbook) throw invalid({ markdown: `Keep it under ${longestRunbook} characters` });
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const found = plain.startsWith('---') ? fence.exec(plain) : null;
  if (!found) return { meta: { title: headingOf(plain) ?? fallbackTitle }, body: plain };
  const body = plain.slice(found[0].length).replace(/^\r?\n/, '');
  const raw = yaml(found[1] ?? '');
  const fields = isRecord(raw) && !('title' in raw) ? { title: headingOf(body) ?? fallbackTitle, ...raw } : raw;
  const read = frontMatter.safeParse(fields);
  if (read.success) return { meta: read.data, body };
  const faults = read.error.issues.map((issue) => [
    `markdown.${issue.path.join('.') || 'front matter'}`,
    wordsOf(issue),
  ]);
  throw invalid(Object.fromEntries(faults));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordsOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `The front matter knows no ${issue.keys.join(', ')}: use ${known}`
    : issue.message;

const known = Object.keys(frontMatter.shape).join(', ');

function yaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, schema: 'core' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'it cannot be read';
    throw invalid({ 'markdown.front matter': `The front matter is not YAML: ${reason}` });
  }
}

const headingOf = (text: string): string | undefined => /^#[ \t]+(.{1,200}?)[ \t]*#*[ \t]*$/m.exec(text)?.[1];

/** The file that `parseDocument` reads back unchanged; fields always in the same order. */
export function formatDocument({ meta, body }: RunbookDocument): string {
  const fields = Object.keys(frontMatter.shape).flatMap((name) => {
    const value = meta[name as keyof FrontMatter];
    return value === undefined || value.length === 0 ? [] : [[name, value]];
  });
  return `---\n${stringify(Object.fromEntries(fields), { lineWidth: 0 })}---\n\n${body}`;
}
