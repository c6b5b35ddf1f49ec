import { expect, it } from 'vitest';
import { clockChangeIn } from '@/server/time/clock-change';
import { addDays } from '@/server/time/wall-clock';
import { factsOf, type Material } from './draft';

const zone = 'America/New_York';
const from = new Date('2026-10-26T16:00:00Z');
const coming = { from, to: addDays(from, 7, zone) };

const quiet: Material = {
  now: new Date('2026-10-26T14:00:00Z'),
  zone,
  coming,
  alerts: [],
  noisy: [],
  incidents: [],
  followUps: [],
  shifts: [],
  gaps: [],
  overrides: [],
  asked: [],
  timeOff: [],
  clockChanges: [],
  nameOf: (id) => id,
};

const texts = (material: Partial<Material>) =>
  factsOf({ ...quiet, ...material }).sections.flatMap(({ facts }) => facts.map(({ text, detail }) => [text, detail]));

it('keeps the sections in which there is nothing: that is worth knowing, too', () => {
  expect(factsOf(quiet).sections.map(({ title, facts }) => [title, facts.length])).toEqual([
    ['Open alerts', 0],
    ['Incidents', 0],
    ['Noisy alerts of the week', 0],
    ['Gaps ahead', 0],
    ['Covers and swaps ahead', 0],
    ['Covers and swaps still asked for', 0],
    ['Follow-ups still open', 0],
    ['Time off', 0],
    ['Clock changes', 0],
  ]);
});

it('says that clocks change in the coming week, and how long the week is', () => {
  const zones = [zone, 'Europe/Berlin', 'Asia/Kolkata'];
  const clockChanges = zones.flatMap((each) => {
    const change = clockChangeIn(each, coming);
    return change ? [{ ...change, zone: each }] : [];
  });
  expect(texts({ clockChanges })).toEqual([['Clocks in America/New_York go back by 1 h', 'The coming week has 169 h']]);
});

it('says whether anybody has an open alert, and until when it is snoozed', () => {
  const alert = {
    reference: 'ALR-1',
    title: 'Queue is deep',
    state: 'open' as const,
    priority: 'P2',
    service: { name: 'Mail' },
    acknowledgedBy: null,
    snoozedUntil: null,
    openedAt: from,
    path: '/alerts/1',
  };
  const snoozedUntil = new Date('2026-10-26T20:00:00Z');
  const over = new Date('2026-10-26T13:00:00Z');
  expect(
    texts({
      alerts: [
        alert,
        { ...alert, acknowledgedBy: { name: 'Ada' } },
        { ...alert, snoozedUntil },
        { ...alert, snoozedUntil: over },
      ],
    }).map(([, detail]) => detail),
  ).toEqual([
    'P2 · Mail · acknowledged by nobody',
    'P2 · Mail · acknowledged by Ada',
    'P2 · Mail · snoozed until Mon 26 Oct 16:00 ET',
    'P2 · Mail · acknowledged by nobody',
  ]);
});

it('lists covers and swaps of the coming week with whom they stand in for, and nothing of the queue itself', () => {
  const span = { from: new Date('2026-10-31T12:00:00Z'), to: new Date('2026-11-01T12:00:00Z') };
  const shifts = [
    { role: 'primary', personId: 'ana', source: 'rotation' as const, from, to: span.from },
    { role: 'primary', personId: 'cho', source: 'override' as const, ...span },
    { role: 'secondary', personId: 'ben', source: 'swap' as const, ...coming },
  ];
  const overrides = [{ role: 'primary', personId: 'cho', replaces: 'ana', ...span }];
  expect(texts({ shifts, overrides }).map(([text]) => text)).toEqual([
    'cho is primary instead of ana, by a cover',
    'ben is secondary, by a swap',
  ]);
});

it('tells of time off and gaps only as far as they touch the coming week', () => {
  const before = { from: new Date('2026-10-20T00:00:00Z'), to: new Date('2026-10-27T00:00:00Z') };
  const over = { from: new Date('2026-10-20T00:00:00Z'), to: from };
  const [, , , gaps, , , , off] = factsOf({
    ...quiet,
    timeOff: [
      { personId: 'ana', ...before },
      { personId: 'ben', ...over },
    ],
    gaps: [{ role: 'secondary', ...before }],
  }).sections;
  expect(off?.facts).toMatchObject([{ text: 'ana is away', from: from.toISOString(), to: '2026-10-27T00:00:00.000Z' }]);
  expect(gaps?.facts).toMatchObject([{ text: 'Nobody is secondary', from: from.toISOString() }]);
});

it('names what is asked for and by whom it has to be decided, because it may still change', () => {
  const asked = {
    ...{ label: 'CVR-7', kind: 'cover' as const, role: 'primary', personId: 'Ben', withId: null, path: '/requests/7' },
    ...{ from, to: new Date('2026-10-27T16:00:00Z'), waitsFor: { act: 'accept' as const, personIds: ['Ana', 'Cho'] } },
  };
  const swap = { ...asked, label: 'SWP-8', kind: 'swap' as const, role: null, withId: 'Cho' };
  const accepted = { ...swap, waitsFor: { act: 'approve' as const, personIds: ['Ana'] } };
  expect(texts({ asked: [asked, accepted] })).toEqual([
    ['Ben asks anyone to cover primary', 'CVR-7 · Waits for whoever accepts first'],
    ['Ben asks Cho to swap turns', 'SWP-8 · Ana has to approve it'],
  ]);
});
