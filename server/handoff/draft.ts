import { whoDecides } from '@/server/request/wording';
import type { PersonId } from '@/server/rotation/definition';
import type { Override } from '@/server/rotation/override';
import type { ClockChange } from '@/server/time/clock-change';
import { instantLabel } from '@/server/time/label';
import { overlap, overlaps, type Span } from '@/server/time/span';
import type { Held } from './note';

/** Something Baton knows that the next person should. Instants are ISO 8601, because facts are kept as they were. */
export interface Fact {
  readonly text: string;
  readonly detail: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Where it can be looked at. */
  readonly path: string | null;
}

export interface FactSection {
  readonly title: string;
  /** Facts of a `gap` are looked at first. */
  readonly tone: 'plain' | 'gap';
  readonly facts: readonly Fact[];
}

export interface Facts {
  readonly asOf: string;
  readonly sections: readonly FactSection[];
}

export interface OpenAlert {
  readonly reference: string;
  readonly title: string;
  readonly state: 'open' | 'acknowledged' | 'closed';
  readonly priority: string;
  readonly service: { readonly name: string };
  readonly acknowledgedBy: { readonly name: string } | null;
  readonly snoozedUntil: Date | null;
  readonly openedAt: Date;
  readonly path: string;
}

/** A key that opened again and again. */
export interface NoisyKey {
  readonly title: string;
  readonly service: string;
  readonly openings: number;
  /** Of its last opening. */
  readonly path: string;
}

/** A cover or swap of the coming week that is not decided yet. */
export interface AskedFor extends Span {
  readonly label: string;
  readonly kind: 'cover' | 'swap';
  readonly role: string | null;
  readonly personId: PersonId;
  readonly withId: PersonId | null;
  readonly waitsFor: { readonly act: 'accept' | 'approve'; readonly personIds: readonly PersonId[] } | null;
  readonly path: string;
}

interface RunningIncident {
  readonly reference: string;
  readonly title: string;
  readonly state: string;
  readonly severity: string;
  readonly declaredAt: Date;
  readonly path: string;
}

interface Owed {
  readonly reference: string;
  readonly title: string;
  readonly owner: string | null;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly path: string;
}

/** All that the sections are made of. A further concept adds a field here, a section below, and its reading in queries. */
export interface Material {
  readonly now: Date;
  /** The rotation's. */
  readonly zone: string;
  readonly coming: Span;
  readonly alerts: readonly OpenAlert[];
  readonly incidents: readonly RunningIncident[];
  readonly followUps: readonly Owed[];
  readonly noisy: readonly NoisyKey[];
  readonly shifts: readonly Held[];
  readonly gaps: readonly (Span & { readonly role: string })[];
  readonly overrides: readonly Override[];
  readonly asked: readonly AskedFor[];
  readonly timeOff: readonly (Span & { readonly personId: PersonId })[];
  readonly clockChanges: readonly (ClockChange & { readonly zone: string })[];
  readonly nameOf: (personId: PersonId) => string;
}

/** A key that opened so often in a week is noisy. */
export const noisyFrom = 3;

/** In the order in which they are read. A section without facts is kept: that there is nothing is worth knowing. */
export const factsOf = (material: Material): Facts => ({
  asOf: material.now.toISOString(),
  sections: [
    { title: 'Open alerts', tone: 'plain', facts: material.alerts.map((alert) => openAlert(alert, material)) },
    { title: 'Incidents', tone: 'plain', facts: material.incidents.map(running) },
    { title: 'Noisy alerts of the week', tone: 'plain', facts: material.noisy.map(noisyAlert) },
    { title: 'Gaps ahead', tone: 'gap', facts: within(material.gaps, material).map(gap) },
    { title: 'Covers and swaps ahead', tone: 'plain', facts: changesAhead(material) },
    {
      title: 'Covers and swaps still asked for',
      tone: 'plain',
      facts: material.asked.map((one) => undecided(one, material)),
    },
    { title: 'Follow-ups still open', tone: 'plain', facts: material.followUps.map(owed) },
    { title: 'Time off', tone: 'plain', facts: within(material.timeOff, material).map((off) => away(off, material)) },
    { title: 'Clock changes', tone: 'plain', facts: material.clockChanges.map((change) => clocks(change, material)) },
  ],
});

