import { isAppError } from '@/server/errors';
import { stepsOf } from './checklist';
import { type FrontMatter, parseDocument, type RunbookDocument } from './document';

export type Planned = {
  name: string;
  title: string;
  act: 'create' | 'change' | 'leave' | 'refuse';
  steps: number;
  /** What could not be taken over, in words. */
  notes: string[];
};

export type Plan<R> = { title: string; act: Planned['act']; steps: number } & (
  | { document: RunbookDocument; row: R | undefined }
  | { notes: string[] }
);

type Present = { body: string; rules: readonly string[] };

/** What a file would do to the runbooks of a team, which are known by title. A file that cannot be read is refused. */
export function planOf<R extends Present>(
  file: { name: string; text: string },
  present: ReadonlyMap<string, R>,
): Plan<R> {
  const bare = (file.name.split('/').pop() ?? file.name).replace(/\.(md|markdown)$/i, '');
  try {
    const document = parseDocument(file.text, bare);
    const row = present.get(document.meta.title);
    const same = row && row.body === document.body && row.rules.join('\n') === (document.meta.rules ?? []).join('\n');
    const act = row ? (same ? 'leave' : 'change') : 'create';
    return { title: document.meta.title, act, steps: stepsOf(document.body).length, document, row };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { title: bare, act: 'refuse', steps: 0, notes: Object.values(error.fields ?? { file: error.message }) };
  }
}

/** Whom and what a file names that is not here, in words. */
export const strangersIn = (
  { owner: address }: FrontMatter,
  owner: object | null,
  services: readonly { name: string; id: string | undefined }[],
): string[] => [
  ...(address !== undefined && !owner ? [`Nobody here has the address ${address}: it has no owner`] : []),
  ...services.filter(({ id }) => !id).map(({ name }) => `The team has no service called “${name}”`),
];

/** When a file says that it was last tried out, at the noon of that day, and by whom of those who are here. */
export const testedBy = ({ tested }: FrontMatter, tester: { id: string } | null) =>
  tested === undefined ? {} : { testedAt: new Date(`${tested}T12:00:00Z`), testedById: tester?.id ?? null };
