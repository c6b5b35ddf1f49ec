import { reachabilityOf } from '@/server/contact/queries';
import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, notFound } from '@/server/errors';
import { setRoles } from '@/server/incident/commands';
import { notify } from '@/server/notification/commands';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { handoffsIn } from '@/server/rotation/publication';
import { everyRotation, snapshotOf } from '@/server/rotation/queries';
import type { Person } from '@/server/team/person';
import { managersOf, peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { keepBoth } from './merge';
import { type Hands, lateAfterMs, needsNoNote, type Prompt, peopleIn, stateOf, successorOf, unwritten } from './note';
import { aroundNote, handsOf, isAsked, ledByOutgoing, noteById, readFacts, shapeFor, visibleNote } from './queries';
import { catchUpMs, draftAheadMs, draftsDue, lateIsOldMs, remindAheadMs } from './reminder';
import type { AcceptInput, NoteInput, PassLeadInput, PulseInput, SaveInput } from './schema';
import * as store from './store';
import type { NoteView } from './view';
import { lateNotice, publishedNotice, reminderNotice } from './wording';

/** Locks a note the caller may see, and reads who hands over to whom. */
async function held(ctx: Context, noteId: string) {
  await visibleNote(ctx, noteId);
  const note = await store.lockNote(ctx, noteId);
  if (!note) throw notFound();
  const now = await ctx.now();
  const rotation = await aroundNote(ctx, note);
  const hands = handsOf(note, rotation.hands);
  return { note, now, rotation, hands, state: stateOf(note, hands, now) };
}

type Held = Awaited<ReturnType<typeof held>>;

const say = (ctx: Context, { note, now }: Held, kind: EventKind, data: Record<string, unknown> = {}): Promise<void> => {
  const { id, teamId, rotationId, handoffAt } = note;
  const about = { rotationId, handoffAt: handoffAt.toISOString() };
  return tell(ctx, now, { subject: subject('handoff', id), teamId, kind, data: { ...about, ...data } });
};

// By people

/** `clash`: somebody else had written there meanwhile, and both texts were kept. */
export type Saved = { prompt: Prompt; text: string; version: number; clash: boolean };

/**
 * What one of the outgoing people or a manager typed under one prompt. Where the text is no longer the one that was
 * changed, both are kept. Throws `not-possible` once every incoming person has accepted the note.
 */
export async function save(ctx: Context, personId: string, input: SaveInput): Promise<Saved> {
  return inTransaction(ctx, async (tx) => {
    const { note, now, hands, state } = await held(tx, input.noteId);
    authorize(tx.actor, 'handoff.write', shapeFor(tx, note, hands.outgoing));
    if (state === 'accepted' || note.state === 'not-needed')
      throw new AppError('not-possible', 'The handoff is done: tell the next people in your own words');
    const texts = await store.textsOf(tx, note.id);
    const standing = texts.find(({ prompt }) => prompt === input.prompt) ?? unwritten;
    const isNew = standing.version === input.baseVersion;
    const writer = (await peopleByIds(tx, [personId])).get(personId)?.name ?? 'Somebody';
    const text = isNew ? input.text : keepBoth(standing.text, { text: input.text, writer });
    const clash = !isNew && text !== input.text && text !== standing.text;
    const saved = { prompt: input.prompt, text, clash };
    if (text === standing.text) return { ...saved, version: standing.version };
    const version = standing.version + 1;
    const row = { noteId: note.id, prompt: input.prompt, text, version };
    await store.saveText(tx, { ...row, changedAt: now, changedById: personId });
    return { ...saved, version };
  });
}

/**
 * Whoever comes next leads an incident that somebody who hands over leads; they speak for it too where one person did
 * both. Throws `not-possible` where that is no longer so.
 */
export async function passLead(ctx: Context, { noteId, incidentId }: PassLeadInput): Promise<NoteView> {
  const note = await visibleNote(ctx, noteId);
  authorize(ctx.actor, 'incident.act', { teamId: note.teamId });
  const hands = handsOf(note, (await aroundNote(ctx, note)).hands);
  const led = (await ledByOutgoing(ctx, note, hands)).find(({ id }) => id === incidentId);
  const to = successorOf(hands);
  if (!led || to === null) throw new AppError('not-possible', 'Nobody who hands over leads it any more');
  const isBoth = led.communicatorId === null || led.communicatorId === led.leadId;
  await setRoles(ctx, { incidentId, leadId: to, ...(isBoth && { communicatorId: to }) });
  return noteById(ctx, { noteId });
}

/** Hands the note over before the handoff comes. One that is published already is answered as it is. */
export async function publish(ctx: Context, { noteId }: NoteInput): Promise<NoteView> {
  await inTransaction(ctx, async (tx) => {
    const found = await held(tx, noteId);
    authorize(tx.actor, 'handoff.write', shapeFor(tx, found.note, found.hands.outgoing));
    if (found.state === 'not-needed')
      throw new AppError('not-possible', 'Nobody takes over at this handoff: there is nobody to hand the note to');
    if (found.note.state !== 'draft') return;
    await release(tx, found, tx.actor.kind === 'person' ? tx.actor.personId : null);
  });
  return noteById(ctx, { noteId });
}

/** Freezes facts and people, and sends the note to whoever takes over. */
async function release(ctx: Context, found: Held, publishedById: string | null): Promise<void> {
  const { note, now, rotation, hands } = found;
  const facts = await readFacts(ctx, rotation, now);
  const { outgoing, incoming } = hands;
  const people = { outgoing: [...outgoing], incoming: [...incoming] };
  await store.changeNote(ctx, note.id, { state: 'published', publishedAt: now, publishedById, facts, ...people });
  await send(ctx, { ...found, note: { ...note, facts } });
  await say(ctx, found, 'handoff-published', { outgoing: peopleIn(outgoing), incoming: peopleIn(incoming) });
}

/** The note by mail to everybody who takes over; whoever has got it does not get it again. */
async function send(ctx: Context, { note, now, rotation, hands }: Held): Promise<void> {
  const { facts } = note;
  if (!facts) return;
  const texts = Object.fromEntries((await store.textsOf(ctx, note.id)).map(({ prompt, text }) => [prompt, text]));
  const outgoing = await peopleByIds(ctx, peopleIn(hands.outgoing));
  const from = peopleIn(hands.outgoing).map((id) => outgoing.get(id)?.name ?? 'Somebody');
  await mail(ctx, note, now, peopleIn(hands.incoming), 'published', (zone, url) =>
    publishedNotice({ rotation: rotation.name, handoffAt: note.handoffAt, zone, url, from, texts, facts }),
  );
}

type Word = (zone: string, url: string) => Notice;

/** To each of these people in their own zone; people of the demo company have nobody behind their addresses. */
async function mail(
  ctx: Context,
  note: store.StoredNote,
  now: Date,
  personIds: string[],
  kind: 'reminder' | 'published' | 'late',
  word: Word,
): Promise<void> {
  const people = await peopleByIds(ctx, personIds);
  const isReal = (person: Person) => person.active && !person.demo;
  const about = { subject: subject('handoff', note.id), teamId: note.teamId };
  const url = absolute(env.PUBLIC_URL, paths.handoff(note.id));
  for (const { id, timeZone } of [...people.values()].filter(isReal))
    await notify(ctx, { personIds: [id], about, notice: word(timeZone, url), key: `handoff ${kind} ${note.id}`, now });
}

/** An incoming person has read it. Done again it changes nothing. Throws `not-possible` while it is a draft. */
export async function accept(ctx: Context, personId: string, { noteId, checklist }: AcceptInput): Promise<NoteView> {
  await inTransaction(ctx, async (tx) => {
    const found = await held(tx, noteId);
    const { note, now, hands } = found;
    authorize(tx.actor, 'handoff.accept', shapeFor(tx, note, hands.incoming));
    if (!note.publishedAt)
      throw new AppError('not-possible', 'It is still being written: it comes to you at the handoff');
    const reachable = (await reachabilityOf(tx, [personId])).get(personId)?.reachable ?? false;
    const row = { noteId: note.id, personId, acceptedAt: now, ...checklist, reachable };
    if (!(await store.insertAcceptance(tx, row))) return;
    await say(tx, found, 'handoff-accepted', { ...checklist, reachable });
    if (await isReadByAll(tx, note.id, hands)) await store.changeNote(tx, note.id, { state: 'accepted' });
  });
  return noteById(ctx, { noteId });
}

async function isReadByAll(ctx: Context, noteId: string, { incoming }: Hands): Promise<boolean> {
  const read = new Set((await store.acceptancesOf(ctx, [noteId])).map(({ personId }) => personId));
  return incoming.length > 0 && peopleIn(incoming).every((id) => read.has(id));
}

/** How the shift was, from the person whose shift it was; answered again it takes the place of what was said before. */
export async function answerPulse(ctx: Context, personId: string, input: PulseInput): Promise<NoteView> {
  await inTransaction(ctx, async (tx) => {
    const { note, now, hands } = await held(tx, input.noteId);
    authorize(tx.actor, 'handoff.pulse', shapeFor(tx, note, hands.outgoing));
    if (!isAsked(note, now)) throw new AppError('not-possible', 'This is asked from the handoff on, for two weeks');
    const { noteId, line, ...answers } = input;
    const whose = { noteId, personId, rotationId: note.rotationId, endedAt: note.handoffAt };
    await store.savePulse(tx, { ...whose, ...answers, line: line ? line : null, answeredAt: now });
  });
  return noteById(ctx, { noteId: input.noteId });
}

// By Baton

/**
 * For the worker, each minute: drafts notes a day ahead, reminds whoever is to write them, publishes them at the
 * handoff, and says so where nobody accepts one. Safe to run twice and by two workers. Returns how much was done.
 */
export async function announceDue(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const drafted = await draftAhead(ctx, now);
  const reminded = await each(ctx, await store.toRemind(ctx, now, new Date(now.getTime() + remindAheadMs)), remind);
  const settled = await each(ctx, await store.toSettle(ctx, now), settle);
  const [since, until] = [new Date(now.getTime() - lateIsOldMs), new Date(now.getTime() - lateAfterMs)];
  const told = await each(ctx, await store.toTellLate(ctx, since, until), tellLate);
  return drafted + reminded + settled + told;
}

async function draftAhead(ctx: Context, now: Date): Promise<number> {
  const [from, to] = [now.getTime() - catchUpMs, now.getTime() + draftAheadMs + 1];
  const span = { from: new Date(from), to: new Date(to) };
  const known = await store.draftedSince(ctx, span.from);
  const plans = await snapshotOf(ctx, await everyRotation(ctx), span);
  const drafts = plans.flatMap(({ id, teamId, segments }) =>
    draftsDue(handoffsIn(segments, span), now)
      .filter((at) => !known.some((note) => note.rotationId === id && note.handoffAt.getTime() === at.getTime()))
      .map((handoffAt) => ({ rotationId: id, teamId, handoffAt, createdAt: now })),
  );
  return drafts.length === 0 ? 0 : store.insertDrafts(ctx, drafts);
}

/** Each in a transaction of its own: one that fails keeps no other from its turn, and is tried again in the next round. */
async function each(
  ctx: Context,
  noteIds: string[],
  work: (ctx: Context, found: Held) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const noteId of noteIds) {
    try {
      done += await inTransaction(ctx, async (tx) => ((await work(tx, await held(tx, noteId))) ? 1 : 0));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

async function remind(ctx: Context, { note, now, rotation, hands }: Held): Promise<boolean> {
  if (note.state !== 'draft' || note.remindedAt || needsNoNote(hands)) return false;
  await store.changeNote(ctx, note.id, { remindedAt: now });
  await mail(ctx, note, now, peopleIn(hands.outgoing), 'reminder', (zone, url) =>
    reminderNotice({ rotation: rotation.name, handoffAt: note.handoffAt, zone, url }),
  );
  return true;
}

/** The handoff has come: what is still a draft goes out as it is, to those who have taken over. */
async function settle(ctx: Context, found: Held): Promise<boolean> {
  const { note, now, rotation } = found;
  if (note.settledAt || note.handoffAt > now) return false;
  await store.changeNote(ctx, note.id, { settledAt: now });
  if (note.state === 'draft') {
    if (needsNoNote(rotation.hands)) await store.changeNote(ctx, note.id, { state: 'not-needed' });
    else await release(ctx, found, null);
    return true;
  }
  // Published ahead of time: since then somebody else may have taken the shift.
  const { outgoing, incoming } = rotation.hands;
  await store.changeNote(ctx, note.id, { outgoing: [...outgoing], incoming: [...incoming] });
  const state = (await isReadByAll(ctx, note.id, rotation.hands)) ? 'accepted' : 'published';
  await store.changeNote(ctx, note.id, { state });
  await send(ctx, { ...found, hands: rotation.hands });
  return true;
}

async function tellLate(ctx: Context, found: Held): Promise<boolean> {
  const { note, now, rotation, hands, state } = found;
  if (note.lateToldAt || state !== 'late') return false;
  const read = new Set((await store.acceptancesOf(ctx, [note.id])).map(({ personId }) => personId));
  const unread = peopleIn(hands.incoming).filter((id) => !read.has(id));
  const names = await peopleByIds(ctx, unread);
  const told = [...new Set([...peopleIn(hands.outgoing), ...(await managersOf(ctx, note.teamId))])];
  await store.changeNote(ctx, note.id, { lateToldAt: now });
  await mail(
    ctx,
    note,
    now,
    told.filter((id) => !unread.includes(id)),
    'late',
    (zone, url) =>
      lateNotice({
        ...{ rotation: rotation.name, handoffAt: note.handoffAt, zone, url },
        unread: unread.map((id) => names.get(id)?.name ?? 'Somebody'),
      }),
  );
  await say(ctx, found, 'handoff-late', { unread });
  return true;
}
