import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { runbooksFor } from '@/server/runbook/matching';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { periodOf } from './asked';
import { openDueFollowUps } from './commands';
import type { Facts, Span } from './facts';
import { factsOf, healthCsv, helpedOf, measured, report, rows, subjectOf, timeOnCall } from './queries';
import { figuresOf, historyOf } from './report';
import * as store from './store';

// Two computations of the same figures: the database's own counting, and a slow plain one over the raw rows.

let db: TestDatabase;
const asOf = '2026-11-18T10:00:00Z';
const from = Date.parse('2026-10-12T16:00:00Z');
const people = ['ada', 'ben', 'cy'];
const actor = (team: string, personId: string, role: 'member' | 'manager' = 'member'): PersonActor => ({
  ...{ kind: 'person', personId, name: personId, role: 'engineer', teams: new Map([[team, role]]) },
  ...{ sessionId: 's', signedInAt: null, via: 'session', scopes: new Set(['read', 'write'] as const) },
});

beforeAll(async () => {
  db = await testDatabase({ at: asOf });
  await db.sql(
    `INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'Europe/Berlin', clock())`,
  );
  const zones: Record<string, string> = { ada: 'America/New_York', ben: 'Asia/Kolkata', cy: 'Europe/Athens' };
  for (const id of people)
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "country", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', $2, 'engineer', 'US', clock())`,
      [id, zones[id]],
    );
  await db.sql(
    `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "kind", "actorKind", "data") VALUES ('2026-10-25T03:00:00Z', 'person', 'ben',
     'changed', 'person', '{"before": {"timeZone": "Europe/Lisbon"}, "after": {"timeZone": "Asia/Kolkata"}}')`,
  );
});
afterAll(() => db.close());

type Made = {
  key: number;
  minute: number;
  service: number;
  second: number;
  pages: { person: number; after: number; channel: number }[];
  acknowledged: number | null;
  closed: number | null;
  by: number;
  classification: number;
  events: { kind: number; after: number }[];
  incident: number;
};

const made: fc.Arbitrary<Made> = fc.record({
  key: fc.nat(4),
  service: fc.nat(1),
  minute: fc.nat(36 * 1_440),
  second: fc.nat(59),
  pages: fc.array(fc.record({ person: fc.nat(2), after: fc.nat(700), channel: fc.nat(4) }), { maxLength: 4 }),
  acknowledged: fc.option(fc.nat(1_000)),
  closed: fc.option(fc.nat(4_000)),
  by: fc.nat(2),
  classification: fc.nat(11),
  events: fc.array(fc.record({ kind: fc.nat(9), after: fc.nat(900) }), { maxLength: 6 }),
  incident: fc.nat(12),
});
const classes = [
  'acted',
  'acted-could-wait',
  'watched',
  'recovered',
  'bad-check',
  'planned-work',
  'duplicate',
  'wrong-team',
  'test',
];
const kinds = [
  'step-fired',
  'paged',
  'nobody-there',
  'escalated-by-hand',
  'ran-out',
  'noted',
  'unacknowledged',
  'snoozed',
  'step-fired',
  'paged',
];
const channels = ['push', 'sms', 'voice', 'ntfy', 'email'];
const definition = {
  ...{ timeZone: 'America/New_York', cadence: { unit: 'week', count: 1 }, startsAt: '2026-01-05T12:00', queue: people },
  ...{ roles: ['primary', 'secondary'], pairing: 'secondary-then-primary' },
};

