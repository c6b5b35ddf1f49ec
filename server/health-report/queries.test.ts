import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type MadeAlert, quiet } from '@/server/testing/health-made';
import { asOf, writeHistory } from '@/server/testing/health-written';
import { openDueFollowUps } from './commands';
import { healthCsv, helpedOf, report, timeOnCall } from './queries';
import { answered, tenQuestions } from './question';

let db: TestDatabase;
const actor = (team: string, name: string, role: 'member' | 'manager' = 'member'): PersonActor => ({
  ...{ kind: 'person', personId: `${team}-${name}`, name, role: 'engineer', teams: new Map([[team, role]]) },
  ...{ sessionId: 's', signedInAt: null, via: 'session', scopes: new Set(['read', 'write'] as const) },
});

beforeAll(async () => {
  db = await testDatabase({ at: asOf });
  await db.sql(
    `INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'Europe/Berlin', clock())`,
  );
  await writeHistory(db, '900', quiet);
  await writeHistory(db, '902', { ...quiet, hasLeft: true });
});
afterAll(() => db.close());

const people = ['900-ada', '900-ben', '900-cy'];

describe('nothing at all', () => {
  it('is nothing: no division by zero, no misleading 100 %', async () => {
    const found = await report(db.context(actor('900', 'ada')), { teamId: '900', period: 'quarter' });
    expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/);
    const of = (id: string) => found.metrics.find((metric) => metric.id === id);
    expect([of('B1')?.value, of('C2')?.value, of('A0')?.value]).toEqual([null, null, 0]);
    expect([of('B1')?.verdict, of('B1')?.shown]).toEqual(['not-enough', 'nothing']);
    expect(found.questions.find(({ key }) => key === 'needed')?.answer).not.toBe('yes');
  });

  it('is no good news of weeks before there was a rotation, and bad news stays', async () => {
    const asked = { teamId: '900', period: 'week' as const, at: '2019-03-06T12:00:00Z' };
    const { questions, metrics } = await report(db.context(actor('900', 'ada')), asked);
    expect(questions.map(({ answer }) => answer)).not.toContain('yes');
    const gaps = metrics.map((metric) =>
      metric.id === 'D1.primary' ? { ...metric, verdict: 'act' as const } : metric,
    );
    expect(answered(tenQuestions, gaps).map(({ answer }) => answer)).toContain('no');
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
    expect((await of('ada', 'member')).map(({ name }) => name)).toEqual(['900-ada']);
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
    expect(await names('ada', 'member')).toEqual(['900-ada']);
    expect(await names('dee', 'manager')).toEqual(people);
    expect(await names('eve', 'member')).toBeUndefined();
  });
});

describe('somebody who has left', () => {
  it('is told of as a former member, with the hours that were theirs', async () => {
    const ctx = db.context(actor('902', 'dee', 'manager'));
    const found = await timeOnCall(ctx, { teamId: '902', period: 'month', at: '2026-11-04T00:00:00Z' });
    const left = found.people.find(({ personId }) => personId === '902-cy');
    expect([left?.name, (left?.hours ?? 0) > 0]).toEqual(['Former member', true]);
  });
});

describe('a noisy week', () => {
  const loud = (n: number): MadeAlert => ({
    ...{ key: 0, service: 0, minute: 35 * 1_440 + n * 10, second: 0, batch: 0, acknowledged: null, closed: 60, by: 1 },
    ...{ classification: 11, pages: [{ person: 0, after: 2, channel: 0 }], events: [], incident: 5 },
  });

  it('opens one follow-up for its key by itself, with the manager, and none again once it is settled within the week', async () => {
    await writeHistory(db, '901', { ...quiet, alerts: [0, 1, 2, 3].map(loud) });
    await db.sql(`INSERT INTO "EscalationPolicy" ("id", "teamId", "name", "steps", "repeat", "createdAt")
      VALUES ('none', '901', 'Usual', '[{"targets": [{"rotationId": "rotation a 901", "role": "primary"}]}]', 0, clock())`);
    await db.sql(`UPDATE "Membership" SET "role" = 'manager' WHERE "teamId" = '901' AND "personId" = '901-cy'`);
    const owed = () =>
      db.sql('SELECT "key", "ownerId", "rule" FROM "FollowUp" WHERE "teamId" = \'901\' AND "rule" = \'noisy-key\'');
    const worker = db.context();
    await openDueFollowUps(worker);
    expect(await owed()).toEqual([{ key: 'key-0', ownerId: '901-cy', rule: 'noisy-key' }]);
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
    expect(found.pareto.map(({ key, count, owner }) => [key, count, owner?.id])).toEqual([['key-0', 4, '901-cy']]);
    const [helped] = await helpedOf(db.context(actor('901', 'ada')), { teamId: '901' });
    expect([helped?.verdict, helped?.before.count, helped?.after.count]).toEqual(['too-early', 4, 0]);
  });
});
