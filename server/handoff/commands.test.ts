import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPolicy } from '@/server/escalation/commands';
import { declare } from '@/server/incident/commands';
import { incidentById } from '@/server/incident/queries';
import { declareSchema } from '@/server/incident/schema';
import { openAlert } from '@/server/intake/commands';
import type { PersonActor } from '@/server/policy/actor';
import { accept as acceptRequest, ask } from '@/server/request/commands';
import { addOverride, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { unseal } from '@/server/secret';
import { createService } from '@/server/service/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { accept, announceDue, answerPulse, passLead, publish, save } from './commands';
import { noteById, notesOf, waitingFor } from './queries';

const handoff = '2026-11-23T17:00:00Z';
const dayBefore = '2026-11-22T17:00:00Z';
const allTicked = { laptop: true, internet: true, runbooks: true };

let database: TestDatabase;
let rotationId: string;
let made = 0;
beforeAll(async () => {
  database = await testDatabase({ at: dayBefore });
  await addRoster(database);
  await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('search', 'stranger', 'member')`);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.setClock(dayBefore);
  for (const table of ['Rotation', 'HandoffNote', 'HandoffText', 'HandoffAcceptance', 'HandoffPulse', 'Delivery'])
    await database.sql(`DELETE FROM "${table}"`);
  rotationId = await rotation();
});

// Primary and secondary of the week before the handoff are ben and cho, of the week after it cho and ana.
async function rotation(queue: string[] = [...(weekly.queue ?? [])].flatMap((id) => id ?? [])): Promise<string> {
  const body = createRotationSchema.parse({ teamId: 'payments', name: `Rotation ${++made}`, ...weekly, queue });
  return (await createRotation(database.context(), body)).id;
}

const actor = (personId: string): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  role: 'engineer',
  teams: new Map(
    personId === 'stranger' ? [['search', 'member']] : [['payments', personId === 'ana' ? 'manager' : 'member']],
  ),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});
const as = (personId: string) => database.context(actor(personId));

async function theNote(): Promise<string> {
  const [note] = await database.sql<{ id: string }>('SELECT "id" FROM "HandoffNote" WHERE "rotationId" = $1', [
    rotationId,
  ]);
  if (!note) throw new Error('no note was drafted');
  return note.id;
}

async function drafted(): Promise<string> {
  await announceDue(database.context());
  return theNote();
}

async function mails(): Promise<string[]> {
  const rows = await database.sql<{ personId: string; message: { sealed: string } }>(
    `SELECT "personId", "message" FROM "Delivery" ORDER BY "createdAt", "personId"`,
  );
  return rows.map(({ personId, message }) => `${personId}: ${JSON.parse(unseal(message.sealed)).notice.title}`);
}

describe('what is asked for', () => {
  it('stands in the note while it is undecided, with who has to decide', async () => {
    const noteId = await drafted();
    const span = { from: '2026-11-25T08:00:00Z', to: '2026-11-25T12:00:00Z' };
    const question = { rotationId, kind: 'cover' as const, role: 'primary', ...span, reason: 'travel' as const };
    const { id } = await ask(as('cho'), { ...question, with: 'ben' });
    const asked = async () =>
      (await noteById(as('ben'), { noteId })).facts.sections
        .find(({ title }) => title === 'Covers and swaps still asked for')
        ?.facts.map(({ text, detail, path }) => [text, detail?.replace(/CVR-\d+/, 'CVR'), path]);
    expect(await asked()).toEqual([
      ['Cho asks Ben to cover primary', 'CVR · Waits for Ben to accept', `/requests/${id}`],
    ]);
    await acceptRequest(as('ben'), { id });
    expect(await asked()).toEqual([]);
  });
});

describe('incidents that go on', () => {
  it('are asked about while whoever leads them hands over, and go to the new primary in one press', async () => {
    const noteId = await drafted();
    const input = { teamId: 'payments', title: 'Payments fail', severity: 'critical' };
    const { id } = await declare(as('ben'), declareSchema.parse(input));
    const kept = await declare(as('cho'), declareSchema.parse({ ...input, title: 'Led by who stays' }));
    const { leads } = await noteById(as('ben'), { noteId });
    expect(leads.map(({ incidentId, lead, to, mayPass }) => [incidentId, lead.id, to.id, mayPass])).toEqual([
      [id, 'ben', 'cho', true],
    ]);
    expect((await passLead(as('ben'), { noteId, incidentId: id })).leads).toEqual([]);
    const { lead, communicator } = await incidentById(as('ben'), { incidentId: id });
    expect([lead?.id, communicator?.id]).toEqual(['cho', 'cho']);
    await expect(passLead(as('ben'), { noteId, incidentId: id })).rejects.toThrow('Nobody who hands over leads it');
    await expect(passLead(as('ben'), { noteId, incidentId: kept.id })).rejects.toThrow();
    await expect(passLead(as('stranger'), { noteId, incidentId: id })).rejects.toThrow();
  });
});

describe('drafting', () => {
  it('makes one note a handoff, a day ahead, however many workers look', async () => {
    await database.setClock('2026-11-22T16:59:00Z');
    expect(await announceDue(database.context())).toBe(0);
    await database.setClock(dayBefore);
    await Promise.all([1, 2, 3].map(() => announceDue(database.context())));
    const notes = await database.sql('SELECT "handoffAt", "state" FROM "HandoffNote"');
    expect(notes).toEqual([{ handoffAt: new Date(handoff), state: 'draft' }]);
  });

  it('names who hands over and who takes over, covers included, as long as it is a draft', async () => {
    const noteId = await drafted();
    const hands = async () => {
      const { outgoing, incoming } = await noteById(as('ben'), { noteId });
      return [outgoing.map(({ id }) => id), incoming.map(({ id }) => id)];
    };
    expect(await hands()).toEqual([
      ['ben', 'cho'],
      ['cho', 'ana'],
    ]);
    await addOverride(database.context(), {
      rotationId,
      role: 'primary',
      personId: 'ana',
      from: new Date('2026-11-23T10:00:00Z'),
      to: new Date(handoff),
    });
    expect(await hands()).toEqual([
      ['ana', 'cho'],
      ['cho', 'ana'],
    ]);
  });

  it('lists what is open at this instant, and keeps it as it was once the note is published', async () => {
    const noteId = await drafted();
    const steps = [{ afterSeconds: 0, targets: [{ personId: 'ana' }] }];
    const policy = { teamId: 'payments', name: 'Policy', steps, repeat: 0, repeatAfterSeconds: null, fallback: null };
    const { id: policyId } = await createPolicy(database.context(), policy);
    const { id: serviceId } = await createService(database.context(), { teamId: 'payments', name: 'Mail', policyId });
    const open = (title: string) => openAlert(as('ben'), { serviceId, title, priority: 'P2', links: [] });
    const facts = async () => (await noteById(as('ben'), { noteId })).facts.sections[0]?.facts.map(({ text }) => text);
    const first = await open('Queue is deep');
    expect(await facts()).toEqual([`${first.reference} Queue is deep`]);
    await publish(as('ben'), { noteId });
    await open('Disk is full');
    expect(await facts()).toEqual([`${first.reference} Queue is deep`]);
  });
});

describe('writing', () => {
  const risks = { prompt: 'risks' as const };

  it('keeps what two people wrote at once, and says so to the second', async () => {
    const noteId = await drafted();
    const [first, second] = await Promise.all([
      save(as('ben'), 'ben', { noteId, ...risks, text: 'The disk fills.', baseVersion: 0 }),
      save(as('cho'), 'cho', { noteId, ...risks, text: 'The queue is slow.', baseVersion: 0 }),
    ]);
    const [clean, clash] = first.clash ? [second, first] : [first, second];
    expect([clean.clash, clash.clash]).toEqual([false, true]);
    const { texts } = await noteById(as('ben'), { noteId });
    expect(texts.risks).toMatchObject({ text: clash.text, version: 2 });
    expect(texts.risks.text).toContain('The disk fills.');
    expect(texts.risks.text).toContain('The queue is slow.');
  });

  it('goes on from what one read oneself, and prompts do not touch each other', async () => {
    const noteId = await drafted();
    await save(as('ben'), 'ben', { noteId, ...risks, text: 'One', baseVersion: 0 });
    const again = await save(as('ben'), 'ben', { noteId, ...risks, text: 'Two', baseVersion: 1 });
    expect(again).toEqual({ prompt: 'risks', text: 'Two', version: 2, clash: false });
    await save(as('cho'), 'cho', { noteId, prompt: 'toDo', text: 'Rotate keys', baseVersion: 0 });
    const { texts } = await noteById(as('ben'), { noteId });
    expect(texts).toMatchObject({ risks: { text: 'Two', version: 2 }, toDo: { text: 'Rotate keys', version: 1 } });
  });

  it('is for the outgoing people and managers; others of the team read, and to the rest it does not exist', async () => {
    await database.sql(`INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
      VALUES ('eve', 'Eve', 'eve@example.org', 'UTC', 'engineer', clock()) ON CONFLICT DO NOTHING`);
    const noteId = await drafted();
    const input = { noteId, ...risks, text: 'x', baseVersion: 0 };
    await save(as('ana'), 'ana', input);
    await expect(save(as('eve'), 'eve', input)).rejects.toMatchObject({ status: 403 });
    expect((await noteById(as('eve'), { noteId })).may.write).toBe(false);
    await expect(save(as('stranger'), 'stranger', input)).rejects.toMatchObject({ status: 404 });
    await expect(noteById(as('stranger'), { noteId })).rejects.toMatchObject({ status: 404 });
  });
});

describe('the handoff', () => {
  it('reminds the outgoing people two hours before, once, and says by when on their own clock', async () => {
    await drafted();
    await database.setClock('2026-11-23T14:59:00Z');
    await announceDue(database.context());
    expect(await mails()).toEqual([]);
    await database.setClock('2026-11-23T15:00:00Z');
    await Promise.all([announceDue(database.context()), announceDue(database.context())]);
    await announceDue(database.context());
    const title = `Handoff note for Rotation ${made}: yours to write until Mon 23 Nov 18:00 GMT+1`;
    expect((await mails()).map((mail) => mail.replace('CET', 'GMT+1'))).toEqual([`ben: ${title}`, `cho: ${title}`]);
  });

  it('publishes what nobody published, at the instant, to whoever takes over: nothing is lost', async () => {
    const noteId = await drafted();
    await save(as('ben'), 'ben', { noteId, prompt: 'risks', text: 'The disk fills.', baseVersion: 0 });
    await database.sql(`UPDATE "HandoffNote" SET "remindedAt" = clock()`);
    await database.setClock('2026-11-23T16:59:59Z');
    await announceDue(database.context());
    expect((await noteById(as('ana'), { noteId })).state).toBe('draft');
    await database.setClock(handoff);
    await Promise.all([announceDue(database.context()), announceDue(database.context())]);
    const note = await noteById(as('ana'), { noteId });
    expect(note).toMatchObject({ state: 'published', publishedAt: new Date(handoff), publishedBy: null });
    expect((await mails()).map((mail) => mail.slice(0, 3))).toEqual(['ana', 'cho']);
    const told = await database.sql(`SELECT "kind" FROM "TimelineEvent" WHERE "subjectId" = $1`, [noteId]);
    expect(told).toEqual([{ kind: 'handoff-published' }]);
  });

  it('sends a note published ahead only once to each, and to somebody who takes the shift over after that', async () => {
    const noteId = await drafted();
    await publish(as('ben'), { noteId });
    await publish(as('cho'), { noteId });
    await addOverride(database.context(), {
      rotationId,
      role: 'secondary',
      personId: 'ben',
      from: new Date(handoff),
      to: new Date('2026-11-24T17:00:00Z'),
    });
    await database.setClock(handoff);
    await announceDue(database.context());
    expect((await mails()).map((mail) => mail.slice(0, 3))).toEqual(['ana', 'cho', 'ben']);
    const { incoming, publishedBy } = await noteById(as('ana'), { noteId });
    expect(incoming.map(({ id }) => id)).toEqual(['cho', 'ben']);
    expect(publishedBy?.id).toBe('ben');
  });

  it('asks nothing of anybody where the same person goes on', async () => {
    await database.sql('DELETE FROM "Rotation"');
    rotationId = await rotation(['ben']);
    const noteId = await drafted();
    expect((await noteById(as('ben'), { noteId })).state).toBe('not-needed');
    for (const at of ['2026-11-23T15:00:00Z', handoff, '2026-11-23T20:00:00Z']) {
      await database.setClock(at);
      await announceDue(database.context());
    }
    expect(await mails()).toEqual([]);
    expect((await noteById(as('ben'), { noteId })).state).toBe('not-needed');
  });
});

describe('accepting', () => {
  const handedOver = async () => {
    const noteId = await drafted();
    await database.sql(`UPDATE "HandoffNote" SET "remindedAt" = clock()`);
    await database.setClock(handoff);
    await announceDue(database.context());
    await database.sql('DELETE FROM "Delivery"');
    return noteId;
  };

  it('is done when both who take over have confirmed, each for themselves', async () => {
    const noteId = await handedOver();
    await expect(accept(as('ben'), 'ben', { noteId, checklist: allTicked })).rejects.toMatchObject({ status: 403 });
    expect((await accept(as('cho'), 'cho', { noteId, checklist: allTicked })).state).toBe('published');
    const done = await accept(as('ana'), 'ana', { noteId, checklist: { ...allTicked, internet: false } });
    expect(done.state).toBe('accepted');
    expect(done.incoming.map(({ id, missing }) => [id, missing])).toEqual([
      ['cho', 'without a contact method'],
      ['ana', 'without internet and a contact method'],
    ]);
    await expect(
      save(as('ben'), 'ben', { noteId, prompt: 'risks', text: 'too late', baseVersion: 0 }),
    ).rejects.toMatchObject({ code: 'not-possible' });
  });

  it('tells the outgoing people and the managers once when nobody accepts for more than two hours', async () => {
    const noteId = await handedOver();
    await accept(as('cho'), 'cho', { noteId, checklist: allTicked });
    await database.setClock('2026-11-23T19:00:00Z');
    await announceDue(database.context());
    expect(await mails()).toEqual([]);
    await database.setClock('2026-11-23T19:01:00Z');
    await Promise.all([announceDue(database.context()), announceDue(database.context())]);
    await announceDue(database.context());
    // Ana manages the team and has not accepted it herself: she knows.
    const title = `Handoff note for Rotation ${made} is not accepted`;
    expect(await mails()).toEqual([`ben: ${title}`, `cho: ${title}`]);
    expect((await noteById(as('ben'), { noteId })).state).toBe('late');
  });

  it('waits on the first screen of those who have to write, to read or to answer, and of nobody else', async () => {
    const noteId = await drafted();
    const kinds = async (id: string) => (await waitingFor(as(id), id)).map(({ kind }) => kind);
    expect([await kinds('ben'), await kinds('ana'), await kinds('stranger')]).toEqual([['write'], [], []]);
    await database.setClock(handoff);
    await announceDue(database.context());
    expect([await kinds('ben'), await kinds('cho'), await kinds('ana')]).toEqual([
      ['pulse'],
      ['read', 'pulse'],
      ['read'],
    ]);
    await accept(as('cho'), 'cho', { noteId, checklist: allTicked });
    expect(await kinds('cho')).toEqual(['pulse']);
  });
});

describe('the pulse', () => {
  it('shows an answer to its author and their manager, and a figure to the team from five answers on', async () => {
    const noteId = await drafted();
    const answers = { slept: 2, supported: 5, again: 4, line: 'Two bad nights' };
    await expect(answerPulse(as('ben'), 'ben', { noteId, ...answers })).rejects.toMatchObject({ code: 'not-possible' });
    await database.setClock(handoff);
    await announceDue(database.context());
    await expect(answerPulse(as('ana'), 'ana', { noteId, ...answers })).rejects.toMatchObject({ status: 403 });
    await answerPulse(as('ben'), 'ben', { noteId, ...answers });
    expect((await noteById(as('ben'), { noteId })).pulse).toEqual({ own: answers });
    const boss = database.context({ ...actor('boss'), role: 'admin', teams: new Map() });
    for (const other of [as('cho'), boss])
      expect(JSON.stringify([await noteById(other, { noteId }), await notesOf(other, { rotationId })])).not.toContain(
        'bad nights',
      );
    expect((await noteById(as('cho'), { noteId })).pulses).toBeNull();
    expect((await noteById(as('ana'), { noteId })).pulses).toEqual([
      { person: { id: 'ben', name: 'Ben' }, ...answers },
    ]);
    expect((await notesOf(as('ana'), { rotationId })).pulse).toEqual({
      answers: 1,
      slept: null,
      supported: null,
      again: null,
    });
  });
});
