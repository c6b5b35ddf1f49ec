import { noisyAlerts, unclosedAlerts } from '@/server/alert/queries';
import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { openOfTeam } from '@/server/follow-up/queries';
import { type Incident, reference as incidentReference } from '@/server/incident/incident';
import { runningOfTeam } from '@/server/incident/queries';
import { type RotationSchedule, schedulesOf } from '@/server/oncall/queries';
import { paths } from '@/server/paths';
import { authorize, can, visibleTeams } from '@/server/policy/authorize';
import { requestsOnCalendar } from '@/server/request/queries';
import { listRotations, type Rotation, rotationOf } from '@/server/rotation/queries';
import { membersOf, peopleByIds } from '@/server/team/queries';
import { clockChangeIn } from '@/server/time/clock-change';
import { addDays } from '@/server/time/wall-clock';
import { timeOffOf } from '@/server/time-off/queries';
import { type Facts, factsOf, noisyFrom } from './draft';
import { type Hands, handsAt, type NoteState, needsNoNote, peopleIn, stateOf, successorOf } from './note';
import { askedForMs, type PulseFigure, pulseFigure, pulseWeeks } from './pulse';
import type { NoteInput } from './schema';
import * as store from './store';
import { type Lead, type NoteView, noteView, type Waiting } from './view';

const dayMs = 86_400_000;
const minuteMs = 60_000;

const nobody: Hands = { outgoing: [], incoming: [] };

/** A rotation around one handoff: who is there before and after, and the week that comes. */
type Around = RotationSchedule & { hands: Hands; coming: { from: Date; to: Date } };

/** Internal: rotations around one handoff each, in a number of queries that does not depend on how many they are. */
export async function around(
  ctx: Context,
  rotations: Rotation[],
  handoffs: ReadonlyMap<string, Date>,
): Promise<Around[]> {
  const instants = [...handoffs.values()].map((at) => at.getTime());
  if (instants.length === 0) return [];
  const span = {
    from: new Date(Math.min(...instants) - minuteMs),
    to: new Date(Math.max(...instants) + 8 * dayMs),
  };
  const wanted = rotations.filter(({ id }) => handoffs.has(id));
  return (await schedulesOf(ctx, wanted, span)).flatMap((schedule) => {
    const at = handoffs.get(schedule.id);
    if (!at) return [];
    const isOver = schedule.archivedAt !== null && schedule.archivedAt <= at;
    const hands = isOver ? nobody : handsAt(schedule.shifts, at);
    return [{ ...schedule, hands, coming: { from: at, to: addDays(at, 7, schedule.zone) } }];
  });
}

/** Internal: the rotation of one note around its handoff. Throws `not-found` where the caller may not see it. */
export async function aroundNote(ctx: Context, note: { rotationId: string; handoffAt: Date }): Promise<Around> {
  const rotation = await rotationOf(ctx, note.rotationId);
  const [found] = await around(ctx, [rotation], new Map([[rotation.id, note.handoffAt]]));
  if (!found) throw notFound();
  return found;
}

/** Internal: what Baton knows at `now` that the incoming people should. */
export async function readFacts(ctx: Context, rotation: Around, now: Date): Promise<Facts> {
  const { teamId, coming, shifts, overrides, gaps, hands, zone } = rotation;
  const memberIds = (await membersOf(ctx, teamId)).map(({ personId }) => personId);
  const week = { from: new Date(now.getTime() - 7 * dayMs), to: now };
  const ahead = { rotationId: rotation.id, from: coming.from.toISOString(), to: coming.to.toISOString() };
  const [alerts, incidents, followUps, noisy, requests, timeOff, members] = await Promise.all([
    unclosedAlerts(ctx, teamId),
    runningOfTeam(ctx, teamId),
    openOfTeam(ctx, teamId),
    noisyAlerts(ctx, teamId, week, noisyFrom),
    requestsOnCalendar(ctx, ahead),
    timeOffOf(ctx, memberIds, coming),
    peopleByIds(ctx, [
      ...memberIds,
      ...shifts.map(({ personId }) => personId),
      ...overrides.flatMap(({ replaces }) => replaces ?? []),
    ]),
  ]);
  const people = new Map([...requests.people.map((person) => [person.id, person] as const), ...members]);
  const nameOf = nameIn(people);
  const zones = [zone, ...peopleIn(hands.incoming).map((id) => people.get(id)?.timeZone ?? zone)];
  const active = timeOff.filter(({ personId }) => members.get(personId)?.active);
  const asked = requests.items.filter(({ waitsFor }) => waitsFor !== null);
  return factsOf({
    now,
    zone,
    coming,
    alerts: alerts.map((alert) => ({ ...alert, path: paths.alert(alert.id) })),
    incidents: incidents.map((one) => ({ ...one, reference: incidentReference(one), path: paths.incident(one.id) })),
    followUps: followUps.map((one) => ({ ...one, owner: one.owner?.name ?? null, path: paths.followUp(one.id) })),
    noisy: noisy.map(({ id, ...rest }) => ({ ...rest, path: paths.alert(id) })),
    shifts,
    overrides,
    gaps,
    asked: asked.map((row) => ({ ...row, path: paths.request(row.id) })),
    timeOff: active,
    clockChanges: [...new Set(zones)].flatMap((each) => {
      const change = clockChangeIn(each, coming);
      return change ? [{ ...change, zone: each }] : [];
    }),
    nameOf,
  });
}

