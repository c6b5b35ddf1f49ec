import { describe, expect, it } from 'vitest';
import type { Definition, NamedLayer } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { plain } from '@/server/rotation/history';
import { outcomeOf } from './draft';
import { layersFrom } from './layer-templates';
import { daysWords, hoursWords, turnsWords } from './layer-words';
import { faultsOfLayers, layerFieldsOf, layerOf, mergedLayers, scheduleFieldsOf } from './schedule-fields';
import { fieldsOf, patchOf } from './settings-fields';

const weekly: Definition = {
  timeZone: 'UTC',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const nights: NamedLayer = {
  ...weekly,
  ...{ name: 'Nights', queue: ['dee'], roles: ['primary'] },
  activeHours: [{ days: ['monday'], start: '20:00', end: '08:00' }],
};
const zones: Record<string, string> = { ana: 'America/New_York', ben: 'Europe/Berlin', cho: 'Asia/Tokyo', dee: 'UTC' };
const people = Object.entries(zones).map(([id, timeZone]) => ({
  id,
  name: id,
  timeZone,
  active: true,
  joinable: true,
}));
const now = new Date('2026-11-18T09:00:00Z');
const from = new Date('2026-12-21T12:00:00Z');
const plan: EditorView = {
  ...{ id: 'r', name: 'Payments', teamId: 't', version: 1, approval: 'default', publishedWeeks: 4, archivedAt: null },
  ...{ zone: 'UTC', roles: weekly.roles, segments: plain({ ...weekly, layers: [nights] }), overrides: [], people },
  joinable: Object.keys(zones),
  abilities: { 'rotation.edit': true },
};
const ground = { fields: scheduleFieldsOf(weekly), people: people.slice(0, 3), taken: [], from };

describe('a layer in the form', () => {
  it('that nobody touched comes back as it is set', () => {
    expect(layerOf(layerFieldsOf(nights), from)).toEqual(nights);
    const { layers: _, ...settings } = fieldsOf(plan, { ...weekly, layers: [nights] });
    expect(
      patchOf({ ...settings, layers: [layerFieldsOf(nights)] }, { ...settings, layers: [layerFieldsOf(nights)] }, from),
    ).toBeNull();
  });

  it('with other handoffs begins with the last of them, so that no time is left out', () => {
    const tuesdays = layerOf({ ...layerFieldsOf(nights), weekday: 'tuesday' }, from);
    expect(tuesdays.startsAt).toBe('2026-12-15T12:00');
    const mondays = layerOf({ ...layerFieldsOf(nights), timeZone: 'Etc/UTC' }, from);
    expect(mondays.startsAt).toBe('2026-12-21T12:00');
  });

  it('says by field what is wrong', () => {
    const [one, two] = [layerFieldsOf(nights), { ...layerFieldsOf(nights), key: 'x', queue: [], time: '' }];
    expect(Object.keys(faultsOfLayers([one, two]))).toEqual(['layers.1.time', 'layers.1.name', 'layers.1.queue']);
  });

  it('keeps what was typed, and lets all else follow what somebody else did meanwhile', () => {
    const typed = { ...layerFieldsOf(nights), name: 'Late' };
    const theirs = layerFieldsOf({ ...nights, queue: ['ana'] });
    const added = layerFieldsOf({ ...nights, name: 'Theirs' });
    expect(mergedLayers([theirs, added], [layerFieldsOf(nights)], ['Nights'])).toEqual([theirs, added]);
    expect(mergedLayers([theirs, added], [typed], ['Nights'])).toEqual([typed, added]);
    expect(mergedLayers([theirs, added], [], ['Nights'])).toEqual([added]);
    expect(mergedLayers([], [layerFieldsOf(nights)], ['Nights'])).toEqual([]);
  });
});

describe('templates', () => {
  it('are changes that the rotation can take, and cover what they say', () => {
    for (const template of ['business-hours', 'weekends', 'follow-the-sun', 'always'] as const) {
      const layers = layersFrom(template, ground);
      expect(faultsOfLayers(layers)).toEqual({});
      const input = { layers: layers.map((layer) => layerOf(layer, from)), from: from.toISOString() };
      expect(outcomeOf(plan, { kind: 'settings', input }, now)).toHaveProperty('proposal');
    }
  });

  it('follow the sun: each in the third of the day that is their day', () => {
    const layers = layersFrom('follow-the-sun', ground);
    expect(layers.map(({ queue, activeHours }) => [activeHours[0]?.start, queue])).toEqual([
      ['00:00', ['cho']],
      ['08:00', ['ben']],
      ['16:00', ['ana']],
    ]);
  });
});

describe('a layer in words', () => {
  it('says when it is active, and when its turns are', () => {
    expect(hoursWords(nights.activeHours)).toBe('Mon 20:00 – 08:00');
    expect(hoursWords([])).toBe('always');
    expect(daysWords(['monday', 'tuesday', 'wednesday'])).toBe('Mon – Wed');
    expect(daysWords(['monday', 'wednesday'])).toBe('Mon, Wed');
    expect(turnsWords(weekly, now)).toBe('a week each, Mondays 12:00 UTC');
    expect(turnsWords({ ...weekly, cadence: { unit: 'hour', count: 12 } }, now)).toBe('12 hours each, 12:00 UTC');
  });
});
