import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicy } from '@/server/escalation/commands';
import { listFollowUps } from '@/server/follow-up/queries';
import { addEntry } from '@/server/incident-log/commands';
import { openAlert } from '@/server/intake/commands';
import { createRunbook, tick } from '@/server/runbook/commands';
import { createService } from '@/server/service/commands';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import * as commands from './commands';
import { incidentById, incidentsOfAlerts, listIncidents, timelinePart, wholeTimeline } from './queries';

let db: TestDatabase;
let service: string;
const start = '2026-11-16T09:00:00Z';
const actorOf = (id: string) => signedIn(id, { team: 'manager' });
const as = (id: string) => db.context(actorOf(id));
const blank = {
  teamId: 'team',
  severity: 'major' as const,
  summary: '',
  serviceIds: [],
  alertIds: [],
  responderIds: [],
};
const declared = (more: Partial<Parameters<typeof commands.declare>[1]> = {}) =>
  commands.declare(as('ana'), { ...blank, title: 'Checkout is down', ...more });
const closing = {
  impactFrom: start,
  impactTo: start,
  whatHappened: 'The disk filled up',
  whatWasDone: 'Logs were removed',
  remainingRisk: 'None',
  review: true,
  reviewReason: 'It was major',
};

beforeAll(async () => {
  db = await testDatabase({ at: start });
  await db.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock()), ('other', 'Other', clock())`,
  );
  for (const id of ['ana', 'ben', 'cho']) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ($2, $1, 'member')`, [
      id,
      id === 'cho' ? 'other' : 'team',
    ]);
  }
  await db.sql(
    `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
     VALUES ('m-ben', 'ben', 'email', 'ben@example.org', clock(), clock())`,
  );
  const steps = [{ afterSeconds: 0, targets: [{ personId: 'ana' }] }];
  const { id: policy } = await createPolicy(as('ana'), {
    ...{ teamId: 'team', name: 'Policy', steps, repeat: 0, repeatAfterSeconds: null, fallback: null },
  });
  service = (await createService(as('ana'), { teamId: 'team', name: 'Checkout', policyId: policy })).id;
});
afterAll(() => db.close());

const alert = (title: string) => openAlert(as('ana'), { serviceId: service, title, priority: 'P2', links: [] });

