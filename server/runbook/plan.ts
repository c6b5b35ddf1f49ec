import { isAppError } from '@/server/errors';
import { stepsOf } from './checklist';
import { parseDocument, type RunbookDocument } from './document';

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
