import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as incident from '@/server/incident/commands';
import { addEntry } from '@/server/incident-log/commands';
import { system } from '@/server/policy/actor';
import { saveDue } from '@/server/severity/commands';
import { ownDue } from '@/server/severity/due';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import * as commands from './commands';
import { spliceBetween } from './merging';
import { reviewFile, reviewOfIncident, reviewTemplate, sectionVersions, sharedReview } from './queries';
import { templateSchema } from './schema';
import { ownTemplate } from './section';

let db: TestDatabase;
const actorOf = (id: string) => signedIn(id, { team: 'member' });
const as = (id: string) => db.context(actorOf(id));

beforeAll(async () => {
  db = await testDatabase({ at: '2026-11-20T09:00:00Z' });
  await db.sql(
    `INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'Europe/Berlin', clock())`,
  );
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  for (const id of ['ana', 'ben']) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, 'member')`, [id]);
  }
});
afterAll(() => db.close());

async function resolved(title = 'Checkout is down') {
  const input = { teamId: 'team', severity: 'major' as const, summary: 'Nobody could pay', serviceIds: [] };
  const { id } = await incident.declare(as('ana'), { ...input, title, alertIds: [], responderIds: [] });
  await addEntry(as('ben'), { incidentId: id, kind: 'finding', text: 'The disk is full' });
  await incident.resolve(as('ana'), { incidentId: id });
  return id;
}

const begun = async () => commands.beginReview(as('ana'), { incidentId: await resolved() });
const sectionOf = (review: Awaited<ReturnType<typeof begun>>, key: string) => {
  const found = review.sections.find((section) => section.key === key);
  if (!found) throw new Error(`no section ${key}`);
  return found;
};

it('is due, with its follow-ups, as the organisation wants it for the severity; what is owed already keeps its day', async () => {
  const before = await resolved('Before');
  const owe = (incidentId: string) => incident.addFollowUp(as('ana'), { incidentId, title: 'Rotate', ownerId: 'ben' });
  const dueOf = async (id: string) => ({
    review: (await commands.beginReview(as('ana'), { incidentId: id })).dueOn,
    followUp: (await owe(id)).followUps[0]?.dueOn,
  });
  const own = { review: '2026-11-27', followUp: '2026-12-18' };
  expect(await dueOf(before)).toEqual(own);
  await expect(saveDue(as('ana'), ownDue)).rejects.toMatchObject({ code: 'not-allowed' });
  await saveDue(db.context(), { ...ownDue, major: { followUpDays: 7, reviewDays: 2 } });
  const after = await resolved('After');
  expect(await dueOf(after)).toEqual({ review: '2026-11-24', followUp: '2026-11-27' });
  expect(await dueOf(before)).toEqual(own);
  await saveDue(db.context(), ownDue);
});

describe('a draft', () => {
  it('comes by itself once an incident is resolved, once, with what Baton saw, due in five working days', async () => {
    const incidentId = await resolved('Slow');
    const turns = await Promise.all([1, 2].map(() => commands.beginMissing(db.context(system('worker')))));
    expect(Math.max(...turns)).toBe(1);
    const review = await reviewOfIncident(as('ben'), { incidentId });
    expect(review).toMatchObject({
      state: 'draft',
      dueOn: '2026-11-27',
      missing: ['Impact', 'Contributing factors', 'Resolution'],
    });
    expect(review && sectionOf(review, 'timeline').text).toContain('The disk is full (ben)');
    expect(review && sectionOf(review, 'summary').text).toBe('Nobody could pay');
  });

  it('is written by two at once without losing a line, whatever they type and in whatever order it arrives', async () => {
    const review = await begun();
    const line = fc.stringMatching(/^[a-z]{3,8}$/);
    const burst = fc.record({ who: fc.constantFrom('ana', 'ben'), line, at: fc.nat(20) });
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { minLength: 2, maxLength: 6 }), async (bursts) => {
        const now = await reviewOfIncident(as('ana'), { incidentId: review.incidentId });
        if (!now) throw new Error('no review');
        const { text, version } = sectionOf(now, 'lucky');
        const typed = bursts.map(({ who, line: word, at }, i) => {
          const lines = text.split('\n');
          lines.splice(Math.min(at, lines.length), 0, `${word} ${i} ${version}`);
          return { who, word: `${word} ${i} ${version}`, after: lines.join('\n') };
        });
        await Promise.all(
          typed.map(({ who, after }) =>
            commands.saveSection(as(who), {
              ...{ reviewId: review.id, key: 'lucky', baseVersion: version, splice: spliceBetween(text, after) },
            }),
          ),
        );
        const later = await reviewOfIncident(as('ana'), { incidentId: review.incidentId });
        const lines = later ? sectionOf(later, 'lucky').text.split('\n') : [];
        for (const { word } of typed) expect(lines).toContain(word);
      }),
      { numRuns: 25 },
    );
    expect((await sectionVersions(as('ben'), { reviewId: review.id, key: 'lucky' })).length).toBeGreaterThan(25);
  });

  it('shows both where two wrote on one line', async () => {
    const review = await begun();
    const { text, version } = sectionOf(review, 'summary');
    const save = (who: string, after: string) =>
      commands.saveSection(as(who), {
        ...{ reviewId: review.id, key: 'summary', baseVersion: version, splice: spliceBetween(text, after) },
      });
    await save('ana', 'Nobody could pay for an hour');
    expect(await save('ben', 'Few could pay')).toMatchObject({
      text: 'Nobody could pay for an hour\nFew could pay',
      clashes: [{ theirs: 'Nobody could pay for an hour', mine: 'Few could pay' }],
    });
  });
});

describe('a review', () => {
  it('is done when nothing is missing, read only from then on, and reopened with a reason', async () => {
    const review = await begun();
    await expect(commands.finishReview(as('ana'), { reviewId: review.id })).rejects.toThrow('Still missing: Impact');
    for (const key of ['impact', 'contributing-factors', 'resolution'])
      await commands.saveSection(as('ana'), {
        ...{ reviewId: review.id, key, baseVersion: 1, splice: { at: 0, remove: 0, insert: 'Words' } },
      });
    await commands.askForReview(as('ana'), { reviewId: review.id, reviewerIds: ['ben'] });
    await expect(commands.approveReview(as('ana'), { reviewId: review.id })).rejects.toMatchObject({
      code: 'not-possible',
    });
    await commands.approveReview(as('ben'), { reviewId: review.id });
    expect(await commands.finishReview(as('ana'), { reviewId: review.id })).toMatchObject({ state: 'done' });
    const late = { reviewId: review.id, key: 'lucky', baseVersion: 1, splice: { at: 0, remove: 0, insert: 'x' } };
    await expect(commands.saveSection(as('ben'), late)).rejects.toThrow('reopen it');
    const again = await commands.reopenReview(as('ben'), { reviewId: review.id, reason: 'A cause was missing' });
    expect(again).toMatchObject({ state: 'draft', doneAt: null, reopenReason: 'A cause was missing' });
  });

  it('goes out as Markdown and comes back unchanged', async () => {
    const review = await begun();
    const insert = '## A heading\n\n<!-- section: impact -->\n- [ ] a box\n';
    await commands.saveSection(as('ana'), {
      ...{ reviewId: review.id, key: 'lucky', baseVersion: 1, splice: { at: 0, remove: 0, insert } },
    });
    const { markdown } = await reviewFile(as('ana'), { reviewId: review.id });
    await commands.importReview(as('ben'), { reviewId: review.id, markdown });
    expect((await reviewFile(as('ana'), { reviewId: review.id })).markdown).toBe(markdown);
    const other = await begun();
    await commands.importReview(as('ben'), { reviewId: other.id, markdown });
    const after = await reviewOfIncident(as('ana'), { incidentId: other.incidentId });
    expect(after && sectionOf(after, 'lucky').text).toBe(insert);
  });

  it('is shown by its link until that expires or is revoked, without anybody being signed in', async () => {
    const review = await begun();
    const { url, id } = await commands.shareReview(as('ana'), { reviewId: review.id, days: 1 });
    const token = url.split('/').at(-1) ?? '';
    expect((await sharedReview(db.context(), { token })).sections[0]?.text).toBe('Nobody could pay');
    await commands.revokeShare(as('ben'), { shareId: id });
    await expect(sharedReview(db.context(), { token })).rejects.toMatchObject({ code: 'not-found' });
    const next = await commands.shareReview(as('ana'), { reviewId: review.id, days: 1 });
    await db.advance(86_401);
    const late = { token: next.url.split('/').at(-1) ?? '' };
    await expect(sharedReview(db.context(), late)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the template', () => {
  const admin = () => db.context(signedIn('ana', { team: 'member' }, { role: 'admin' }));
  const lessons = { key: 'lessons', title: 'Lessons', help: 'What others can learn from it.' };

  it('is what reviews begin with from then on; those begun before keep their sections, and Baton’s own comes back', async () => {
    const before = await begun();
    const saved = await commands.saveTemplate(admin(), { sections: [lessons, ...ownTemplate], changedAt: null });
    expect(saved).toMatchObject({ own: false, sections: [lessons, ...ownTemplate] });
    const after = await begun();
    expect(after.sections.map(({ key }) => key)).toEqual(['lessons', ...ownTemplate.map(({ key }) => key)]);
    const kept = await reviewOfIncident(as('ana'), { incidentId: before.incidentId });
    expect(kept?.sections.map(({ key }) => key)).toEqual(ownTemplate.map(({ key }) => key));
    expect(await commands.saveTemplate(admin(), { sections: null })).toEqual({
      ...{ sections: ownTemplate, own: true, changedAt: null },
    });
  });

  it('is not saved over another one that somebody saved meanwhile', async () => {
    const mine = { sections: [...ownTemplate, lessons], changedAt: null };
    const turns = await Promise.allSettled([1, 2].map(() => commands.saveTemplate(admin(), mine)));
    expect(turns.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { changedAt } = await reviewTemplate(admin());
    await expect(commands.saveTemplate(admin(), mine)).rejects.toMatchObject({ code: 'changed' });
    const known = changedAt?.toISOString() ?? null;
    expect(await commands.saveTemplate(admin(), { sections: null, changedAt: known })).toMatchObject({ own: true });
  });

  it('is refused by field, and without a section that a review is not done without', () => {
    const [, ...rest] = ownTemplate;
    const { error } = templateSchema.safeParse({ sections: [...rest, { ...lessons, title: ' ' }] });
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['sections.6.title', 'Give the section a title'],
      ['sections', 'A review is not done without these, so keep them: Summary'],
    ]);
  });
});
