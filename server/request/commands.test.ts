import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { onCallAt } from '@/server/oncall/queries';
import type { PersonActor } from '@/server/policy/actor';
import { archiveRotation, changeQueue, createRotation, takeBackOverride } from '@/server/rotation/commands';
import { rotationById } from '@/server/rotation/queries';
import { createRotationSchema } from '@/server/rotation/schema';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import * as commands from './commands';
import { listRequests, previewAsk, requestById, waitingCount, why } from './queries';
import type { AskInput } from './schema';

// Mondays 12:00 New York; in November that is 17:00Z. 16 Nov ana, 23 Nov ben, 30 Nov cho, 7 Dec ana, 14 Dec ben.
const start = '2026-11-18T09:00:00Z';
const benTurn = '2026-11-23T17:00:00Z';
const choTurn = '2026-11-30T17:00:00Z';
const anaTurn = '2026-12-07T17:00:00Z';

let database: TestDatabase;
let rotationId: string;
let made = 0;

beforeAll(async () => {
  database = await testDatabase({ at: start });
  await addRoster(database);
  // dia and eve join the team: dia only works there, eve manages it beside ana.
  for (const [id, role] of [
    ['dia', 'member'],
    ['eve', 'manager'],
    ['vic', 'member'],
  ] as const) {
    await database.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, initcap($1), $1 || '@example.org', 'Europe/Berlin', $2, clock())`,
      [id, id === 'vic' ? 'viewer' : 'engineer'],
    );
    await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('payments', $1, $2)`, [
      id,
      role,
    ]);
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.setClock(start);
  rotationId = await rotation({});
});

async function rotation(change: Record<string, unknown>): Promise<string> {
  const input = createRotationSchema.parse({
    teamId: 'payments',
    name: `Rotation ${++made}`,
    ...weekly,
    queue: ['cho', 'ana', 'ben'],
    ...change,
  });
  return (await createRotation(database.context(), input)).id;
}

const managers = ['ana', 'eve'];
const person = (personId: string, role: PersonActor['role'] = 'engineer'): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  role,
  teams: new Map(personId === 'stranger' ? [] : [['payments', managers.includes(personId) ? 'manager' : 'member']]),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});
const as = (personId: string) => database.context(person(personId, personId === 'vic' ? 'viewer' : 'engineer'));

