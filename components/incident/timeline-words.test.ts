import { describe, expect, it } from 'vitest';
import { eventKinds } from '@/server/timeline/event';
import { batonWords, lateWords } from './timeline-words';

const nameOf = (id: string) => ({ a: 'Ada', b: 'Ben' })[id] ?? 'somebody';
const words = (kind: Parameters<typeof batonWords>[0]['kind'], data: Record<string, unknown> = {}) =>
  batonWords({ kind, actor: 'Ada', data }, nameOf);

describe('what Baton saw', () => {
  it('has words for every event, whatever it carries', () => {
    for (const kind of eventKinds) expect(words(kind).words).not.toBe('');
  });

  it('names who took over, and who was made to', () => {
    expect(words('role-changed', { role: 'lead', is: 'a' }).words).toBe('Ada took over as lead');
    expect(words('role-changed', { role: 'communications owner', is: 'b' }).words).toBe(
      'Ada made Ben communications owner',
    );
  });

  it('says the reason of a decline, and who could not be reached', () => {
    expect(words('state-changed', { act: 'decline', to: 'declined', reason: 'A test' })).toMatchObject({
      words: 'Ada declined it',
      detail: 'A test',
    });
    expect(words('responders-paged', { people: ['Ben', 'Cho'], unreachable: ['Cho'], note: null })).toMatchObject({
      words: 'Ada paged Ben and Cho',
      detail: 'Not reachable: Cho',
      mark: 'critical',
    });
  });

  it('names a change of severity with both', () => {
    expect(words('changed', { before: { severity: 'major' }, after: { severity: 'critical' } }).words).toBe(
      'Ada changed the severity from major to critical',
    );
  });
});

it('says how late an entry was written', () => {
  expect(lateWords(new Date('2026-11-16T10:00:00Z'), new Date('2026-11-16T10:30:00Z'))).toBe('written 30 min later');
});
