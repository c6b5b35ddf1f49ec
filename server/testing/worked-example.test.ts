import { describe, expect, it } from 'vitest';
import type { AlertFact, Facts, IncidentFact, PersonFact, SentPage } from '@/server/health/facts';
import { deviationOf, weekendHours } from '@/server/health/fairness';
import { engagedSeconds, rateOf, timeOnCall } from '@/server/health/load';
import { within } from '@/server/health/period';
import { counting, figuresOf, historyOf } from '@/server/health/report';
import { personFigures } from '@/server/health-report/persons';

// The worked example of the metrics: two weeks of Ada, Ben and Cy, computed by hand.

const at = (text: string): Date => new Date(`2026-${text.replace(' ', 'T')}Z`);
const plus = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1_000);

type Row = {
  id: string;
  key: string;
  runbook: boolean;
  opened: string;
  pages: [string, string, number][];
  acknowledged?: [string, string];
  closed: ['person' | 'source', string];
  classification: string | null;
  more?: Partial<AlertFact>;
};

const opened = (text: string) => at(text);
const rows: Row[] = [
  {
    id: 'a01',
    key: 'api-5xx',
    runbook: true,
    opened: '10-27 14:15:00',
    pages: [
      ['ada', 'push', 2],
      ['ada', 'sms', 42],
    ],
    acknowledged: ['ada', '10-27 14:17:32'],
    closed: ['person', '10-27 14:40:00'],
    classification: 'acted',
  },
  {
    id: 'a02',
    key: 'disk-full',
    runbook: false,
    opened: '10-28 07:05:00',
    pages: [
      ['ada', 'push', 2],
      ['ada', 'sms', 122],
    ],
    acknowledged: ['ada', '10-28 07:09:02'],
    closed: ['person', '10-28 07:30:00'],
    classification: 'acted-could-wait',
  },
  {
    id: 'a03',
    key: 'disk-full',
    runbook: false,
    opened: '10-29 02:30:00',
    pages: [['ada', 'push', 2]],
    closed: ['source', '10-29 02:33:00'],
    classification: 'recovered',
  },
  {
    id: 'a04',
    key: 'cpu-hot',
    runbook: false,
    opened: '10-30 23:00:00',
    pages: [
      ['ada', 'push', 2],
      ['ben', 'push', 302],
    ],
    acknowledged: ['ben', '10-30 23:06:32'],
    closed: ['source', '10-30 23:20:00'],
    classification: 'bad-check',
    more: { timeoutsAt: [plus(opened('10-30 23:00:00'), 300)] },
  },
  {
    id: 'a05',
    key: 'queue-lag',
    runbook: true,
    opened: '11-01 05:30:00',
    pages: [['cy', 'push', 2]],
    acknowledged: ['cy', '11-01 05:32:02'],
    closed: ['person', '11-01 06:20:00'],
    classification: 'acted',
  },
  {
    id: 'a06',
    key: 'queue-lag',
    runbook: true,
    opened: '11-01 06:30:00',
    pages: [['cy', 'push', 2]],
    acknowledged: ['cy', '11-01 06:31:32'],
    closed: ['source', '11-01 06:36:00'],
    classification: 'watched',
  },
  {
    id: 'a07',
    key: 'cert-expiry',
    runbook: true,
    opened: '11-01 15:00:00',
    pages: [['ada', 'email', 2]],
    acknowledged: ['ada', '11-01 15:45:00'],
    closed: ['person', '11-01 16:00:00'],
    classification: null,
  },
  {
    id: 'a08',
    key: 'api-5xx',
    runbook: true,
    opened: '11-02 16:59:30',
    pages: [['ada', 'push', 2]],
    acknowledged: ['ada', '11-02 17:01:02'],
    closed: ['person', '11-02 18:10:00'],
    classification: 'acted',
    more: { incidentId: 'INC-1' },
  },
  {
    id: 'a09',
    key: 'api-5xx',
    runbook: true,
    opened: '11-03 19:00:00',
    pages: [['ben', 'push', 2]],
    acknowledged: ['ben', '11-03 19:00:30'],
    closed: ['person', '11-03 19:01:00'],
    classification: 'test',
  },
  {
    id: 'a10',
    key: 'db-conn',
    runbook: true,
    opened: '11-06 04:40:00',
    pages: [
      ['ben', 'push', 2],
      ['cy', 'push', 362],
    ],
    acknowledged: ['ben', '11-06 04:44:02'],
    closed: ['person', '11-06 05:40:00'],
    classification: 'acted',
    more: { incidentId: 'INC-2', manualEscalationsAt: [plus(opened('11-06 04:40:00'), 360)] },
  },
  {
    id: 'a11',
    key: 'api-5xx',
    runbook: true,
    opened: '11-06 04:40:20',
    pages: [['ben', 'push', 2]],
    acknowledged: ['ben', '11-06 04:44:10'],
    closed: ['source', '11-06 05:20:00'],
    classification: 'duplicate',
    more: { incidentId: 'INC-2' },
  },
  {
    id: 'a12',
    key: 'queue-lag',
    runbook: true,
    opened: '11-06 04:41:00',
    pages: [['ben', 'push', 2]],
    acknowledged: ['ben', '11-06 04:44:20'],
    closed: ['source', '11-06 05:30:00'],
    classification: 'duplicate',
    more: { incidentId: 'INC-2' },
  },
  {
    id: 'a13',
    key: 'disk-full',
    runbook: false,
    opened: '11-09 01:00:00',
    pages: [
      ['ben', 'push', 2],
      ['ben', 'push', 302],
    ],
    acknowledged: ['ben', '11-09 01:12:02'],
    closed: ['person', '11-09 01:30:00'],
    classification: null,
    more: { timeoutsAt: [plus(opened('11-09 01:00:00'), 300)], ranOutAt: plus(opened('11-09 01:00:00'), 300) },
  },
];

