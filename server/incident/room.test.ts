import { expect, it } from 'vitest';
import type { TimelineEvent } from '@/server/timeline/event';
import type { Incident } from './incident';
import { roomNotice, roomTopic } from './room';

const at = new Date('2026-11-16T09:00:00Z');
const incident: Incident = {
  ...{ id: 'i', number: 7, teamId: 't', title: 'Payments fail', state: 'investigating', severity: 'critical' },
  ...{ summary: '', leadId: 'ada', communicatorId: 'ben', declaredAt: at, declaredById: 'ada', acceptedAt: at },
  ...{ mitigatedAt: null, resolvedAt: null, closedAt: null, declinedAt: null, declineReason: null, mergedIntoId: null },
  ...{ impactFrom: null, impactTo: null, closing: null, reviewWanted: null, nextUpdateAt: null, version: 1 },
};
const nameOf = (id: string) => ({ ada: 'Ada', ben: 'Ben' })[id] ?? 'Somebody';
const event = (kind: TimelineEvent['kind'], data: Record<string, unknown> = {}): TimelineEvent => ({
  ...{ id: '1', at, subject: { kind: 'incident', id: 'i' }, teamId: 't', kind, data },
  actor: { kind: 'person', id: 'ada' },
});
const notice = (...events: TimelineEvent[]) => roomNotice(events, incident, nameOf, 'https://baton.example.org/i');

it('says above the channel how bad it is, how far, and who has it', () => {
  expect(roomTopic(incident, nameOf, 'https://b')).toBe(
    'INC-7 Critical · investigating · lead Ada · communications Ben · https://b',
  );
  expect(roomTopic({ ...incident, state: 'closed' }, nameOf, 'https://b')).toBe('INC-7 Critical · closed · https://b');
});

it('never says in the channel what was said there, nor a status update twice', () => {
  expect(notice(event('noted', { text: 'hi', from: 'slack' }))).toBeNull();
  expect(notice(event('entry-written', { kind: 'update', text: 'x', statusUpdate: 'u' }))).toBeNull();
  expect(notice(event('page-sent'), event('room-opened'))).toBeNull();
});

it('says several things in one message, in the order in which they happened', () => {
  const said = notice(
    event('declared', { title: 'Payments fail' }),
    event('entry-written', { kind: 'finding', text: 'The disk is full' }),
    event('role-changed', { role: 'lead', was: 'ada', is: 'ben' }),
  );
  expect(said?.title).toBe('Ada declared INC-7: Payments fail');
  expect(said?.lines).toEqual(['Ada: finding\nThe disk is full', 'Ben is lead now']);
  expect(said?.links).toHaveLength(1);
});
