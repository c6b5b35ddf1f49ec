import { describe, expect, test } from 'vitest';
import { draftOf, newDraft, readDraft, rebased } from './maintenance-draft';

const zone = 'Europe/Berlin';
const now = new Date('2026-03-02T09:00:00Z');
const stored = {
  teamId: 'ops',
  serviceId: null,
  title: 'New disks',
  match: { cluster: 'eu1', rack: '7' },
  startsAt: new Date('2026-03-02T08:00:42.500Z'),
  endsAt: new Date('2026-03-02T12:00:07Z'),
};

describe('a maintenance window as fields', () => {
  test('what nobody touched is sent as it was, to the second and with every label', () => {
    expect(readDraft(draftOf(stored, now, zone), zone, stored)).toEqual({
      teamId: 'ops',
      window: {
        serviceId: null,
        title: 'New disks',
        match: { cluster: 'eu1', rack: '7' },
        startsAt: '2026-03-02T08:00:42.500Z',
        endsAt: '2026-03-02T12:00:07.000Z',
      },
    });
  });

  test('what others changed meanwhile stays, where nobody touched it here', () => {
    const opened = draftOf(stored, now, zone);
    const live = { ...stored, serviceId: 'db', endsAt: new Date('2026-03-02T14:00:00Z') };
    const draft = rebased({ ...opened, title: 'Newer disks' }, opened, draftOf(live, now, zone));
    expect(readDraft(draft, zone, live)).toMatchObject({
      window: { title: 'Newer disks', serviceId: 'db', endsAt: '2026-03-02T14:00:00.000Z', match: stored.match },
    });
  });

  test('an end that was moved is read in the zone of the fields', () => {
    const draft = { ...draftOf(stored, now, zone), to: '2026-03-02T15:30' };
    expect(readDraft(draft, zone, stored)).toMatchObject({ window: { endsAt: '2026-03-02T14:30:00.000Z' } });
  });

  test('one without an end stays without, and offers one to come', () => {
    const endless = { ...stored, endsAt: null };
    const draft = draftOf(endless, now, zone);
    expect(draft.to).toBe('2026-03-02T12:00');
    expect(readDraft(draft, zone, endless)).toMatchObject({ window: { endsAt: null } });
  });

  test('a time that is missing, and a label named twice, are refused beside their fields', () => {
    const draft = newDraft('ops', now, zone);
    expect(readDraft({ ...draft, from: '' }, zone)).toEqual({ faults: { startsAt: 'Give a day and a time' } });
    expect(readDraft({ ...draft, to: '' }, zone)).toEqual({ faults: { endsAt: 'Give a day and a time' } });
    const labels = ['eu1', 'eu2'].map((value) => ({ name: 'cluster', value }));
    expect(readDraft({ ...draft, labels }, zone)).toEqual({ faults: { match: 'Name each label once' } });
  });
});