const alerts = rows.map(
  ({ id, key, runbook, opened: from, acknowledged, closed, classification, more }): AlertFact => ({
    id,
    key,
    title: key,
    serviceId: 'api',
    openedAt: at(from),
    acknowledgedAt: acknowledged ? at(acknowledged[1]) : null,
    acknowledgedById: acknowledged?.[0] ?? null,
    closedAt: at(closed[1]),
    closedBy: closed[0],
    classification,
    hasRunbook: runbook,
    incidentId: null,
    acknowledgeWithinSeconds: 300,
    timeoutsAt: [],
    manualEscalationsAt: [],
    ranOutAt: null,
    humanActsAt: [],
    ...more,
  }),
);

const pages = rows.flatMap(({ id, opened: from, pages: list }) =>
  list.map(
    ([personId, channel, seconds], i): SentPage => ({
      id: `${id}-${i}`,
      alertId: id,
      personId,
      channel,
      sentAt: plus(at(from), seconds),
    }),
  ),
);

const incident = (
  id: string,
  declared: string,
  mitigated: string,
  resolved: string,
  reviewed: string,
): IncidentFact => ({
  id,
  declaredAt: at(declared),
  mitigatedAt: at(mitigated),
  resolvedAt: at(resolved),
  reviewDoneAt: at(reviewed),
  engaged: [{ personId: 'ben', from: at(declared), to: at(resolved) }],
  factors: [],
});

const person = (id: string, zone: string): [string, PersonFact] => [id, { id, zone, holidays: new Set() }];
const newYork = 'America/New_York';
const [w1, w2, end] = [at('10-26 16:00:00'), at('11-02 17:00:00'), at('11-09 17:00:00')];
const queue = ['ada', 'ben', 'cy'];
const held = (personId: string, role: string, from: Date, to: Date) => ({ personId, role, from, to });

