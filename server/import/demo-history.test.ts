import { describe, expect, it } from 'vitest';
import { historyOf } from './demo-history';

const at = (iso: string) => new Date(iso);
const instants = [
  '2026-11-16T16:59:00Z', // a minute before the handoff
  '2026-11-16T17:01:00Z',
  '2026-11-21T04:00:00Z', // Friday night in New York, Saturday elsewhere
  '2026-11-22T23:30:00Z',
  '2026-03-09T15:30:00Z', // the Monday after the clocks changed
];

describe('the story of the demo', () => {
  it.each(instants)('is told in order and lies in the past, loaded at %s', (iso) => {
    const history = historyOf(at(iso));
    const times = history.map((moment) => moment.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(at(iso).getTime());
    expect(at(iso).getTime() - Math.min(...times)).toBeGreaterThan(85 * 86_400_000);
    for (const moment of history) if (moment.what === 'cover') expect(moment.from > moment.at).toBe(true);
  });

  it('begins every trouble before anything is done about it', () => {
    const begun = new Set<unknown>();
    for (const moment of historyOf(at('2026-11-18T15:20:00Z'))) {
      if (moment.what !== 'trouble') continue;
      if (moment.deed.do === 'receive') begun.add(moment.episode);
      expect(begun.has(moment.episode)).toBe(true);
    }
  });

  it('is the same one each time', () => {
    expect(historyOf(at('2026-11-18T15:20:00Z'))).toEqual(historyOf(at('2026-11-18T15:20:00Z')));
  });
});