describe('declaring', () => {
  it('from alerts takes along their service and when it began; whoever declares leads', async () => {
    const one = await alert('Disk full');
    await db.advance(600);
    const incident = await declared({ alertIds: [one.id] });
    expect(incident).toMatchObject({ state: 'triage', lead: { id: 'ana' }, communicator: { id: 'ana' } });
    expect(incident.impactFrom).toEqual(one.openedAt);
    expect(incident.services).toEqual([{ id: service, name: 'Checkout' }]);
    const other = await declared({ alertIds: [one.id] });
    expect((await incidentsOfAlerts(as('ana'), [one.id])).get(one.id)?.id).toBe(other.id);
    expect((await incidentById(as('ana'), { incidentId: incident.id })).alerts).toEqual([]);
  });

  it('refuses strangers in its roles, by field', async () => {
    await expect(declared({ leadId: 'cho' })).rejects.toMatchObject({
      fields: { leadId: expect.stringContaining('team') },
    });
    await expect(declared({ responderIds: ['nobody'] })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('pages responders through their own methods, each time anew, and no more once it is over', async () => {
    const { id: incidentId } = await declared({ responderIds: ['ben'] });
    await commands.addResponders(as('ana'), { incidentId, personIds: ['ben'], note: 'The disk again' });
    const pages = () => db.sql(`SELECT "withdrawnAt" FROM "Page" WHERE "subjectId" = $1`, [incidentId]);
    expect(await pages()).toHaveLength(2);
    await commands.resolve(as('ben'), { incidentId });
    expect((await pages()).every((page) => page.withdrawnAt !== null)).toBe(true);
    await expect(commands.addResponders(as('ana'), { incidentId, personIds: ['ben'] })).rejects.toThrow('It is over');
  });
});

describe('the life of an incident', () => {
  it('keeps mitigated and resolved apart, and asks before it closes', async () => {
    const { id: incidentId } = await declared();
    await commands.accept(as('ana'), { incidentId });
    await db.advance(300);
    const mitigated = await commands.mitigate(as('ana'), { incidentId });
    await expect(commands.close(as('ana'), { incidentId, followUps: [], ...closing })).rejects.toThrow('not resolved');
    await db.advance(300);
    const resolved = await commands.resolve(as('ben'), { incidentId });
    expect((resolved.resolvedAt?.getTime() ?? 0) - (mitigated.mitigatedAt?.getTime() ?? 0)).toBe(300_000);
    const followUps = [{ title: 'Rotate the logs', ownerId: 'ben' }];
    const closed = await commands.close(as('ana'), { incidentId, followUps, ...closing });
    expect(closed).toMatchObject({ state: 'closed', reviewWanted: true, closing: { remainingRisk: 'None' } });
    expect(closed.followUps).toMatchObject([{ title: 'Rotate the logs', priority: 'high', owner: { id: 'ben' } }]);
    expect(await listFollowUps(as('ben'), { tab: 'mine' })).toHaveLength(1);
    const again = await commands.reopen(as('ana'), { incidentId });
    expect(again).toMatchObject({ state: 'investigating', closedAt: null, resolvedAt: null, mitigatedAt: null });
  });

  it('makes nothing where a follow-up has no owner who is here', async () => {
    const { id: incidentId } = await declared();
    await commands.resolve(as('ana'), { incidentId });
    const followUps = [
      { title: 'One', ownerId: 'ben' },
      { title: 'Two', ownerId: 'nobody' },
    ];
    await expect(commands.close(as('ana'), { incidentId, followUps, ...closing })).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await incidentById(as('ana'), { incidentId })).toMatchObject({ state: 'resolved', followUps: [] });
  });

  it('is declined with the reason for all to read', async () => {
    const { id: incidentId } = await declared();
    const declined = await commands.decline(as('ben'), { incidentId, reason: 'A test went wrong' });
    expect(declined).toMatchObject({ state: 'declined', declineReason: 'A test went wrong' });
    await expect(commands.resolve(as('ana'), { incidentId })).rejects.toThrow('over');
  });

  it('is merged by one of two who merge them into each other at once', async () => {
    const [a, b] = [(await declared()).id, (await declared()).id];
    const tries = await Promise.allSettled([
      commands.merge(as('ana'), { incidentId: a, into: b }),
      commands.merge(as('ben'), { incidentId: b, into: a }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

it('records a runbook step by step', async () => {
  const { id: incidentId } = await declared();
  const body = '- [ ] Look';
  const { id: runbookId } = await createRunbook(as('ana'), {
    teamId: 'team',
    title: 'Disk',
    body,
    ownerId: null,
    rules: [],
  });
  const run = await commands.startRunbook(as('ana'), { incidentId, runbookId });
  await tick(as('ben'), { runId: run.id, step: 1, state: 'done', confirmed: false });
  const { timeline, runs } = await incidentById(as('ana'), { incidentId });
  expect(timeline.map(({ kind }) => kind)).toEqual(['declared', 'runbook-started', 'runbook-step']);
  expect(runs[0]?.steps[0]).toMatchObject({ state: 'done', by: { name: 'ben' } });
});

it('lists in a number of queries that does not depend on how many there are', async () => {
  const { items } = await listIncidents(as('ana'), {});
  expect(items.length).toBeGreaterThan(5);
  expect(items.every(({ lead }) => lead?.name === 'ana')).toBe(true);
});

describe('a long timeline', () => {
  const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);
  const part = (input: Partial<Parameters<typeof timelinePart>[1]> & { incidentId: string }) =>
    timelinePart(as('ana'), { show: 'all', ...input });
  const addMany = (incidentId: string, count: number) =>
    db.sql(
      // Several share an instant, with each other and with what Baton saw.
      `INSERT INTO "IncidentEntry" ("id", "incidentId", "kind", "text", "happenedAt", "writtenAt", "personId", "starred")
       SELECT md5($1 || n), $1, CASE WHEN n % 50 = 0 THEN 'decision' ELSE 'finding' END, 'Line ' || n,
         clock() - (n / 3) * interval '1 s', clock(), 'ben', n % 70 = 0 FROM generate_series(0, $2::int) n`,
      [incidentId, count],
    );
  /** All parts from the newest to the oldest, joined; `between` happens after each. */
  const walked = async (incidentId: string, between: () => Promise<unknown> = async () => undefined) => {
    const { timeline, earlier } = await incidentById(as('ana'), { incidentId });
    const parts = [ids(timeline)];
    for (let before = earlier; before !== null; ) {
      await between();
      const next = await part({ incidentId, before });
      parts.unshift(ids(next.lines));
      before = next.earlier;
    }
    return parts.flat();
  };

  it('is whole and in order when its parts are joined, from either end and around an entry', async () => {
    const { id: incidentId } = await declared();
    await addMany(incidentId, 320);
    const whole = await wholeTimeline(as('ana'), incidentId);
    expect(whole.map(({ at }) => at.getTime())).toEqual(whole.map(({ at }) => at.getTime()).sort((a, b) => a - b));
    const { timeline, lineCount } = await incidentById(as('ana'), { incidentId });
    expect([timeline.length, lineCount]).toEqual([50, whole.length]);
    expect(await walked(incidentId)).toEqual(ids(whole));
    const entryId = whole[150]?.id ?? '';
    const around = await part({ incidentId, entryId });
    let [joined, before, after] = [ids(around.lines), around.earlier, around.later];
    while (before !== null) {
      const next = await part({ incidentId, before });
      [joined, before] = [[...ids(next.lines), ...joined], next.earlier];
    }
    while (after !== null) {
      const next = await part({ incidentId, after });
      [joined, after] = [[...joined, ...ids(next.lines)], next.later];
    }
    expect(joined).toEqual(ids(whole));
    await expect(part({ incidentId: (await declared()).id, entryId })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('repeats and loses no line while others back-date theirs between two parts', async () => {
    const { id: incidentId } = await declared();
    await addMany(incidentId, 250);
    const known = ids(await wholeTimeline(as('ana'), incidentId));
    const happenedAt = new Date((await as('ana').now()).getTime() - 40_000).toISOString();
    const seen = await walked(incidentId, () =>
      addEntry(as('ben'), { incidentId, kind: 'finding', text: 'Late', happenedAt }),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => known.includes(id))).toEqual(known);
    const all = ids(await wholeTimeline(as('ana'), incidentId));
    expect(seen).toEqual(all.filter((id) => seen.includes(id)));
  });

  it('is narrowed to kinds and to key moments over its whole length', async () => {
    const { id: incidentId } = await declared();
    await addMany(incidentId, 300);
    expect((await part({ incidentId, show: 'decision' })).lines).toHaveLength(7);
    expect((await part({ incidentId, show: 'key' })).lines).toHaveLength(5);
    expect((await part({ incidentId, show: 'people' })).lines.every(({ by }) => by === 'person')).toBe(true);
  });
});