const cover = (change: Partial<AskInput> = {}): AskInput => ({
  rotationId,
  kind: 'cover',
  role: 'primary',
  from: '2026-11-24T08:00:00Z',
  to: '2026-11-24T12:00:00Z',
  with: 'cho',
  reason: 'travel',
  ...change,
});
const swap = (change: Partial<AskInput> = {}): AskInput => ({
  rotationId,
  kind: 'swap',
  turnStartsAt: benTurn,
  withTurnStartsAt: choTurn,
  with: 'cho',
  reason: 'travel',
  ...change,
});
const primaryAt = async (at: string): Promise<string | undefined> => {
  const { roles } = await onCallAt(database.context(), { rotationId, at });
  return roles.find(({ role }) => role === 'primary')?.person?.id;
};
const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('a cover', () => {
  it('is in effect once the colleague confirmed it, and not an instant before', async () => {
    const { id, state } = await commands.ask(as('ben'), cover());
    expect(state).toBe('requested');
    expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('ben');
    expect(await commands.accept(as('cho'), { id })).toEqual({ id, state: 'in-effect' });
    expect(await primaryAt('2026-11-24T07:59:59Z')).toBe('ben');
    expect(await primaryAt('2026-11-24T08:00:00Z')).toBe('cho');
    expect(await primaryAt('2026-11-24T12:00:00Z')).toBe('ben');
  });

  it('of more than 24 hours needs a manager as well; of exactly 24 hours it does not', async () => {
    const day = await commands.ask(as('ben'), cover({ to: '2026-11-25T08:00:00Z' }));
    expect((await commands.accept(as('cho'), { id: day.id })).state).toBe('in-effect');
    const long = { from: '2026-11-26T08:00:00Z', to: '2026-11-27T08:00:00.001Z' };
    const { id } = await commands.ask(as('ben'), cover(long));
    await expect(commands.approve(as('eve'), { id })).rejects.toEqual(refused('not-possible'));
    expect((await commands.accept(as('cho'), { id })).state).toBe('accepted');
    expect(await primaryAt('2026-11-26T09:00:00Z')).toBe('ben');
    await expect(commands.approve(as('dia'), { id })).rejects.toEqual(refused('not-allowed'));
    expect((await commands.approve(as('eve'), { id })).state).toBe('in-effect');
    expect(await primaryAt('2026-11-26T09:00:00Z')).toBe('cho');
  });

  it('offered to everyone goes to whoever comes first, and the other reads that it is taken', async () => {
    const { id } = await commands.ask(as('ben'), cover({ with: null }));
    await expect(commands.accept(as('ben'), { id })).rejects.toEqual(refused('not-allowed'));
    await expect(commands.accept(as('vic'), { id })).rejects.toEqual(refused('not-allowed'));
    const both = await Promise.allSettled([commands.accept(as('cho'), { id }), commands.accept(as('dia'), { id })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('already-decided') });
  });

  it('is refused for time that is nobody’s or somebody else’s, that is over, for oneself, and for whoever has left', async () => {
    const asked = (change: Partial<AskInput>) => commands.ask(as('ben'), cover(change));
    await expect(asked({ to: '2026-12-01T08:00:00Z' })).rejects.toEqual(refused('not-possible'));
    await expect(asked({ from: '2026-11-10T08:00:00Z', to: '2026-11-10T12:00:00Z' })).rejects.toEqual(
      refused('not-possible'),
    );
    await expect(asked({ to: '2026-11-24T08:00:00Z' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { to: expect.any(String) },
    });
    await expect(asked({ with: 'ben' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { with: expect.any(String) },
    });
    await expect(asked({ with: 'left' })).rejects.toEqual(refused('not-possible'));
    await expect(asked({ with: 'vic' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(asked({ with: 'stranger' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(asked({ role: 'tertiary' })).rejects.toMatchObject({ fields: { role: expect.any(String) } });
    await expect(commands.ask(as('stranger'), cover())).rejects.toEqual(refused('not-found'));
    await expect(asked({ for: 'cho' })).rejects.toEqual(refused('not-allowed'));
    expect((await commands.ask(as('ana'), cover({ for: 'ben' }))).state).toBe('requested');
  });

  it('can be reversed by each side and a manager until it starts, and not after', async () => {
    for (const who of ['ben', 'cho', 'eve']) {
      const { id } = await commands.ask(as('ben'), cover());
      await commands.accept(as('cho'), { id });
      await expect(commands.reverse(as('dia'), { id })).rejects.toEqual(refused('not-allowed'));
      expect((await commands.reverse(as(who), { id })).state).toBe('reversed');
      expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('ben');
      await expect(commands.reverse(as(who), { id })).rejects.toEqual(refused('already-decided'));
    }
    const { id } = await commands.ask(as('ben'), cover());
    await commands.accept(as('cho'), { id });
    await database.setClock('2026-11-24T08:00:00Z');
    await expect(commands.reverse(as('ben'), { id })).rejects.toEqual(refused('not-possible'));
  });

  it('expires when its time comes, whether or not that was written down, and changes nothing', async () => {
    const { id } = await commands.ask(as('ben'), cover());
    await database.setClock('2026-11-24T08:00:00Z');
    await expect(commands.accept(as('cho'), { id })).rejects.toEqual(refused('already-decided'));
    expect(await requestById(as('ben'), { id })).toMatchObject({ state: 'expired' });
    await commands.settleDue(database.context());
    expect(await commands.settleDue(database.context())).toBe(0);
    expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('ben');
    const { history } = await requestById(as('ben'), { id });
    expect(history.map(({ act, to }) => [act, to])).toEqual([
      ['asked', 'requested'],
      ['expired', 'expired'],
    ]);
  });
});

describe('a swap', () => {
  it('trades two turns with both secondary weeks, after counterpart and manager', async () => {
    const { id } = await commands.ask(as('ben'), swap());
    expect((await commands.accept(as('cho'), { id })).state).toBe('accepted');
    await expect(commands.approve(as('ben'), { id })).rejects.toEqual(refused('not-allowed'));
    expect((await commands.approve(as('ana'), { id })).state).toBe('in-effect');
    expect(await primaryAt('2026-11-25T00:00:00Z')).toBe('cho');
    expect(await primaryAt('2026-12-02T00:00:00Z')).toBe('ben');
    const found = await why(as('dia'), { rotationId, role: 'primary', at: '2026-12-02T00:00:00Z' });
    expect(found).toMatchObject({ personId: 'ben', source: 'swap', request: { id } });
    expect((await commands.reverse(as('cho'), { id })).state).toBe('reversed');
    expect(await primaryAt('2026-11-25T00:00:00Z')).toBe('ben');
    expect(await primaryAt('2026-12-02T00:00:00Z')).toBe('cho');
  });

  it('asked by a manager is never approved by that manager, whoever the other side is', async () => {
    const { id } = await commands.ask(as('ana'), swap({ for: 'ben', with: 'cho' }));
    await commands.accept(as('cho'), { id });
    await expect(commands.approve(as('ana'), { id })).rejects.toEqual(refused('not-allowed'));
    expect((await commands.approve(as('eve'), { id })).state).toBe('in-effect');
    // A counterpart who manages the team may, in a second act.
    const other = await commands.ask(
      as('ben'),
      swap({ turnStartsAt: choTurn, with: 'ana', withTurnStartsAt: anaTurn }),
    );
    await commands.accept(as('ana'), { id: other.id });
    expect((await commands.approve(as('ana'), { id: other.id })).state).toBe('in-effect');
  });

  it('offered to everyone is taken with a turn of the taker’s own', async () => {
    const { id } = await commands.ask(as('ben'), swap({ with: null, withTurnStartsAt: undefined }));
    await expect(commands.accept(as('cho'), { id })).rejects.toMatchObject({ code: 'invalid' });
    await expect(commands.accept(as('cho'), { id, turnStartsAt: benTurn })).rejects.toEqual(refused('not-possible'));
    expect((await commands.accept(as('cho'), { id, turnStartsAt: choTurn })).state).toBe('accepted');
    expect((await commands.approve(as('eve'), { id })).state).toBe('in-effect');
    expect(await primaryAt('2026-11-25T00:00:00Z')).toBe('cho');
  });

  it('is refused for a turn that has begun, and with somebody without a turn', async () => {
    const begun = swap({ turnStartsAt: '2026-11-16T17:00:00Z', with: 'cho' });
    await expect(commands.ask(as('ana'), begun)).rejects.toEqual(refused('not-possible'));
    await expect(commands.ask(as('ben'), swap({ with: 'dia' }))).rejects.toEqual(refused('not-possible'));
    await expect(commands.ask(as('ben'), swap({ withTurnStartsAt: anaTurn }))).rejects.toEqual(refused('not-possible'));
  });
});

describe('approval settings', () => {
  it('none: in effect when made, an open offer when taken', async () => {
    rotationId = await rotation({ approval: 'none' });
    expect((await commands.ask(as('ben'), cover())).state).toBe('in-effect');
    expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('cho');
    expect(
      (await commands.ask(as('ben'), swap({ turnStartsAt: '2026-12-14T17:00:00Z', withTurnStartsAt: choTurn }))).state,
    ).toBe('in-effect');
    const open = cover({ with: null, from: '2026-11-25T08:00:00Z', to: '2026-11-25T12:00:00Z' });
    const { id, state } = await commands.ask(as('ben'), open);
    expect(state).toBe('requested');
    expect((await commands.accept(as('dia'), { id })).state).toBe('in-effect');
  });

  it('without another manager the admins approve; while a manager is away, whoever they named', async () => {
    const { id } = await commands.ask(as('ben'), swap());
    await commands.accept(as('cho'), { id });
    await database.sql(
      `INSERT INTO "Delegation" ("id", "personId", "toPersonId", "startsAt", "endsAt", "createdAt")
       VALUES ('d1', 'eve', 'dia', clock(), clock() + interval '3 days', clock()),
              ('d2', 'ana', 'ben', clock(), clock() + interval '3 days', clock())`,
    );
    await expect(commands.approve(as('ben'), { id })).rejects.toEqual(refused('not-allowed'));
    expect((await waitingCount(as('dia'))).count).toBeGreaterThan(0);
    expect((await commands.approve(as('dia'), { id })).state).toBe('in-effect');
    await database.sql(`DELETE FROM "Delegation"`);
  });
});

describe('a schedule that moved', () => {
  const skipBen = async () => {
    const { version } = await rotationById(database.context(), { rotationId });
    const change = {
      rotationId,
      version,
      change: 'skip' as const,
      personId: 'ben',
      from: '2026-11-20T00:00:00Z',
      reason: 'x',
    };
    await changeQueue(database.context(), change);
  };

  it('refuses consent to what is not what was asked, and Baton ends it with notice', async () => {
    const { id } = await commands.ask(as('ben'), cover());
    await skipBen();
    await expect(commands.accept(as('cho'), { id })).rejects.toEqual(refused('schedule-moved'));
    expect(await commands.settleDue(database.context())).toBeGreaterThan(0);
    await expect(commands.accept(as('cho'), { id })).rejects.toEqual(refused('schedule-moved'));
    expect(await requestById(as('ben'), { id })).toMatchObject({ state: 'cancelled' });
    const mails = await database.sql(`SELECT "personId" FROM "Delivery" WHERE "subjectId" = $1 ORDER BY "createdAt"`, [
      id,
    ]);
    expect(mails.map(({ personId }) => personId)).toEqual(expect.arrayContaining(['ben', 'cho']));
  });

  it('reverses a cover in effect that rests on a swap taken back', async () => {
    const traded = await commands.ask(as('ben'), swap());
    await commands.accept(as('cho'), { id: traded.id });
    await commands.approve(as('ana'), { id: traded.id });
    const { id } = await commands.ask(as('cho'), cover({ with: 'dia' }));
    await commands.accept(as('dia'), { id });
    expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('dia');
    await commands.reverse(as('ben'), { id: traded.id });
    expect(await requestById(as('cho'), { id })).toMatchObject({ state: 'reversed' });
    expect(await primaryAt('2026-11-24T09:00:00Z')).toBe('ben');
  });
});

describe('taking over now', () => {
  it('is in effect at once under every setting, at most twelve hours, and either side ends it', async () => {
    rotationId = await rotation({ approval: 'counterpart-and-manager' });
    await expect(
      commands.takeOver(as('dia'), { rotationId, role: 'primary', until: '2026-11-18T21:00:00.001Z' }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { until: expect.any(String) } });
    await expect(commands.takeOver(as('vic'), { rotationId, role: 'primary', hours: 1 })).rejects.toEqual(
      refused('not-allowed'),
    );
    const { id, state } = await commands.takeOver(as('dia'), {
      rotationId,
      role: 'primary',
      until: '2026-11-18T21:00:00Z',
    });
    expect(state).toBe('in-effect');
    expect(await primaryAt('2026-11-18T09:00:00Z')).toBe('dia');
    await expect(commands.takeOver(as('dia'), { rotationId, role: 'primary', hours: 1 })).rejects.toEqual(
      refused('not-possible'),
    );
    await database.setClock('2026-11-18T10:00:00Z');
    await expect(commands.end(as('cho'), { id })).rejects.toEqual(refused('not-allowed'));
    expect((await commands.end(as('ana'), { id })).state).toBe('in-effect');
    expect(await primaryAt('2026-11-18T09:59:59Z')).toBe('dia');
    expect(await primaryAt('2026-11-18T10:00:00Z')).toBe('ana');
    await expect(commands.end(as('dia'), { id })).rejects.toEqual(refused('already-decided'));
    const told = await database.sql(`SELECT DISTINCT "personId" FROM "Delivery" WHERE "subjectId" = $1`, [id]);
    expect(told.map(({ personId }) => personId).sort()).toEqual(['ana', 'dia', 'eve']);
  });
});

describe('what others do to the rotation', () => {
  const version = async () => (await rotationById(database.context(), { rotationId })).version;
  const overrideIn = async (): Promise<string> => {
    const [row] = await database.sql<{ id: string }>(`SELECT "id" FROM "Override" WHERE "rotationId" = $1`, [
      rotationId,
    ]);
    return row?.id ?? '';
  };
  const takeBack = async () => {
    const question = { rotationId, overrideId: await overrideIn(), version: await version(), reason: 'x' };
    await takeBackOverride(as('eve'), question);
    await commands.settleDue(database.context());
  };

  it('a cover that a manager takes off by hand is reversed ahead of its time, and has ended in the middle of it', async () => {
    const first = await commands.ask(as('ben'), cover());
    await commands.accept(as('cho'), { id: first.id });
    await takeBack();
    expect(await requestById(as('ben'), { id: first.id })).toMatchObject({ state: 'reversed' });
    rotationId = await rotation({});
    const { id } = await commands.ask(as('ben'), cover());
    await commands.accept(as('cho'), { id });
    await database.setClock('2026-11-24T10:00:00Z');
    await takeBack();
    expect(await requestById(as('ben'), { id })).toMatchObject({
      state: 'in-effect',
      to: new Date('2026-11-24T10:00:00Z'),
    });
    const then = { rotationId, role: 'primary' };
    expect((await why(as('ben'), { ...then, at: '2026-11-24T09:00:00Z' })).request?.id).toBe(id);
    expect((await why(as('ben'), { ...then, at: '2026-11-24T11:00:00Z' })).request).toBeNull();
  });

  it('nobody consents to anything on a rotation that is archived, and it expires in its time', async () => {
    const { id } = await commands.ask(as('ben'), cover());
    await archiveRotation(as('eve'), { rotationId, version: await version(), archived: true, reason: 'x' });
    await expect(commands.accept(as('cho'), { id })).rejects.toEqual(refused('not-possible'));
    await expect(commands.takeOver(as('dia'), { rotationId, role: 'primary', hours: 1 })).rejects.toEqual(
      refused('not-possible'),
    );
    await database.setClock('2026-11-24T08:00:00Z');
    await commands.settleDue(database.context());
    expect(await requestById(as('ben'), { id })).toMatchObject({ state: 'expired' });
  });

  it('whom the next handoff brings is not taken over from', async () => {
    await database.setClock('2026-11-23T15:00:00Z');
    const { id } = await commands.takeOver(as('dia'), { rotationId, role: 'primary', hours: 4 });
    expect(await requestById(as('dia'), { id })).toMatchObject({ to: new Date(benTurn) });
    expect(await primaryAt('2026-11-23T16:59:59Z')).toBe('dia');
    expect(await primaryAt(benTurn)).toBe('ben');
  });
});

describe('the queue', () => {
  it('shows each what waits for them, and decides several at once, each for itself', async () => {
    const ids: string[] = [];
    for (const day of ['24', '25', '26']) {
      const span = { from: `2026-11-${day}T08:00:00Z`, to: `2026-11-${day}T12:00:00Z` };
      ids.push((await commands.ask(as('ben'), cover(span))).id);
    }
    const { items } = await listRequests(as('cho'), { tab: 'waiting' });
    expect(items.filter(({ rotation: { id } }) => id === rotationId).map(({ id }) => id)).toEqual(ids);
    const own = await listRequests(as('ben'), { tab: 'mine' });
    expect(own.items.find(({ id }) => id === ids[0])).toMatchObject({
      can: { cancel: true, accept: false },
      whyNot: 'Waits for Cho to accept',
      holderUntilInEffectId: 'ben',
      short: true,
    });
    const { results } = await commands.decideMany(as('eve'), { ids: [ids[0] ?? ''], decision: 'approve' });
    expect(results).toMatchObject([{ done: false, message: expect.any(String) }]);
  });

  it('shows what asking would do, whom to ask, and why it cannot be asked', async () => {
    const { proceedReason: _, ...input } = cover({ with: null });
    const preview = await previewAsk(as('ben'), input);
    expect(preview).toMatchObject({ stops: [], needs: ['counterpart'] });
    expect(preview.effect?.changes).toMatchObject([{ role: 'primary', fromPersonId: 'ben', toPersonId: null }]);
    expect(preview.candidates.map(({ personId }) => personId)).toEqual(
      expect.arrayContaining(['cho', 'dia', 'ana', 'eve']),
    );
    const named = await previewAsk(as('ben'), { ...input, with: 'cho' });
    expect(named.effect?.conflicts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['no-backup', 'double-role', 'short-notice', 'unreachable']),
    );
    const wrong = await previewAsk(as('ben'), { ...input, to: '2026-12-02T00:00:00Z' });
    expect(wrong.stops).toMatchObject([{ field: 'from' }]);
  });
});
