import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '@/server/api/door';
import { endpoints, restDoors } from '@/server/api/rest';
import { callerOf } from '@/server/api/root';
import type { Context } from '@/server/context';
import { judge } from '@/server/policy/abilities';
import { stranger } from '@/server/policy/actor';
import { calls } from '@/server/policy/calls';
import type { Guard } from '@/server/policy/guard';
import { procedures } from '@/server/policy/procedures';
import { type Belongings, type Caller, publicIds, type TestCompany, testCompany, undone } from './callers';
import { type TestDatabase, testDatabase } from './database';
import { exchanged, type Outcome, outcomeOf, secretKeysIn, verdictOf, written } from './outcome';
import { callSamples, procedureSamples, type Sample } from './samples';

let db: TestDatabase;
let company: TestCompany;
beforeAll(async () => {
  db = await testDatabase();
  company = await testCompany(db);
});
afterAll(() => db.close());

type Asked = { input: unknown; params: Record<string, string> };
/** One door of the table: how it is asked, and who comes to it. */
type Row = {
  name: string;
  guard: Guard;
  sample: Sample;
  callers: () => Caller[];
  /** Machines' credentials are worth nothing at the screens' doors. */
  cookieOnly: boolean;
  ask: (ctx: Context, asked: Asked) => Promise<unknown>;
};

const guardOf = (table: Record<string, Guard>, name: string): Guard => {
  const guard = table[name];
  if (!guard) throw new Error(`${name} stands in no table`);
  return guard;
};
const sampleOf = (table: Record<string, Sample>, name: string): Sample => table[name] ?? {};

type Callable = { [name: string]: Callable } & ((input: unknown) => Promise<unknown>);

const rows: Row[] = [
  ...Object.keys(procedures).map(
    (name): Row => ({
      name,
      guard: guardOf(procedures, name),
      sample: sampleOf(procedureSamples, name),
      callers: () => company.browsers,
      cookieOnly: true,
      ask: async (ctx, { input }) => {
        const api = callerOf(ctx) as unknown as Callable;
        return name.split('.').reduce<Callable>((at, part) => at[part] as Callable, api)(input);
      },
    }),
  ),
  ...endpoints.map((endpoint): Row => {
    const name = `${endpoint.method} ${endpoint.path}`;
    return {
      name,
      guard: guardOf(calls, name),
      sample: sampleOf(callSamples, name),
      callers: () => company.programs,
      cookieOnly: false,
      ask: async (ctx, { input, params }) => endpoint.run(ctx, params, endpoint.input.parse(input ?? {}) as never),
    };
  }),
];

const samplesOf = ({ sample }: Row, of: Belongings): Asked => ({
  input: sample.input?.(of),
  params: sample.params?.(of) ?? {},
});

const tried = (row: Row, caller: Caller, asked: Asked): Promise<Outcome> =>
  undone(db.context(caller.actor), (ctx) => outcomeOf(() => row.ask(ctx, asked)));

function expected(row: Row, { actor }: Caller, of: Belongings): ReturnType<typeof verdictOf> {
  if (row.cookieOnly && actor.kind !== 'person') return 'signed-out';
  if (actor.kind !== 'person' && actor.kind !== 'service') return 'signed-out';
  return 'ability' in row.guard
    ? judge(actor, row.guard.ability, row.sample.shape?.(of, 'personId' in actor ? actor : {}))
    : 'allowed';
}

const isGuarded = ({ guard }: Row) => !('open' in guard);
const named = (some: Row[]) => some.map((row) => [row.name, row] as const);

describe('the callers are who they are meant to be', () => {
  it('a deactivated person comes as a stranger, a removed one without the team, at once', () => {
    for (const callers of [company.browsers, company.programs]) {
      const by = (name: string) => callers.find((caller) => caller.name === name)?.actor;
      expect(by('deactivated person')).toEqual(stranger);
      expect(by('person removed a moment ago')).toMatchObject({ kind: 'person', teams: new Map() });
      expect(by('manager')).toMatchObject({ kind: 'person', teams: new Map([[company.a.team, 'manager']]) });
    }
  });
});

