import { describe, expect, it } from 'vitest';
import { segmentsOf } from './segments';

const words = (markdown: string) =>
  segmentsOf(markdown).map((part) => ('text' in part ? part.text : part.steps.map(({ number }) => number)));

describe('a runbook cut where its steps stand', () => {
  it('keeps the order of text and steps', () => {
    expect(words('# Disk\n\nWhy.\n\n- [ ] Look\n- [ ] Clean\n\n## After\n\n- [ ] Tell')).toEqual([
      '# Disk\n\nWhy.',
      [1, 2],
      '## After',
      [3],
    ]);
  });

  it('counts steps within steps, and keeps what is no step as text', () => {
    expect(words('- [ ] One\n  - [ ] Two\n- plain\n- [ ] Three')).toEqual([[1, 2], '- plain', [3]]);
    expect(words('Only words')).toEqual(['Only words']);
    expect(words('')).toEqual([]);
  });

  it('says once what is of a step, and leaves to the text what is not', () => {
    expect(
      words('- [ ] Scale\n\n```\nscale 12\n```\n\nExpect: 12 ready\n\n- [ ] Tell\n\nWords.\n\n```\nfree\n```'),
    ).toEqual([[1, 2], 'Words.\n\n```\nfree\n```']);
  });

  it('leaves the points of a step with its step', () => {
    const [only] = segmentsOf('- [ ] Look at\n  - the queue\n  - the disk');
    expect(only && 'steps' in only && only.steps[0]?.text).toBe('Look at\n- the queue\n- the disk');
  });
});
