import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { acknowledge, assign, resolve, snooze } from '@/server/alert/commands';
import { readinessOf } from '@/server/delivery/queries';
import { updatePolicy } from '@/server/escalation/commands';
import { policyById } from '@/server/escalation/queries';
import { updatePolicySchema } from '@/server/escalation/schema';
import { receiveMany } from '@/server/intake/commands';
import { advanceDue } from '@/server/paging/commands';
import { system } from '@/server/policy/actor';
import { draws, rounds, seed } from '../rounds';
import { until } from '../waiting';
import { openStage, type Stage, signalOf, start } from './stage';

// Time jumps, stands still and runs away; escalations are raced, edited under their feet and refused by the database.

vi.setConfig({ testTimeout: rounds(120_000, 3_600_000) });
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(rounds(50, 50));
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const worker = () => stage.db.context(system('worker'), 'paging');
const at = (seconds: number) => stage.db.setClock(new Date(start.getTime() + seconds * 1_000).toISOString());
const settle = async () => {
  while ((await advanceDue(worker())) > 0);
};
const dayMs = 86_400;
const saved = ({ name, steps, repeat, repeatAfterSeconds, fallback }: Awaited<ReturnType<typeof policyById>>) => ({
  ...{ name, steps, repeat, repeatAfterSeconds, fallback },
});
const kindsOf = async (id: string) =>
  (
    await stage.sql<{ kind: string }>(`SELECT "kind" FROM "TimelineEvent" WHERE "subjectId" = $1 ORDER BY "id"`, [id])
  ).map(({ kind }) => kind);
const pagesOf = (id: string) =>
  stage.sql<{ personId: string; step: number; round: number }>(
    `SELECT "personId", "step", "round" FROM "Page" WHERE "subjectId" = $1 ORDER BY "createdAt", "round", "step"`,
    [id],
  );

it('F17: after two days without a worker the present step fires once, late; what ended meanwhile pages nobody', async () => {
  await at(0);
  const ids: string[] = [];
  for (let n = 0; n < 50; n++) ids.push(await stage.alert(n, `outage-${n}`));
  for (const [n, id] of ids.entries()) if (n % 5 === 0) await resolve(stage.db.context(), { alertId: id });
  await at(dayMs + 7_200);
  await settle();
  for (const [n, id] of ids.entries()) {
    const [page, ...more] = await pagesOf(id);
    expect(more).toEqual([]);
    expect(page?.step).toBe(n % 5 === 0 ? undefined : 1);
    if (n % 5 !== 0) expect(await kindsOf(id)).toContain('steps-missed');
  }
});

it('F38: a database clock set back loses no timer and fires none twice; lateness is at most the step back', async () => {
  await at(0);
  const id = await stage.alert(0, 'back');
  await settle();
  await at(dayMs - 60);
  await settle();
  await at(dayMs - 660);
  await settle();
  expect(await pagesOf(id)).toHaveLength(1);
  await at(dayMs - 1);
  await settle();
  expect(await pagesOf(id)).toHaveLength(1);
  await at(dayMs);
  await settle();
  expect((await pagesOf(id)).map(({ step }) => step)).toEqual([0, 1]);
});

describe('F19: the policy as it was when the alert opened', () => {
  it('is climbed, whatever is edited or archived meanwhile; a target that was deleted counts as nobody', async () => {
    await at(0);
    const id = await stage.alert(49, 'edited');
    await settle();
    const [{ policyId = '' } = {}] = await stage.sql<{ policyId: string }>(
      `SELECT "policy"->>'policyId' AS "policyId" FROM "EscalationRun" WHERE "subjectId" = $1`,
      [id],
    );
    const before = await policyById(stage.db.context(), { policyId });
    const steps = [{ afterSeconds: 5, targets: [{ personId: stage.laneOf(7).person }] }];
    await updatePolicy(stage.db.context(), updatePolicySchema.parse({ policyId, name: before.name, steps, repeat: 0 }));
    await at(dayMs - 1);
    await settle();
    expect(await pagesOf(id)).toHaveLength(1);
    await stage.sql(`UPDATE "Person" SET "deactivatedAt" = clock() WHERE "id" = 'person-0000'`);
    try {
      await at(dayMs);
      await settle();
      expect(await kindsOf(id)).toContain('nobody-there');
      const [run] = await stage.sql<{ nextAt: Date }>('SELECT "nextAt" FROM "EscalationRun" WHERE "subjectId" = $1', [
        id,
      ]);
      expect(run?.nextAt).toBeInstanceOf(Date);
    } finally {
      await stage.sql(`UPDATE "Person" SET "deactivatedAt" = NULL WHERE "id" = 'person-0000'`);
      await updatePolicy(stage.db.context(), updatePolicySchema.parse({ ...saved(before), policyId }));
    }
  });
});