const nothingMore = { detail: null, from: null, to: null, path: null };

const spanned = ({ from, to }: Span) => ({ from: from.toISOString(), to: to.toISOString() });

/** Those that touch the coming week, cut to it: its length is what counts. */
const within = <T extends Span>(rows: readonly T[], { coming }: Material): T[] =>
  rows.flatMap((row) => {
    const inside = overlap(row, coming);
    return inside ? [{ ...row, ...inside }] : [];
  });

function openAlert(alert: OpenAlert, { now, zone }: Material): Fact {
  const { reference, title, priority, service, acknowledgedBy, snoozedUntil, openedAt, path } = alert;
  const snoozed = snoozedUntil && snoozedUntil > now ? `snoozed until ${instantLabel(snoozedUntil, zone)}` : null;
  const taken = acknowledgedBy ? `acknowledged by ${acknowledgedBy.name}` : 'acknowledged by nobody';
  const detail = [priority, service.name, snoozed ?? taken].join(' · ');
  return { text: `${reference} ${title}`, detail, from: openedAt.toISOString(), to: null, path };
}

const noisyAlert = ({ title, service, openings, path }: NoisyKey): Fact => ({
  ...nothingMore,
  text: title,
  detail: `${service} · opened ${openings} times in 7 days`,
  path,
});

const running = ({ reference, title, state, severity, declaredAt, path }: RunningIncident): Fact => ({
  text: `${reference} ${title}`,
  detail: `${severity} · ${state}`,
  from: declaredAt.toISOString(),
  to: null,
  path,
});

const owed = ({ reference, title, owner, dueOn, overdue, path }: Owed): Fact => ({
  ...nothingMore,
  text: `${reference} ${title}`,
  detail: [owner ?? 'nobody', `due ${dueOn}`, ...(overdue ? ['overdue'] : [])].join(' · '),
  path,
});

const gap = (span: Span & { role: string }): Fact => ({
  ...nothingMore,
  text: `Nobody is ${span.role}`,
  ...spanned(span),
});

/** Shifts of the coming week that the queue alone would not have made. */
function changesAhead({ shifts, overrides, coming, nameOf }: Material): Fact[] {
  return shifts
    .filter((shift) => shift.source !== 'rotation' && overlaps(shift, coming))
    .map((shift) => {
      const { role, personId, source } = shift;
      const replaced = overrides.find(
        (override) => override.role === role && override.personId === personId && overlaps(override, shift),
      )?.replaces;
      const instead = replaced === undefined ? '' : ` instead of ${nameOf(replaced)}`;
      const how = source === 'swap' ? 'by a swap' : 'by a cover';
      return { ...nothingMore, text: `${nameOf(personId)} is ${role}${instead}, ${how}`, ...spanned(shift) };
    });
}

/** Until it is decided, whoever asks stays on call: the next person must know that it may change. */
function undecided(
  { label, kind, role, personId, withId, waitsFor, path, ...span }: AskedFor,
  { nameOf }: Material,
): Fact {
  const other = withId === null ? 'anyone' : nameOf(withId);
  const text = `${nameOf(personId)} asks ${other} to ${kind === 'swap' ? 'swap turns' : `cover ${role}`}`;
  const waits = waitsFor ? [whoDecides(waitsFor.act, waitsFor.personIds.map(nameOf), false)] : [];
  return { text, detail: [label, ...waits].join(' · '), ...spanned(span), path };
}

const away = (off: Span & { personId: PersonId }, { nameOf }: Material): Fact => ({
  ...nothingMore,
  text: `${nameOf(off.personId)} is away`,
  ...spanned(off),
});

function clocks({ zone, at, minutes }: ClockChange & { zone: string }, { zone: own, coming }: Material): Fact {
  const way = minutes > 0 ? 'forward' : 'back';
  const length = Math.abs(minutes) % 60 === 0 ? `${Math.abs(minutes) / 60} h` : `${Math.abs(minutes)} min`;
  const hours = (coming.to.getTime() - coming.from.getTime()) / 3_600_000;
  const text = `Clocks in ${zone} go ${way} by ${length}`;
  const detail = zone === own ? `The coming week has ${hours} h` : null;
  return { ...nothingMore, text, detail, from: at.toISOString() };
}