const nameIn =
  (people: ReadonlyMap<string, { name: string }>) =>
  (id: string): string =>
    people.get(id)?.name ?? 'Somebody';

/** Internal: the people of a note: as planned while it is a draft, as they were from its publishing on. */
export const handsOf = (note: store.StoredNote, planned: Hands): Hands =>
  note.outgoing && note.incoming ? { outgoing: note.outgoing, incoming: note.incoming } : planned;

const idOf = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);

/** What the policy is asked about somebody's own part in a note: theirs only where they are among `hands`. */
export function shapeFor(
  ctx: Context,
  { teamId }: { teamId: string },
  hands: Hands['outgoing'],
): { teamId: string; personId?: string } {
  const id = idOf(ctx);
  return id !== null && peopleIn(hands).includes(id) ? { teamId, personId: id } : { teamId };
}

/** Throws `not-found` for a note that does not exist or belongs to others. */
export async function visibleNote(ctx: Context, noteId: string): Promise<store.StoredNote> {
  const note = await store.noteById(ctx, noteId);
  if (!note) throw notFound();
  authorize(ctx.actor, 'handoff.view', { teamId: note.teamId });
  return note;
}

/** One note: what people wrote, what Baton found, and who has read it. A draft's facts are those of this instant. */
export async function noteById(ctx: Context, { noteId }: NoteInput): Promise<NoteView> {
  const note = await visibleNote(ctx, noteId);
  const now = await ctx.now();
  const rotation = await aroundNote(ctx, note);
  const hands = handsOf(note, rotation.hands);
  const readsPulses = can(ctx.actor, 'handoff.read-pulses', { teamId: note.teamId });
  const [facts, texts, acceptances, pulses, ledNow] = await Promise.all([
    note.facts ?? readFacts(ctx, rotation, now),
    store.textsOf(ctx, note.id),
    store.acceptancesOf(ctx, [note.id]),
    readsPulses ? store.pulsesOfNote(ctx, note.id) : null,
    ledByOutgoing(ctx, note, hands),
  ]);
  const to = successorOf(hands);
  const named = [
    ...[...hands.outgoing, ...hands.incoming].map(({ personId }) => personId),
    ...texts.flatMap(({ changedById }) => changedById ?? []),
    ...(note.publishedById ? [note.publishedById] : []),
    ...(pulses ?? []).map(({ personId }) => personId),
  ];
  const nameOf = nameIn(await peopleByIds(ctx, named));
  const state = stateOf(note, hands, now);
  const isOpen = state === 'draft' || state === 'published' || state === 'late';
  const viewer = idOf(ctx);
  const isRead = acceptances.some(({ personId }) => personId === viewer);
  const mayWrite = isOpen && can(ctx.actor, 'handoff.write', shapeFor(ctx, note, hands.outgoing));
  return noteView({
    note,
    rotation: { id: rotation.id, name: rotation.name, zone: rotation.zone },
    hands,
    facts,
    texts,
    acceptances,
    pulse: await ownPulse(ctx, note, hands, now),
    pulses,
    may: {
      write: mayWrite,
      publish: mayWrite && state === 'draft',
      accept:
        isOpen && state !== 'draft' && !isRead && can(ctx.actor, 'handoff.accept', shapeFor(ctx, note, hands.incoming)),
    },
    leads: ledNow.flatMap(({ id, leadId, ...incident }): Lead[] => {
      if (!leadId || !to) return [];
      const { title, severity, state } = incident;
      return [
        {
          ...{ incidentId: id, reference: incidentReference(incident), title, severity, state },
          lead: { id: leadId, name: nameOf(leadId) },
          to: { id: to, name: nameOf(to) },
          mayPass: can(ctx.actor, 'incident.act', incident),
        },
      ];
    }),
    nameOf,
    now,
  });
}

/** What is over for so long is nobody's to pass on any more. */
const passedOnForMs = 7 * dayMs;