const facts: Facts = {
  zone: newYork,
  roles: ['primary', 'secondary'],
  period: { from: w1, to: end },
  asOf: at('11-16 17:00:00'),
  weeks: [
    { from: w1, to: w2, queue },
    { from: w2, to: end, queue },
  ],
  pages,
  alerts,
  shifts: [
    held('ada', 'primary', w1, at('10-31 22:00:00')),
    held('cy', 'primary', at('10-31 22:00:00'), at('11-01 11:00:00')),
    held('ada', 'primary', at('11-01 11:00:00'), w2),
    held('ben', 'primary', w2, end),
    held('ben', 'secondary', w1, w2),
    held('cy', 'secondary', w2, at('11-08 23:00:00')),
    held('cy', 'secondary', at('11-09 02:30:00'), end),
  ],
  gaps: [{ role: 'secondary', from: at('11-08 23:00:00'), to: at('11-09 02:30:00') }],
  incidents: [
    incident('INC-1', '11-02 17:06:00', '11-02 17:40:00', '11-02 18:10:00', '11-06 20:00:00'),
    incident('INC-2', '11-06 04:50:00', '11-06 05:15:00', '11-06 05:40:00', '11-14 15:00:00'),
    incident('INC-3', '11-07 15:00:00', '11-07 15:30:00', '11-07 16:00:00', '11-12 15:00:00'),
  ],
  requests: [
    {
      id: 'r1',
      kind: 'cover',
      state: 'in-effect',
      createdAt: at('10-25 12:00:00'),
      from: at('10-31 22:00:00'),
      to: at('11-01 11:00:00'),
      personId: 'ada',
      withId: 'cy',
    },
    {
      id: 'r2',
      kind: 'cover',
      state: 'expired',
      createdAt: at('11-05 12:00:00'),
      from: at('11-07 15:00:00'),
      to: at('11-07 20:00:00'),
      personId: 'ben',
      withId: null,
    },
  ],
  handoffs: [
    { id: 'h1', at: w1, acceptedAt: at('10-26 16:20:00') },
    { id: 'h2', at: w2, acceptedAt: at('11-02 19:30:00') },
  ],
  followUps: [
    { id: 'f1', title: 'Owed', deadline: at('11-07 05:00:00'), doneAt: at('11-05 18:00:00'), createdAt: w1 },
    { id: 'f2', title: 'Owed', deadline: at('11-09 05:00:00'), doneAt: null, createdAt: w1 },
    { id: 'f3', title: 'Owed', deadline: at('11-14 05:00:00'), doneAt: null, createdAt: w1 },
  ],
  pulses: [],
  people: new Map([person('ada', newYork), person('ben', newYork), person('cy', 'Europe/Athens')]),
};

const history = historyOf(facts);
const [one, two, both] = [
  { from: w1, to: w2 },
  { from: w2, to: end },
  { from: w1, to: end },
].map((period) => figuresOf(history, period));

const value = (id: string): (number | null)[] =>
  [one, two, both].map((figures) => {
    const found = figures?.get(id)?.value;
    return found === undefined || found === null ? null : Math.round(found * 10_000) / 10_000;
  });
const parts = (id: string): (string | null)[] =>
  [one, two, both].map((figures) => {
    const figure = figures?.get(id);
    return figure && figure.denominator !== 0 ? `${figure.numerator}/${figure.denominator}` : null;
  });
const part = (id: string, name: string): (number | undefined)[] =>
  [one, two, both].map((figures) => figures?.get(id)?.parts[name]);