describe('every door says to every caller what the policy says (S-M1, S-M2)', () => {
  it.each(named(rows.filter(isGuarded)))('%s', async (_, row) => {
    const found: Record<string, string> = {};
    const meant: Record<string, string> = {};
    let done = 0;
    await Promise.all(
      row.callers().map(async (caller) => {
        const outcome = await tried(row, caller, samplesOf(row, company.a));
        found[caller.name] = verdictOf(outcome);
        meant[caller.name] = expected(row, caller, company.a);
        if (!('done' in outcome)) return;
        done += 1;
        expect(secretKeysIn(outcome.done), `to ${caller.name}`).toEqual([]);
      }),
    );
    expect(found).toEqual(meant);
    // The sample is a valid one: whoever may, can.
    expect(done > 0).toBe(row.sample.neverDone !== true);
  });

  it('the open ones give a guessed link nothing, and a second first admin neither', async () => {
    for (const row of rows.filter((row) => !isGuarded(row) && row.sample.neverDone)) {
      const [nobody] = row.callers();
      if (!nobody) throw new Error('no stranger');
      const outcome = await tried(row, nobody, samplesOf(row, company.a));
      expect(['signed-out', 'not-found'], `${row.name}: ${written(outcome)}`).toContain(verdictOf(outcome));
    }
  });
});

describe('what belongs to others cannot be told apart from what does not exist (S-M2)', () => {
  const members = ['viewer', 'engineer', 'manager'];
  const withIds = (row: Row) => {
    const marked = Object.fromEntries(ids.map((key) => [key, `id of ${key}`])) as Belongings;
    return exchanged(samplesOf(row, marked), marked, marked).length > 0;
  };
  const ids: (keyof Belongings)[] = [
    ...['team', 'manager', 'engineer', 'viewer', 'rotation', 'policy', 'service', 'integration'],
    ...['alert', 'method', 'unverified', 'session', 'token', 'feed', 'timeOff', 'handoff'],
    ...['asked', 'agreed', 'covered', 'takenOver'],
  ] as (keyof Belongings)[];

  it.each(named(rows.filter((row) => isGuarded(row) && withIds(row))))('%s', async (_, row) => {
    const { a, b, nowhere } = company;
    const own = samplesOf(row, a);
    const [foreign, nothing] = [exchanged(own, a, b), exchanged(own, a, nowhere)];
    const changes = foreign.flatMap((change, i) => {
      const none = nothing[i];
      return none && !publicIds.includes(change.key) ? [{ ...change, none: none.input as Asked }] : [];
    });
    const asking = row.callers().filter(({ name }) => members.includes(name));
    await Promise.all(
      asking.map(async (caller) => {
        for (const { key, at, input, none } of changes) {
          const where = `${caller.name}, ${at}`;
          const theirs = await tried(row, caller, input as Asked);
          expect(neutral(theirs, b), where).toBe(neutral(await tried(row, caller, none), nowhere));
          // What is answered at all names nothing of the other team.
          const hidden = ids.filter((id) => id !== key && !publicIds.includes(id));
          for (const id of hidden) expect(written(theirs), where).not.toContain(b[id]);
        }
      }),
    );
  });

  /** Without the ids that were asked with, and without what is minted anew by every call. */
  const neutral = (outcome: Outcome, of: Belongings): string => {
    let text = written(outcome);
    for (const key of ids) text = text.replaceAll(of[key], key);
    return text;
  };
});