it('F16: acknowledge, resolve, snooze and hand over racing the timer: never a page after it was answered', async () => {
  const random = draws(seed);
  const races = rounds(24, 2_000);
  for (let race = 0; race < races; race++) {
    await at(race * 3 * dayMs);
    const lane = stage.laneOf(race);
    const id = await stage.alert(race, `race-${race}`);
    await settle();
    await at(race * 3 * dayMs + dayMs);
    const ctx = stage.db.context();
    const acts = [
      () => acknowledge(ctx, { alertId: id, personId: lane.person }),
      () => resolve(ctx, { alertId: id }),
      () =>
        snooze(ctx, { alertId: id, until: new Date(start.getTime() + (race * 3 + 2) * dayMs * 1_000).toISOString() }),
      () => assign(ctx, { alertId: id, personId: lane.person }),
    ];
    const act = acts[Math.floor(random() * acts.length)];
    await Promise.all([settle(), settle(), act?.()]);
    await settle();
    const kinds = await kindsOf(id);
    const answered = Math.max(
      ...['acknowledged', 'resolved', 'snoozed', 'assigned'].map((kind) => kinds.indexOf(kind)),
    );
    expect(answered).toBeGreaterThan(0);
    expect(kinds.slice(answered + 1)).not.toContain('step-fired');
    await resolve(ctx, { alertId: id });
  }
});

it('F37: a worker whose own clock runs an hour ahead does nothing early and nothing twice', async () => {
  await stage.db.setClock(start.toISOString(), 1);
  const ahead = `const real = Date.now; const Old = Date; globalThis.Date = class extends Old { constructor(...a) { a.length ? super(...a) : super(real() + 3600000); } static now() { return real() + 3600000; } };`;
  await stage.worker({}, { args: ['--import', `data:text/javascript,${encodeURIComponent(ahead)}`] });
  await stage.alert(0, 'ahead');
  await until('it is sent', () => stage.requests().length === 1);
  await stage.settled();
  const [run] = await stage.sql<{ step: number; nextAt: Date }>('SELECT "step", "nextAt" FROM "EscalationRun"');
  expect(run?.step).toBe(1);
  expect((run?.nextAt.getTime() ?? 0) - start.getTime()).toBeGreaterThan((dayMs - 60) * 1_000);
  expect(await stage.broken()).toEqual([]);
});

it('F59: a worker that stands still is seen from outside: not ready, and the figure to watch rises', async () => {
  const frozen = await stage.worker();
  frozen.kill('SIGSTOP');
  await stage.alert(0, 'still');
  // A page that is due while it stands still, and half a minute by the real clock, which is not waited for.
  await advanceDue(worker());
  await stage.db.setClock(new Date(start.getTime() + 120_000).toISOString());
  await stage.sql(`UPDATE "Worker" SET "lastTurnAt" = "lastTurnAt" - interval '30 s'`);
  const state = await readinessOf(stage.db.context());
  expect(state.ready).toBe(false);
  expect(state.oldestDuePageSeconds).toBeGreaterThan(60);
  frozen.kill('SIGCONT');
  await stage.settled();
  await until('it is ready again', async () => (await readinessOf(stage.db.context())).ready);
});

describe('F56: a serialisation failure or a deadlock at any statement', () => {
  it.each(['40001', '40P01'])('%s is tried again and nobody hears of it', async (code) => {
    await at(0);
    await stage.sql(
      `CREATE FUNCTION fail_now_and_then() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('failures') % 3 = 1 THEN RAISE EXCEPTION 'meant by a test' USING ERRCODE = '${code}'; END IF; RETURN NULL; END $$`,
    );
    await stage.sql('CREATE SEQUENCE failures');
    const tables = ['Alert', 'EscalationRun', 'Page', 'Delivery', 'TimelineEvent'];
    try {
      for (const table of tables) {
        await stage.sql('ALTER SEQUENCE failures RESTART');
        await stage.sql(
          `CREATE TRIGGER fails AFTER INSERT OR UPDATE ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION fail_now_and_then()`,
        );
        const id = await stage.alert(tables.indexOf(table), `fails-${code}-${table}`);
        await settle();
        await stage.sql(`DROP TRIGGER fails ON "${table}"`);
        expect(await pagesOf(id)).toHaveLength(1);
        expect((await kindsOf(id)).filter((kind) => kind === 'opened' || kind === 'paged')).toEqual([
          'opened',
          'paged',
        ]);
      }
    } finally {
      for (const table of tables) await stage.sql(`DROP TRIGGER IF EXISTS fails ON "${table}"`);
      await stage.sql('DROP FUNCTION fail_now_and_then CASCADE');
      await stage.sql('DROP SEQUENCE failures');
    }
  });
});

it('F03: one payload posted twenty times at once is one alert, one page, and a count of twenty', async () => {
  await at(0);
  const { integration } = stage.laneOf(0);
  const one = () =>
    receiveMany(stage.db.context(system('ingest'), 'ingest'), [
      { integration, signals: [signalOf('same')], batchId: crypto.randomUUID() },
    ]);
  await Promise.all(Array.from({ length: 20 }, one));
  await settle();
  expect(await stage.sql('SELECT "count" FROM "Alert"')).toEqual([{ count: 20 }]);
  expect(await stage.sql('SELECT 1 FROM "Delivery"')).toHaveLength(1);
});

it('the same instant seen by two workers at once fires each step once', async () => {
  const alerts = rounds(20, 500);
  await at(0);
  for (let n = 0; n < alerts; n++) await stage.alert(n, `twice-${n}`);
  await Promise.all([settle(), settle(), settle()]);
  const fired = await stage.sql<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "TimelineEvent" e JOIN "Alert" a ON a."id" = e."subjectId" WHERE e."kind" = 'step-fired' GROUP BY e."subjectId"`,
  );
  expect(fired).toEqual(Array.from({ length: alerts }, () => ({ count: 1 })));
});