/** Writes one history as the rows that Baton itself would leave behind; instants differ, as those of a clock do. */
async function write(team: string, alerts: readonly Made[]): Promise<void> {
  const instants = new Set<number>();
  const at = (ms: number): string => {
    let free = ms;
    while (instants.has(free)) free += 1;
    instants.add(free);
    return new Date(free).toISOString();
  };
  const insert = (table: string, rows: object[]) =>
    rows.length === 0
      ? []
      : db.sql(
          `INSERT INTO "${table}" (${Object.keys(rows[0] ?? {}).map((name) => `"${name}"`)}) SELECT ${Object.keys(rows[0] ?? {}).map((name) => `"${name}"`)} FROM json_populate_recordset(NULL::"${table}", $1)`,
          [JSON.stringify(rows)],
        );
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ($1, $1, clock())`, [team]);
  await insert(
    'Membership',
    people.map((personId) => ({ teamId: team, personId, role: 'member' })),
  );
  const rotation = `rotation ${team}`;
  await insert('Rotation', [
    {
      id: rotation,
      teamId: team,
      name: team,
      version: 1,
      publishedWeeks: 4,
      approval: 'default',
      createdAt: '2026-01-01T00:00:00Z',
    },
  ]);
  await insert('RotationRevision', [
    {
      id: rotation,
      rotationId: rotation,
      version: 1,
      effectiveFrom: '2026-01-05T17:00:00Z',
      definition,
      createdAt: '2026-01-01T00:00:00Z',
    },
  ]);
  await insert(
    'Service',
    [0, 1].map((n) => ({
      id: `${team} ${n}`,
      teamId: team,
      name: `${n}`,
      policyId: 'none',
      groupSeconds: 0,
      createdAt: asOf,
    })),
  );
  await insert('Runbook', [
    {
      id: `book ${team}`,
      teamId: team,
      title: 'Disk',
      body: '',
      rules: ['key-1'],
      version: 1,
      createdAt: asOf,
      demo: false,
    },
  ]);
  const incidents = [...new Set(alerts.map(({ incident }) => incident))].filter((n) => n < 3);
  await insert(
    'Incident',
    incidents.map((n) => ({
      ...{
        id: `${team} ${n}`,
        number: Number(team) * 100 + n + 1,
        teamId: team,
        title: 'Down',
        state: 'resolved',
        severity: 'major',
        summary: '',
        version: 1,
        demo: false,
      },
      ...{
        leadId: 'ada',
        declaredAt: at(from + n * 12 * 86_400_000 + 7_200_000),
        mitigatedAt: at(from + n * 12 * 86_400_000 + 9_000_000),
        resolvedAt: at(from + n * 12 * 86_400_000 + 10_000_000),
      },
    })),
  );
  const rows = alerts.map((one, i) => ({
    ...one,
    id: `${team} a${i}`,
    opened: from + one.minute * 60_000 + one.second * 1_000 + i,
  }));
  await insert(
    'Alert',
    rows.map((one, i) => ({
      ...{
        id: one.id,
        number: Number(team) * 1_000 + i + 1,
        teamId: team,
        serviceId: `${team} ${one.service}`,
        origin: one.id,
        key: `key-${one.key}`,
        title: 'Disk',
      },
      ...{
        details: {},
        source: '',
        priority: 'P2',
        urgency: 'high',
        links: [],
        batchId: one.id,
        count: 1,
        flapping: false,
        demo: false,
      },
      openedAt: new Date(one.opened).toISOString(),
      lastSeenAt: new Date(one.opened).toISOString(),
      closedAt: one.closed === null ? null : at(one.opened + one.closed * 1_000),
      closedBy: one.closed === null ? null : ['person', 'source', 'system'][one.by],
      classification: classes[one.classification] ?? null,
    })),
  );
  await insert(
    'EscalationRun',
    rows
      .filter(({ service }) => service === 0)
      .map((one) => ({
        ...{
          id: one.id,
          subjectKind: 'alert',
          subjectId: one.id,
          teamId: team,
          urgency: 'high',
          round: 0,
          firstRound: 0,
          step: 0,
          stage: 'steps',
          failures: 0,
          startedAt: asOf,
        },
        policy: {
          steps: [
            { afterSeconds: 0, targets: [] },
            { afterSeconds: 120 + one.key, targets: [] },
          ],
          repeat: 0,
          repeatAfterSeconds: null,
        },
      })),
  );
  await insert(
    'IncidentAlert',
    rows
      .filter(({ incident }) => incident < 3)
      .map((one) => ({ alertId: one.id, incidentId: `${team} ${one.incident}`, linkedAt: asOf })),
  );
  const pages = rows.flatMap((one) => one.pages.map((page, i) => ({ one, page, id: `${one.id} ${i}` })));
  await insert(
    'Delivery',
    pages.map(({ one, page, id }) => ({
      ...{
        id,
        identity: id,
        subjectKind: 'alert',
        subjectId: one.id,
        teamId: team,
        personId: people[page.person],
        channel: channels[page.channel],
      },
      ...{
        address: '',
        message: {},
        priority: 0,
        state: 'sent',
        dueAt: asOf,
        attempts: 1,
        createdAt: asOf,
        possibleDuplicate: false,
        receiptRank: 0,
      },
      sentAt: at(one.opened + page.after * 1_000),
    })),
  );
  const events = rows
    .flatMap((one) => [
      ...one.events.map(({ kind, after }) => ({ one, kind: kinds[kind] ?? '', at: one.opened + after * 1_000 })),
      ...(one.acknowledged === null ? [] : [{ one, kind: 'acknowledged', at: one.opened + one.acknowledged * 1_000 }]),
    ])
    .sort((a, b) => a.at - b.at);
  for (const each of events)
    await db.sql(
      `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "actorId", "data")
       VALUES ($1, 'alert', $2, $3, $4, 'person', $5, '{}')`,
      [at(each.at), each.one.id, team, each.kind, people[each.one.key % 3]],
    );
}

/** The slow plain reference: raw rows and pure functions, nothing counted by the database. */
async function reference(team: string, serviceId?: string) {
  const ctx = db.context(actor(team, 'ada'));
  const subject = await subjectOf(ctx, { teamId: team, ...(serviceId && { serviceId }) });
  const period = periodOf(subject, 'month', '2026-11-04T00:00:00Z');
  const weeks = [...period.before.weeks, ...period.weeks];
  const { busy: _, ...facts } = await factsOf(ctx, subject, weeks);
  const wide = { from: new Date(facts.period.from.getTime() - 90 * 86_400_000), to: new Date(asOf) };
  const all = { ...subject.scope, serviceIds: null };
  const [pages, alerts, runbooks] = await Promise.all([
    store.pagesIn(ctx, all, wide),
    store.alertsIn(ctx, all, wide),
    store.runbooksOf(ctx, subject.scope.teamId),
  ]);
  const whole: Facts = {
    ...facts,
    pages,
    alerts: alerts.map((alert) => ({ ...alert, hasRunbook: runbooksFor(runbooks, alert).length > 0 })),
  };
  const history = historyOf(whole);
  const figures = ({ from, to }: Span) => figuresOf(history, { from, to: to < whole.asOf ? to : whole.asOf });
  return { ctx, subject, period, figures };
}

let teams = 0;

describe('the figures of a history', () => {
  it('are the same by both computations, for the period, the one before it and each week, of a team and of a service', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 0, maxLength: 40 }), async (alerts) => {
        const team = String(++teams);
        await write(team, alerts);
        for (const serviceId of [undefined, `${team} 1`]) {
          const { ctx, subject, period, figures } = await reference(team, serviceId);
          const found = await measured(ctx, subject, period);
          const pairs = [
            [found.whole.figures, period.span],
            [found.before.figures, period.before.span],
            ...period.weeks.map((week, i) => [found.weeks[i]?.figures, week] as const),
          ] as const;
          for (const [fast, span] of pairs) {
            const slow = figures(span);
            const plain = (map: typeof fast) =>
              [...(map ?? [])]
                .filter(([id]) => !['D1.ahead', 'D5', 'D7'].includes(id))
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([id, { value, parts, ...rest }]) => [
                  id,
                  round(value),
                  rest,
                  Object.entries(parts).map(([name, part]) => [name, round(part)]),
                ]);
            expect(plain(fast)).toEqual(plain(slow));
          }
          const asked = {
            teamId: team,
            ...(serviceId && { serviceId }),
            period: 'month' as const,
            at: '2026-11-04T00:00:00Z',
          };
          if (serviceId !== undefined) continue;
          await Promise.all(
            ['A0', 'A2', 'B1', 'B4', 'B5', 'B6', 'B9', 'C2', 'C3', 'C5', 'F2'].map(async (metric) => {
              const behind = await rows(ctx, { ...asked, metric });
              const counted = behind.rows.filter((row) => row.counted).length;
              expect([metric, counted]).toEqual([metric, found.whole.figures.get(metric)?.numerator]);
            }),
          );
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6);

describe('nothing at all', () => {
  it('is nothing: no division by zero, no misleading 100 %', async () => {
    await write('900', []);
    const found = await report(db.context(actor('900', 'ada')), { teamId: '900', period: 'quarter' });
    expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/);
    const of = (id: string) => found.metrics.find((metric) => metric.id === id);
    expect([of('B1')?.value, of('C2')?.value, of('A0')?.value]).toEqual([null, null, 0]);
    expect([of('B1')?.verdict, of('B1')?.shown]).toEqual(['not-enough', 'nothing']);
    expect(found.questions.find(({ key }) => key === 'needed')?.answer).not.toBe('yes');
  });

  it('is a file with a line per figure and week, and nothing in it that is no number', async () => {
    const ctx = db.context(actor('900', 'ada'));
    const span = { from: '2026-10-12T16:00:00Z', to: '2026-11-09T17:00:00Z' };
    const text = await healthCsv(ctx, { teamId: '900', period: 'week', ...span, format: 'csv', rows: 'metrics' });
    expect(text.split('\r\n').filter((line) => line.startsWith('"A0"'))).toHaveLength(5);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('tells whoever asks of their own time on call, and a manager of everybody’s', async () => {
    const of = async (id: string, role: 'member' | 'manager') => {
      const ctx = db.context(actor('900', id, role));
      return (await timeOnCall(ctx, { teamId: '900', period: 'month', at: '2026-11-04T00:00:00Z' })).people;
    };
    expect((await of('ada', 'member')).map(({ name }) => name)).toEqual(['ada']);
    const all = await of('dee', 'manager');
    expect(all.map(({ name }) => name)).toEqual(people);
    const sum = all.flatMap(({ byRole }) => byRole).reduce((hours, each) => hours + each.hours, 0);
    // Two roles, from the handoff of 26 October, a week of 169 hours, to the instant of asking.
    expect(sum).toBeCloseTo(2 * (169 + 168 + 168 + 41), 5);
  });

  it('tells persons of themselves, and managers of everybody', async () => {
    const names = async (id: string, role: 'member' | 'manager') => {
      const found = await report(db.context(actor('900', id, role)), { teamId: '900', period: 'quarter' });
      return found.metrics
        .find((metric) => metric.id === 'A0')
        ?.byPerson?.map(({ name }) => name)
        .sort();
    };
    expect(await names('ada', 'member')).toEqual(['ada']);
    expect(await names('dee', 'manager')).toEqual(people);
    expect(await names('eve', 'member')).toBeUndefined();
  });
});

describe('a noisy week', () => {
  const loud = (n: number): Made => ({
    ...{
      key: 0,
      service: 0,
      minute: 35 * 1_440 + n * 10,
      second: 0,
      acknowledged: null,
      closed: 60,
      by: 1,
      classification: 11,
    },
    ...{ pages: [{ person: 0, after: 2, channel: 0 }], events: [], incident: 5 },
  });

  it('opens one follow-up for its key by itself, with the manager, and none again once it is settled within the week', async () => {
    await write('901', [0, 1, 2, 3].map(loud));
    await db.sql(`INSERT INTO "EscalationPolicy" ("id", "teamId", "name", "steps", "repeat", "createdAt")
      VALUES ('none', '901', 'Usual', '[{"targets": [{"rotationId": "rotation 901", "role": "primary"}]}]', 0, clock())`);
    await db.sql(`UPDATE "Membership" SET "role" = 'manager' WHERE "teamId" = '901' AND "personId" = 'cy'`);
    const owed = () =>
      db.sql('SELECT "key", "ownerId", "rule" FROM "FollowUp" WHERE "teamId" = \'901\' AND "rule" = \'noisy-key\'');
    const worker = db.context();
    await openDueFollowUps(worker);
    expect(await owed()).toEqual([{ key: 'key-0', ownerId: 'cy', rule: 'noisy-key' }]);
    expect(await openDueFollowUps(worker)).toBe(0);
    await db.sql(
      `UPDATE "FollowUp" SET "state" = 'done', "doneAt" = clock(), "outcome" = 'Raised' WHERE "teamId" = '901'`,
    );
    expect(await openDueFollowUps(worker)).toBe(0);
    const found = await report(db.context(actor('901', 'ada')), {
      teamId: '901',
      period: 'month',
      at: '2026-11-18T00:00:00Z',
    });
    expect(found.pareto.map(({ key, count, owner }) => [key, count, owner?.id])).toEqual([['key-0', 4, 'cy']]);
    const [helped] = await helpedOf(db.context(actor('901', 'ada')), { teamId: '901' });
    expect([helped?.verdict, helped?.before.count, helped?.after.count]).toEqual(['too-early', 4, 0]);
  });
});
