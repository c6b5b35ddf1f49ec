import { describe, expect, it } from 'vitest';
import type { Affected } from '@/server/rotation/difference';
import { conflictWords, exchangeWords, holdersOf, loggedWords, noticeWords, sentenceOf } from './difference-words';

const now = new Date('2026-11-18T09:00:00Z');
const [from, to] = [new Date('2026-11-23T17:00:00Z'), new Date('2026-11-30T17:00:00Z')];
const clock = { zone: 'America/New_York', now };
const nameOf = (id: string) => id.toUpperCase();
const span = { role: 'primary', from, to };

describe('the words of a difference', () => {
  it('say what is asked for', () => {
    const input = { personId: 'ana', change: 'move' as const, position: 1, role: 'secondary' };
    expect(sentenceOf({ kind: 'queue', input }, nameOf, clock)).toBe('ANA moves to place 2 of the queue of secondary');
  });

  it('name everybody who holds a role in a week, once in a row, and nobody where there is none', () => {
    const shift = (personId: string, start: Date) => ({
      ...{ role: 'primary', personId, from: start, to, turnStartsAt: from },
      source: 'rotation' as const,
    });
    expect(holdersOf([shift('ben', now), shift('ana', from), shift('ana', to)], 'primary', nameOf)).toBe('BEN, ANA');
    expect(holdersOf([], 'primary', nameOf)).toBeNull();
  });

  it('count the hours of each where a role changes hands many times a week', () => {
    const shift = (personId: string, hour: number) => {
      const start = new Date(from.getTime() + hour * 3_600_000);
      const end = new Date(start.getTime() + 8 * 3_600_000);
      return {
        ...{ role: 'primary', personId, from: start, to: end, turnStartsAt: from },
        source: 'rotation' as const,
      };
    };
    const held = [shift('ana', 0), shift('ben', 8), shift('ana', 24), shift('ben', 32), shift('ana', 48)];
    expect(holdersOf(held, 'primary', nameOf)).toBe('ANA 24 h, BEN 16 h');
  });

  it('say how short the notice is, and that a published week changes', () => {
    const affected: Affected = {
      ...{ personId: 'ana', gained: [span], lost: [span], firstChange: from },
      ...{ noticeDays: 5, published: true },
    };
    expect(noticeWords(affected)).toBe('5 days of notice: short, in a published week');
    expect(noticeWords({ ...affected, noticeDays: 33, published: false })).toBe('33 days of notice');
    expect(exchangeWords(affected)).toBe('gains 1, loses 1 shifts');
    expect(exchangeWords({ ...affected, lost: [] })).toBe('gains 1 shift');
  });

  it('name a gap with its time and zone', () => {
    expect(conflictWords({ kind: 'gap', personId: null, ...span }, nameOf, clock)).toBe(
      'Nobody is primary, Mon 23 Nov 12:00 – Mon 30 Nov 12:00 ET',
    );
  });

  it('tell what was changed, and why', () => {
    const line = { id: '1', at: now, by: 'Ana', effectiveFrom: from, version: 2, reason: null };
    const skipped = { kind: 'queue', change: 'skip', personId: 'ben' } as const;
    expect(loggedWords({ ...line, reason: 'conference', what: skipped }, nameOf, clock)).toBe(
      'BEN: skipped a turn (conference)',
    );
    const set = { kind: 'settings', fields: ['timeZone', 'roles'] } as const;
    expect(loggedWords({ ...line, what: set }, nameOf, clock)).toBe('Changed time zone, roles');
    const laid = { kind: 'override-added', overrideId: 'o', ...span, personId: null } as const;
    expect(loggedWords({ ...line, what: laid }, nameOf, clock)).toBe(
      'Override laid over: Nobody as primary, Mon 23 Nov 12:00 – Mon 30 Nov 12:00 ET',
    );
  });
});
