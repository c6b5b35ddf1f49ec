import { expect, it } from 'vitest';
import { ownTemplates } from '@/server/status-update/template';
import { begun, nextAt, withState } from './update-draft';

const templates = ownTemplates.critical;
const components = [{ serviceId: 's', name: 'Checkout', componentId: 'c', status: 'major_outage' as const }];
const draft = { title: 'Payments fail', state: 'investigating' as const, components, nextUpdateAt: null };
const fresh = begun({ draft, templates, places: ['status-page'] }, 30);

it('begins with the organisation’s words for the state, its blanks filled in', () => {
  expect(fresh.text).toBe('We are investigating an outage of Checkout. Everybody we need is working on it.');
  expect(fresh.places).toEqual(['status-page']);
});

it('another state brings its words and statuses, and never takes away what somebody wrote', () => {
  const resolved = withState(fresh, 'resolved', 'critical', templates);
  expect(resolved.text).toContain('is over');
  expect(resolved.components[0]?.status).toBe('operational');
  const own = withState({ ...fresh, text: 'We lost a disk.' }, 'identified', 'critical', templates);
  expect(own.text).toBe('We lost a disk.');
  const chosen = {
    ...fresh,
    components: fresh.components.map((one) => ({ ...one, status: 'partial_outage' as const })),
  };
  expect(withState(chosen, 'resolved', 'critical', templates).components[0]?.status).toBe('partial_outage');
});

it('promises nothing more once it is resolved', () => {
  const now = new Date('2026-11-16T09:00:00Z');
  expect(nextAt(fresh, now)?.toISOString()).toBe('2026-11-16T09:30:00.000Z');
  expect(nextAt({ ...fresh, state: 'resolved' }, now)).toBeNull();
});
