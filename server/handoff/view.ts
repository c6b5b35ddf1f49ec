import { type Check, checks, missingIn, type Ticks } from './checklist';
import type { Facts } from './draft';
import {
  type Hand,
  type Hands,
  type NoteState,
  type Prompt,
  prompts,
  stateOf,
  unwritten,
  type WrittenText,
} from './note';
import type { Answers } from './pulse';

type Named = { id: string; name: string };

export type HandView = Named & { role: string };

/** An incoming person; `acceptedAt` null: has not read it yet. */
export type ReaderView = HandView & {
  acceptedAt: Date | null;
  /** What of the checklist did not hold: "without internet"; null: all did, or nothing was accepted yet. */
  missing: string | null;
  /** Something was written after this person accepted it. */
  changedSince: boolean;
};

export type TextView = { text: string; version: number; changedAt: Date | null; changedBy: Named | null };

/** How somebody's shift was, in their words. */
export type PulseView = Answers & { person: Named; line: string | null };

export type NoteView = {
  id: string;
  rotation: Named & { zone: string };
  teamId: string;
  handoffAt: Date;
  state: NoteState;
  publishedAt: Date | null;
  /** Null: Baton did, at the handoff, or nobody yet. */
  publishedBy: Named | null;
  outgoing: HandView[];
  incoming: ReaderView[];
  texts: Record<Prompt, TextView>;
  facts: Facts;
  /** Null: the viewer is not asked how it was. `own`: what they answered. */
  pulse: { own: (Answers & { line: string | null }) | null } | null;
  /** What those who handed over answered; null for everyone but the team's managers. */
  pulses: PulseView[] | null;
  /** Incidents that are still going on and that somebody who hands over leads; `to`: who would go on with them. */
  leads: Lead[];
  may: { write: boolean; publish: boolean; accept: boolean };
};

export type Lead = {
  incidentId: string;
  reference: string;
  title: string;
  severity: string;
  state: string;
  lead: Named;
  to: Named;
  mayPass: boolean;
};

type Acceptance = Ticks & { personId: string; acceptedAt: Date; reachable: boolean };

interface Read {
  readonly note: {
    readonly id: string;
    readonly teamId: string;
    readonly handoffAt: Date;
    readonly state: 'draft' | 'published' | 'accepted' | 'not-needed';
    readonly publishedAt: Date | null;
    readonly publishedById: string | null;
  };
  readonly rotation: Named & { zone: string };
  readonly hands: Hands;
  readonly facts: Facts;
  readonly texts: readonly (WrittenText & { prompt: Prompt })[];
  readonly acceptances: readonly Acceptance[];
  readonly pulse: NoteView['pulse'];
  readonly pulses: readonly (Answers & { readonly personId: string; readonly line: string | null })[] | null;
  readonly leads: NoteView['leads'];
  readonly may: NoteView['may'];
  readonly nameOf: (personId: string) => string;
  readonly now: Date;
}

/** A note as screens and the API see it. */
export function noteView({
  note,
  rotation,
  hands,
  facts,
  texts,
  acceptances,
  pulse,
  pulses,
  leads,
  may,
  nameOf,
  now,
}: Read): NoteView {
  const named = (id: string | null): Named | null => (id === null ? null : { id, name: nameOf(id) });
  const hand = ({ personId, role }: Hand): HandView => ({ id: personId, name: nameOf(personId), role });
  const written = Object.fromEntries(
    prompts.map((prompt): [Prompt, TextView] => {
      const { text, version, changedAt, changedById } = texts.find((one) => one.prompt === prompt) ?? unwritten;
      return [prompt, { text, version, changedAt, changedBy: named(changedById) }];
    }),
  ) as Record<Prompt, TextView>;
  const lastChange = Math.max(0, ...texts.map(({ changedAt }) => changedAt?.getTime() ?? 0));
  const reader = (one: Hand): ReaderView => {
    const accepted = acceptances.find(({ personId }) => personId === one.personId);
    return {
      ...hand(one),
      acceptedAt: accepted?.acceptedAt ?? null,
      missing: accepted ? missingIn(ticksOf(accepted), accepted.reachable) : null,
      changedSince: accepted !== undefined && lastChange > accepted.acceptedAt.getTime(),
    };
  };
  return {
    id: note.id,
    rotation,
    teamId: note.teamId,
    handoffAt: note.handoffAt,
    state: stateOf(note, hands, now),
    publishedAt: note.publishedAt,
    publishedBy: named(note.publishedById),
    outgoing: hands.outgoing.map(hand),
    incoming: hands.incoming.map(reader),
    texts: written,
    facts,
    pulse,
    pulses:
      pulses?.map(({ personId, slept, supported, again, line }) => {
        return { person: { id: personId, name: nameOf(personId) }, slept, supported, again, line };
      }) ?? null,
    leads,
    may,
  };
}

const ticksOf = (row: Ticks): Ticks =>
  Object.fromEntries(checks.map((check) => [check, row[check]])) as Record<Check, boolean>;

/** What waits for somebody: a note to write, a note to read, or how the shift was. */
export type Waiting = {
  kind: 'write' | 'read' | 'pulse';
  noteId: string;
  rotation: Named;
  handoffAt: Date;
  /** Who hands over, without the person it waits for. */
  from: string[];
};
