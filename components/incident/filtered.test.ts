import { describe, expect, it } from 'vitest';
import { joined, passes, shownLines } from './filtered';
import type { TimelineLine } from './use-incident';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 16, 10, minute));
const entry = (minute: number, by: string, more: object = {}): TimelineLine =>
  ({
    by: 'person',
    id: String(minute),
    at: at(minute),
    kind: 'finding',
    text: 'x',
    happenedAt: at(minute),
    writtenAt: at(minute),
    starred: false,
    version: 1,
    late: false,
    edited: false,
    person: { id: by, name: by },
    ...more,
  }) as TimelineLine;
const me = { id: 'me', name: 'Me' };

describe('since you looked', () => {
  it('divides what others added from what was there, newest first', () => {
    const { lines, dividerAt, news } = shownLines([entry(1, 'ben'), entry(5, 'ben')], 'all', at(3), me);
    expect(lines.map(({ id }) => id)).toEqual(['5', '1']);
    expect([dividerAt, news]).toEqual([1, 1]);
  });

  it('is silent about what the viewer wrote, and on the first visit', () => {
    expect(shownLines([entry(1, 'ben'), entry(5, 'me')], 'all', at(3), me).dividerAt).toBeNull();
    expect(shownLines([entry(1, 'ben'), entry(5, 'ben')], 'all', null, me).dividerAt).toBeNull();
  });

  it('counts a late entry although it stands below the divider', () => {
    const late = entry(1, 'ben', { writtenAt: at(9), late: true });
    expect(shownLines([late, entry(2, 'me')], 'all', at(3), me)).toMatchObject({ news: 1 });
  });
});

it('narrows to kinds, to people and to key moments', () => {
  expect(passes({ by: 'baton' }, 'people')).toBe(false);
  expect(passes({ by: 'person', kind: 'action', starred: true }, 'key')).toBe(true);
  expect(passes({ by: 'person', kind: 'action', starred: false }, 'decision')).toBe(false);
});

it('joins what was read earlier with the newest: each line once, and nothing that was taken off the newest', () => {
  const [one, two, three, taken, five] = [1, 2, 3, 4, 5].map((minute) => entry(minute, 'ben'));
  const lines = (list: (TimelineLine | undefined)[]) => list.filter((line) => line !== undefined);
  expect(joined(lines([one, two, three, taken]), lines([three, five])).map(({ id }) => id)).toEqual([
    '1',
    '2',
    '3',
    '5',
  ]);
  expect(joined([], lines([five]))).toHaveLength(1);
  expect(joined(lines([one]), [])).toHaveLength(1);
});
