import { describe, expect, it } from 'vitest';
import { groupOf } from './list-groups';

const incident = { id: 'one', state: 'closed', reviewWanted: true, mergedIntoId: null } as const;
const none = new Map();
const reviewed = (state: 'draft' | 'done') => new Map([['one', { incidentId: 'one', state }]]);

describe('the parts of the list', () => {
  it('puts what is still worked on first, and what nobody closed after it', () => {
    expect(groupOf({ ...incident, state: 'triage' }, none)).toBe('running');
    expect(groupOf({ ...incident, state: 'mitigated' }, none)).toBe('running');
    expect(groupOf({ ...incident, state: 'resolved' }, none)).toBe('to-close');
  });

  it('misses a review until it is done, unless none is wanted', () => {
    expect(groupOf(incident, none)).toBe('missing-review');
    expect(groupOf(incident, reviewed('draft'))).toBe('missing-review');
    expect(groupOf(incident, reviewed('done'))).toBe('past');
    expect(groupOf({ ...incident, reviewWanted: false }, none)).toBe('past');
    expect(groupOf({ ...incident, mergedIntoId: 'two', reviewWanted: null }, none)).toBe('past');
    expect(groupOf({ ...incident, state: 'declined', reviewWanted: null }, none)).toBe('past');
  });
});
