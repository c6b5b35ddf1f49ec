import { describe, expect, it } from 'vitest';
import { dueWords, isNear } from './due';

const now = new Date('2026-11-21T12:00:00Z');
const owed = (dueOn: string, deadline: string, overdue: boolean) => ({
  ...{ dueOn, overdue, state: 'open' },
  deadline: new Date(deadline),
});

describe('when something is due', () => {
  it('names the day, and counts the days after it', () => {
    expect(dueWords(owed('2026-12-24', '2026-12-25T00:00:00Z', false), now)).toBe('due Thu 24 Dec');
    expect(dueWords(owed('2026-11-20', '2026-11-21T00:00:00Z', true), now)).toBe('1 day overdue');
    expect(dueWords(owed('2026-11-18', '2026-11-19T00:00:00Z', true), now)).toBe('3 days overdue');
  });

  it('is near within a week, unless it is late', () => {
    expect(isNear(owed('2026-11-25', '2026-11-26T00:00:00Z', false), now)).toBe(true);
    expect(isNear(owed('2026-12-25', '2026-12-26T00:00:00Z', false), now)).toBe(false);
    expect(isNear(owed('2026-11-18', '2026-11-19T00:00:00Z', true), now)).toBe(false);
  });
});