describe('the door of /api/v1 (S-M1, S-A10)', () => {
  const door = restDoors.at(-1);
  const knock = (method: string, below: string, headers: Record<string, string>, body = ''): Promise<Outcome> => {
    const request = Object.assign(Readable.from(body === '' ? [] : [Buffer.from(body)]), { headers });
    const segments = `api/v1${below}`.split('/').map(decodeURIComponent);
    const ask = {
      method,
      segments,
      query: new URLSearchParams(),
      request,
      requestId: 'r',
      prefix: '192.0.2.1',
      local: false,
    };
    return outcomeOf(async () => door?.handle(ask as unknown as Ask));
  };
  const params = (below: string) => below.replaceAll(/\{\w+\}/g, 'x');

  it('says 401 before it looks at anything, whatever is asked, and for calls that do not exist', async () => {
    const ends = [
      ...endpoints.map(({ method, path }) => [method, params(path)] as const),
      ['GET', '/no-such-call'] as const,
    ];
    const wrong = [
      '',
      'Bearer',
      'Bearer x',
      `Bearer baton_p_${'a'.repeat(43)}`,
      'Basic eDp5',
      `Bearer ${'%FF'.repeat(50)}`,
    ];
    for (const authorization of wrong) {
      const answers = await Promise.all(
        ends.map(([method, path]) => knock(method, path, authorization ? { authorization } : {}, '{ no json')),
      );
      expect(new Set(answers.map(written))).toHaveLength(1);
      expect(answers[0]).toMatchObject({ refused: 'signed-out' });
    }
  });

  it('reads no cookie, and a token that ended or whose person left is nobody’s', async () => {
    const { cookies, tokens } = company;
    for (const headers of [
      { cookie: `baton.session-token=${cookies.admin}` },
      { authorization: `Bearer ${cookies.admin}` },
      { authorization: `Bearer ${tokens.left}` },
    ])
      expect(await knock('GET', '/people', headers)).toMatchObject({ refused: 'signed-out' });
    expect(await knock('GET', '/people', { authorization: `Bearer ${tokens.engineer}` })).toMatchObject({
      done: { status: 200 },
    });
  });

  it('refuses unknown fields by name, and changes nothing without application/json', async () => {
    const authorization = `Bearer ${company.tokens.admin}`;
    const json = { authorization, 'content-type': 'application/json' };
    const sent = { ...(callSamples['POST /people']?.input?.(company.a) as object), id: 'x', createdBy: 'x' };
    expect(await knock('POST', '/people', json, JSON.stringify(sent))).toMatchObject({
      refused: 'invalid',
      fields: { id: expect.any(String), createdBy: expect.any(String) },
    });
    const form = { authorization, 'content-type': 'text/plain' };
    expect(await knock('POST', '/people', form, JSON.stringify(sent))).toMatchObject({
      refused: 'unsupported-content',
    });
  });
});

describe('fields that only some may set (S-M3)', () => {
  const row = (name: string): Row => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  const as = (name: string): Caller => {
    const found = company.programs.find((caller) => caller.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  const method = { channel: 'email', address: 'new@example.org', verified: true };

  it('only an admin vouches for a contact method', async () => {
    const name = 'POST /people/{id}/contact-methods';
    const asked = { input: method, params: { id: company.a.engineer } };
    expect(verdictOf(await tried(row(name), as('engineer'), asked))).toBe('not-allowed');
    expect(verdictOf(await tried(row(name), as('manager'), asked))).toBe('not-allowed');
    expect(verdictOf(await tried(row(name), as('admin'), asked))).toBe('allowed');
  });

  it('nobody gives themselves a role', async () => {
    const asked = (id: string, role: string) => ({ input: { id, role }, params: {} });
    const cookie = (name: string) => company.browsers.find((caller) => caller.name === name) ?? as(name);
    const update = row('team.updatePerson');
    for (const role of ['admin', 'viewer'])
      expect(verdictOf(await tried(update, cookie('engineer'), asked(company.a.engineer, role)))).toBe('not-allowed');
    expect(verdictOf(await tried(update, cookie('viewer'), asked(company.a.viewer, 'engineer')))).toBe('not-allowed');
    expect(verdictOf(await tried(update, cookie('admin'), asked(company.a.engineer, 'viewer')))).toBe('allowed');
  });
});
