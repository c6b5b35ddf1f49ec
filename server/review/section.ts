/** A section of a review as the template has it. */
export type SectionTemplate = { key: string; title: string; help: string };

export type Section = SectionTemplate & { text: string; version: number; changedAt: Date };

/** Baton's own template: blameless, and with the question that is too rarely asked. */
export const ownTemplate: readonly SectionTemplate[] = [
  { key: 'summary', title: 'Summary', help: 'What happened, for somebody who was not there: three sentences.' },
  { key: 'impact', title: 'Impact', help: 'Who noticed what, from when to when, and how many.' },
  { key: 'timeline', title: 'Timeline', help: 'From the incident: shorten it to what mattered.' },
  {
    key: 'contributing-factors',
    title: 'Contributing factors',
    help: 'How did this happen? What made it likely, made it worse, or kept it unseen. Systems, not people.',
  },
  { key: 'resolution', title: 'Resolution', help: 'What restored the service, and what will keep it so.' },
  {
    key: 'helped-and-hindered',
    title: 'What helped, what hindered',
    help: 'Tools, people, runbooks, luck with timing.',
  },
  { key: 'lucky', title: 'Where did we get lucky?', help: 'What could have made this much worse, and did not happen.' },
];

/** Sections that a review may not be done without. */
export const needed: readonly string[] = ['summary', 'impact', 'contributing-factors', 'resolution'];

export const missingIn = (sections: readonly Pick<Section, 'key' | 'title' | 'text'>[]): string[] =>
  sections.filter(({ key, text }) => needed.includes(key) && text.trim() === '').map(({ title }) => title);

/** The most sections a template has. */
export const mostSections = 20;

/** The needed sections that a template leaves out, by the titles Baton gives them. */
export const leftOut = (sections: readonly Pick<SectionTemplate, 'key'>[]): string[] =>
  ownTemplate
    .filter(({ key }) => needed.includes(key) && sections.every((one) => one.key !== key))
    .map(({ title }) => title);

const longestKey = 60;

/**
 * The key of a section that is new, from its title: lower case, `-` between words, at most 60 characters, and none of
 * `taken`. It stays when the title changes, so that a section is known by it.
 */
export function sectionKey(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const stem = cut(words.join('-'), longestKey) || 'section';
  let key = stem;
  for (let count = 2; taken.includes(key); count += 1)
    key = `${cut(stem, longestKey - 1 - String(count).length)}-${count}`;
  return key;
}

const cut = (key: string, length: number): string => key.slice(0, length).replace(/-$/, '');

/** Names that stand where causes are told: a gentle note, never a refusal. */
export function namesInCauses(sections: readonly Pick<Section, 'key' | 'text'>[], names: readonly string[]): string[] {
  const causes = sections.filter(({ key }) => key === 'contributing-factors').map(({ text }) => text.toLowerCase());
  const first = names.map((name) => name.split(' ')[0] ?? name).filter((name) => name.length > 2);
  return [...new Set(first)].filter((name) =>
    causes.some((text) => new RegExp(`(^|[^\\p{L}])${escaped(name.toLowerCase())}([^\\p{L}]|$)`, 'u').test(text)),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
