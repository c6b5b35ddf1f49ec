import { type SectionTemplate, sectionKey } from '@/server/review/section';

/** `id` stays with the section while others come and go; `key` is null until it is saved for the first time. */
export type SectionDraft = { id: string; key: string | null; title: string; help: string };

/** The template while it is typed. `base`: when the one it was made from was changed; null: it was Baton's own. */
export type TemplateDraft = { base: string | null; sections: SectionDraft[] };

type Stored = { sections: readonly SectionTemplate[]; changedAt: Date | null };

export const baseOf = ({ changedAt }: Pick<Stored, 'changedAt'>): string | null => changedAt?.toISOString() ?? null;

export const draftOf = (stored: Stored): TemplateDraft => ({
  base: baseOf(stored),
  sections: stored.sections.map(({ key, title, help }) => ({ id: key, key, title, help })),
});

/** What is sent: a new section gets its key here, from its title, beside those that are there. */
export function sectionsIn(sections: readonly SectionDraft[]): SectionTemplate[] {
  const taken = sections.flatMap(({ key }) => key ?? []);
  return sections.map(({ key, title, help }) => {
    const made = key ?? sectionKey(title, taken);
    taken.push(made);
    return { key: made, title, help };
  });
}

export const withNew = (sections: readonly SectionDraft[]): SectionDraft[] => {
  const ids = new Set(sections.map(({ id }) => id));
  let count = 1;
  while (ids.has(`new ${count}`)) count += 1;
  return [...sections, { id: `new ${count}`, key: null, title: '', help: '' }];
};

/** The one at `place` a place further up (-1) or down (1); as it was where there is no further. */
export function moved(sections: readonly SectionDraft[], place: number, by: -1 | 1): SectionDraft[] {
  const to = place + by;
  if (to < 0 || to >= sections.length) return [...sections];
  return sections.toSpliced(place, 1).toSpliced(to, 0, ...sections.slice(place, place + 1));
}

/** Whether it says something else than what is stored. */
export const isChanged = ({ sections }: TemplateDraft, stored: Stored): boolean =>
  JSON.stringify(sections) !== JSON.stringify(draftOf(stored).sections);

/** What was kept on the device; null where that is nothing, or of another shape. */
export function keptIn(text: string | null): TemplateDraft | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isSection = (value: unknown): boolean =>
  isObject(value) && [value.id, value.title, value.help].every(isText) && isTextOrNull(value.key);

const isDraft = (value: unknown): value is TemplateDraft =>
  isObject(value) && isTextOrNull(value.base) && Array.isArray(value.sections) && value.sections.every(isSection);