/** Internal: incidents of the team that go on while whoever leads them hands over to somebody else. */
export async function ledByOutgoing(ctx: Context, note: store.StoredNote, hands: Hands): Promise<Incident[]> {
  const to = successorOf(hands);
  if (to === null || (await ctx.now()).getTime() > note.handoffAt.getTime() + passedOnForMs) return [];
  const outgoing = peopleIn(hands.outgoing);
  const staying = peopleIn(hands.incoming);
  return (await runningOfTeam(ctx, note.teamId)).filter(
    ({ leadId }) => leadId !== null && outgoing.includes(leadId) && !staying.includes(leadId),
  );
}

async function ownPulse(ctx: Context, note: store.StoredNote, hands: Hands, now: Date): Promise<NoteView['pulse']> {
  const viewer = idOf(ctx);
  const asked = viewer !== null && peopleIn(hands.outgoing).includes(viewer) && isAsked(note, now);
  if (!asked) return null;
  const [own] = await store.pulsesOfPerson(ctx, viewer, [note.id]);
  if (!own) return { own: null };
  const { slept, supported, again, line } = own;
  return { own: { slept, supported, again, line } };
}

/** Internal: whether the people whose shift a handoff ended are asked how it was. */
export const isAsked = ({ state, handoffAt }: store.StoredNote, now: Date): boolean =>
  (state === 'published' || state === 'accepted') &&
  handoffAt <= now &&
  now.getTime() < handoffAt.getTime() + askedForMs;

type Listed = { id: string; handoffAt: Date; state: NoteState };

/** The last half year of a rotation's notes, the newest first, and how its shifts were in the last eight weeks. */
export async function notesOf(
  ctx: Context,
  { rotationId }: { rotationId: string },
): Promise<{ notes: Listed[]; pulse: PulseFigure }> {
  const rotation = await rotationOf(ctx, rotationId);
  authorize(ctx.actor, 'handoff.view', { teamId: rotation.teamId });
  const now = await ctx.now();
  const [notes, answers] = await Promise.all([
    store.notesOfRotation(ctx, rotation.id, 26),
    store.answersSince(ctx, rotation.id, new Date(now.getTime() - pulseWeeks * 7 * dayMs)),
  ]);
  const drafts = new Map(
    notes.filter(({ state }) => state === 'draft').map(({ handoffAt }) => [rotation.id, handoffAt]),
  );
  const [planned] = await around(ctx, [rotation], drafts);
  return {
    notes: notes.map((note) => {
      const state = stateOf(note, handsOf(note, planned?.hands ?? nobody), now);
      return { id: note.id, handoffAt: note.handoffAt, state };
    }),
    pulse: pulseFigure(answers),
  };
}

/** The notes that wait for somebody: to be written, to be read, or for the pulse. The first handoff comes first. */
export async function waitingFor(ctx: Context, personId: string): Promise<Waiting[]> {
  const now = await ctx.now();
  const notes = await store.notesSince(ctx, visibleTeams(ctx.actor), new Date(now.getTime() - askedForMs));
  if (notes.length === 0) return [];
  const ids = notes.map(({ id }) => id);
  const drafts = new Map(
    notes.filter(({ state }) => state === 'draft').map((note) => [note.rotationId, note.handoffAt]),
  );
  const rotations = await listRotations(ctx);
  const [planned, read, answered] = await Promise.all([
    around(ctx, rotations, drafts),
    store.acceptancesOf(ctx, ids),
    store.pulsesOfPerson(ctx, personId, ids),
  ]);
  const isDone = (rows: readonly { noteId: string; personId: string }[], id: string) =>
    rows.some((row) => row.noteId === id && row.personId === personId);
  const found = notes.flatMap((note): Waiting[] => {
    const rotation = rotations.find(({ id }) => id === note.rotationId);
    const plan = planned.find(({ id }) => id === note.rotationId);
    const hands = handsOf(note, plan?.hands ?? nobody);
    const isIn = (side: Hands['outgoing']) => peopleIn(side).includes(personId);
    const kinds: Waiting['kind'][] = [];
    if (note.state === 'draft' && now < note.handoffAt && !needsNoNote(hands) && isIn(hands.outgoing))
      kinds.push('write');
    if (note.state === 'published' && isIn(hands.incoming) && !isDone(read, note.id)) kinds.push('read');
    if (isAsked(note, now) && isIn(hands.outgoing) && !isDone(answered, note.id)) kinds.push('pulse');
    if (!rotation) return [];
    const { id, name } = rotation;
    return kinds.map((kind) => ({
      kind,
      noteId: note.id,
      rotation: { id, name },
      handoffAt: note.handoffAt,
      from: peopleIn(hands.outgoing).filter((one) => one !== personId),
    }));
  });
  const people = await peopleByIds(ctx, [...new Set(found.flatMap(({ from }) => from))]);
  return found.map((one) => ({ ...one, from: one.from.map(nameIn(people)) }));
}
