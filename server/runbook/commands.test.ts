import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { subject } from '@/server/timeline/subject';
import {
  archiveRunbook,
  createRunbook,
  endRun,
  importRunbooks,
  saveRunbook,
  sayHelped,
  setRunbooksOf,
  startRun,
  tick,
} from './commands';
import { listRunbooks, runbookById, runView, suggestedFor } from './queries';

let db: TestDatabase;
const actorOf = (id: string) => signedIn(id, { team: 'member' });
const as = (id: string) => db.context(actorOf(id));
const body = '- [ ] Look (reversible)\n- [ ] Fail over (needs care)\n';
const alert = (id: string) => subject('alert', id);

beforeAll(async () => {
  db = await testDatabase({ at: '2026-11-16T09:00:00Z' });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  for (const id of ['ana', 'ben'])
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
});
afterAll(() => db.close());

const made = (title: string) => createRunbook(as('ana'), { teamId: 'team', title, body, ownerId: 'ana', rules: [] });

describe('a run', () => {
  it('keeps the text it was started with, whatever is saved or put away meanwhile', async () => {
    const { id } = await made('Frozen');
    const run = await startRun(as('ana'), { runbookId: id, subject: alert('a1'), teamId: 'team' });
    await saveRunbook(as('ben'), { runbookId: id, version: 1, body: '- [ ] Something else' });
    await archiveRunbook(as('ben'), { runbookId: id });
    const after = await runView(as('ben'), { runId: run.id });
    expect(after.steps.map(({ text }) => text)).toEqual(['Look', 'Fail over']);
    await expect(startRun(as('ana'), { runbookId: id, subject: alert('a2'), teamId: 'team' })).rejects.toThrow(
      'put away',
    );
  });

  it('is one for a subject, however many start it at once', async () => {
    const { id } = await made('Once');
    const starts = ['ana', 'ben', 'ana', 'ben'].map((who) =>
      startRun(as(who), { runbookId: id, subject: alert('a3'), teamId: 'team' }),
    );
    expect(new Set((await Promise.all(starts)).map((run) => run.id)).size).toBe(1);
  });

  it('shows the last word on each step, keeps the others, and asks twice where care is needed', async () => {
    const { id } = await made('Ticked');
    const { id: runId } = await startRun(as('ana'), { runbookId: id, subject: alert('a4'), teamId: 'team' });
    const plain = { runId, confirmed: false };
    await tick(as('ana'), { ...plain, step: 1, state: 'done' });
    await tick(as('ben'), { ...plain, step: 1, state: 'open' });
    await tick(as('ben'), { ...plain, step: 1, state: 'skipped', reason: 'Seen already' });
    await expect(tick(as('ana'), { ...plain, step: 2, state: 'done' })).rejects.toThrow('needs care');
    await expect(tick(as('ana'), { ...plain, step: 3, state: 'done' })).rejects.toThrow('no such step');
    const run = await tick(as('ana'), { ...plain, step: 2, state: 'done', confirmed: true });
    expect(run.steps.map(({ state, by, reason }) => [state, by?.name, reason])).toEqual([
      ['skipped', 'ben', 'Seen already'],
      ['done', 'ana', null],
    ]);
    const told = await db.sql(`SELECT 1 FROM "TimelineEvent" WHERE "subjectId" = 'a4' AND "kind" = 'runbook-step'`);
    expect(told.length).toBe(4);
    await endRun(as('ana'), { runId });
    await expect(tick(as('ana'), { ...plain, step: 1, state: 'done' })).rejects.toThrow('has ended');
  });

  it('is judged once it has ended, and the runbook shows the counts and the last words', async () => {
    const { id } = await made('Judged');
    const said = async (subject: string, helped: 'yes' | 'no', words: string) => {
      const { id: runId } = await startRun(as('ana'), { runbookId: id, subject: alert(subject), teamId: 'team' });
      await expect(sayHelped(as('ana'), { runId, helped, words })).rejects.toThrow('End the run first');
      await endRun(as('ana'), { runId });
      return sayHelped(as('ben'), { runId, helped, words });
    };
    await said('h1', 'no', 'The host is gone');
    await db.advance(60);
    await said('h2', 'yes', '');
    expect((await runbookById(as('ana'), { runbookId: id })).helped).toMatchObject({
      ...{ yes: 1, partly: 0, no: 1 },
      last: { helped: 'no', words: 'The host is gone', by: { id: 'ben' } },
    });
  });
});

describe('a runbook', () => {
  it('is saved by one of two who edit it at once; the other is told', async () => {
    const { id } = await made('Twice');
    const saves = await Promise.allSettled([
      saveRunbook(as('ana'), { runbookId: id, version: 1, body: 'one' }),
      saveRunbook(as('ben'), { runbookId: id, version: 1, body: 'two' }),
    ]);
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const after = await runbookById(as('ana'), { runbookId: id });
    expect(after.versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('comes from a folder: made, changed or left by title, and a file that cannot be read stops no other', async () => {
    const files = [
      { name: 'pg.md', text: '---\ntitle: Postgres\nowner: ana@example.org\nrules: ["pg*"]\n---\n\n- [ ] Look\n' },
      { name: 'bad.md', text: '---\ntitle: [\n---\n' },
      { name: 'deep/redis.md', text: '- [ ] Look\n' },
    ];
    const bring = (texts = files, preview = false) =>
      importRunbooks(as('ana'), { teamId: 'team', files: texts, preview }, () => undefined);
    const acts = async (...how: Parameters<typeof bring>) => (await bring(...how)).items.map(({ act }) => act);
    expect(await acts(files, true)).toEqual(['create', 'refuse', 'create']);
    expect(await acts()).toEqual(['create', 'refuse', 'create']);
    expect(await acts()).toEqual(['leave', 'refuse', 'leave']);
    const changed = files.map((file) => ({ ...file, text: file.text.replace('Look', 'Look twice') }));
    expect(await acts(changed)).toEqual(['change', 'refuse', 'change']);
    const trouble = { teamId: 'team', serviceId: 'none', title: 'PgDown', key: 'k' };
    expect(await suggestedFor(db.context(), trouble)).toEqual([
      expect.objectContaining({ title: 'Postgres', steps: 1 }),
    ]);
  });

  it('belongs to a service until the service leaves it out, and to the others on', async () => {
    const [one, two] = [await made('One'), await made('Two')];
    const set = (serviceId: string, ...runbookIds: string[]) =>
      setRunbooksOf(as('ana'), { serviceId, teamId: 'team', runbookIds });
    const servicesOf = async () =>
      Promise.all(
        [one, two].map(async ({ id }) => (await runbookById(as('ana'), { runbookId: id })).serviceIds.sort()),
      );
    await set('checkout', one.id, two.id);
    await set('search', one.id);
    await set('checkout', two.id);
    expect(await servicesOf()).toEqual([['search'], ['checkout']]);
    await expect(set('checkout', 'of nobody')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('goes stale when nobody looked at it for half a year', async () => {
    await made('Old');
    await db.advance(181 * 86_400);
    const list = await listRunbooks(as('ana'), { teamId: 'team' });
    expect(list.find(({ title }) => title === 'Old')).toMatchObject({ stale: true, neverUsed: true });
  });
});