describe('the worked example, figure by figure', () => {
  it('A: load', () => {
    expect(value('A0')).toEqual([9, 5, 14]);
    expect(value('A1.primary')).toEqual([7.9527, 4, 5.9822]);
    expect(value('A1.secondary')).toEqual([0.9941, 1.0213, 1.0075]);
    expect(value('A2')).toEqual([4, 3, 7]);
    expect(value('A2b')).toEqual([3, 2, 5]);
    expect(part('A2b', 'nightsOnCall')).toEqual([15, 14, 29]);
    expect(['business', 'off', 'sleep'].map((name) => part('A3', name))).toEqual([
      [2, 0, 2],
      [3, 2, 5],
      [4, 3, 7],
    ]);
    expect(value('A4')).toEqual([7, 2, 9]);
    expect([value('A5.max'), value('A5.over'), value('A6'), value('A9')]).toEqual([
      [0, 1, 1],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(part('A2b', 'mostOfOne')).toEqual([2, 1, 2]);
    expect(value('A7')).toEqual([7_460, 16_014, 23_474]);
    expect(value('A8.mean')).toEqual([0.6667, 0.6597, 0.6632]);
  });

  it('B: noise', () => {
    expect([parts('B1'), parts('B3')]).toEqual([
      ['5/7', '1/3', '6/10'],
      ['7/7', '3/4', '10/11'],
    ]);
    expect([parts('B4'), parts('B6')]).toEqual([
      ['1/7', '0/4', '1/11'],
      ['1/7', '0/4', '1/11'],
    ]);
    expect([value('B5'), value('B7'), part('B7', 'interruptions')]).toEqual([
      [1, 0, 1],
      [1, 0, 1],
      [2, 0, 3],
    ]);
    expect([parts('B8'), parts('B9'), parts('B10')]).toEqual([
      [null, '4/2', '4/2'],
      ['3/9', '3/5', '6/14'],
      ['7/9', '5/5', '10/14'],
    ]);
    expect([parts('B11'), parts('B12')]).toEqual([
      ['5/9', '2/5', '7/14'],
      [null, '1/3', '1/3'],
    ]);
  });

  it('C: response', () => {
    expect(value('C1.p50')).toEqual([135, null, 213]);
    expect(part('C1.p50', 'unacknowledged')).toEqual([1, 0, 1]);
    expect([parts('C2'), part('C2', 'unknown')]).toEqual([
      ['5/6', '3/4', '8/10'],
      [1, 0, 1],
    ]);
    expect([parts('C3'), parts('C4')]).toEqual([
      ['5/6', '3/4', '8/10'],
      ['1/7', '1/4', '2/11'],
    ]);
    expect([value('C4m'), value('C5')]).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(value('C6.mitigate')).toEqual([null, null, null]);
    expect(Object.values(both?.get('C6.mitigate')?.parts ?? {})).toEqual([1_800, 2_100, 2_430]);
  });

  it('D: coverage', () => {
    expect([value('D1.primary'), value('D1.secondary')]).toEqual([
      [0, 0, 0],
      [0, 210, 210],
    ]);
    expect(value('D3')).toEqual([0, 0, 0]);
    expect([value('D2'), parts('D4'), parts('D6')]).toEqual([
      [0, 1, 1],
      ['0/1', null, '0/1'],
      ['1/1', '0/1', '1/2'],
    ]);
  });

  it('E: fairness', () => {
    expect(value('E2')).toEqual([0.9231, 1, 1.0769]);
    expect([value('E1')[2], value('E3.weekend')[2]]).toEqual([0.6736, 194]);
    expect([value('E2g')[2], Math.round((both?.get('E2g')?.parts.floor ?? 0) * 10_000) / 10_000]).toEqual([
      0.1804, 0.1667,
    ]);
    expect([parts('E3'), value('E4')]).toEqual([
      ['6/9', '4/5', '6/14'],
      [13, 0, 13],
    ]);
  });

  it('F: follow-through', () => {
    expect([parts('F1'), parts('F2'), parts('F4')]).toEqual([
      [null, '2/3', '2/3'],
      [null, '1/2', '1/2'],
      [null, '1/3', '1/3'],
    ]);
  });

  it('for each person', () => {
    const of = <T>(figure: (id: string) => T): T[] => queue.map(figure);
    const rounded = (number: number) => Math.round(number * 10_000) / 10_000;
    expect(of((id) => history.interruptions.filter(({ personId }) => personId === id).length)).toEqual([6, 5, 3]);
    expect(of((id) => engagedSeconds(counting(facts), id))).toEqual([7_644, 12_684, 3_146]);
    expect(of((id) => rounded(timeOnCall(facts, id)))).toEqual([0.4629, 1, 0.5267]);
    expect(of((id) => rounded(deviationOf(facts, id)))).toEqual([-0.4033, 0.6736, -0.2703]);
    expect(of((id) => weekendHours(facts, id))).toEqual([36, 97, 61]);
    expect(rateOf('A1.primary', facts, history.interruptions, { role: 'primary', personId: 'cy' }).value).toBeNull();
    const figures = personFigures(within(counting(facts), facts.period), history.interruptions, queue, counting(facts));
    const row = (id: string) => of((person) => rounded(figures.get(id)?.get(person)?.value ?? Number.NaN));
    expect([row('A0'), row('A2'), row('A2b'), row('A7')]).toEqual([
      [6, 5, 3],
      [3, 2, 2],
      [2, 1, 2],
      [7_644, 12_684, 3_146],
    ]);
    expect([row('A8.mean'), row('E1'), row('E3.weekend'), row('E4')]).toEqual([
      [0.4629, 1, 0.5267],
      [-0.4033, 0.6736, -0.2703],
      [36, 97, 61],
      [-13, 0, 13],
    ]);
    const [cy] = [figures.get('A1.primary')?.get('cy')];
    expect([cy?.value, cy?.numerator, cy?.denominator]).toEqual([null, 2, 13]);
  });
});
