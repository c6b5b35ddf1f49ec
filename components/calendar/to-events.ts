import { roleWord } from '@/components/oncall/phrases';
import { durationOf } from '@/components/ui/instant';
import type { CalendarRotation, CalendarView } from '@/server/oncall/calendar';

/** A shift or a gap as the calendar shows it. */
export type Entry = {
  /** Stays the same while the entry does: it stands in links. */
  id: string;
  kind: 'mine' | 'first' | 'further' | 'gap';
  rotation: CalendarRotation;
  role: string;
  /** Null: nobody. */
  person: { id: string; name: string; timeZone: string } | null;
  from: Date;
  to: Date;
  /** It goes on beyond what was asked for: its real length is not known here. */
  cut: boolean;
  source: 'rotation' | 'override' | 'swap';
};

/** Every shift and gap of the view, each once. */
export function entriesOf({ rotations, people, viewer, ...window }: CalendarView): Entry[] {
  const isCut = ({ from, to }: { from: Date; to: Date }) => from <= window.from || to >= window.to;
  const byId = new Map(people.map((person) => [person.id, person]));
  return rotations.flatMap((rotation) => {
    const held = rotation.shifts.map((shift): Entry => {
      const { role, personId, from, to, source } = shift;
      const person = byId.get(personId) ?? { id: personId, name: 'Somebody who left', timeZone: rotation.zone };
      const others = role === rotation.roles[0] ? 'first' : 'further';
      const kind = personId === viewer?.id ? 'mine' : others;
      return { id: idOf(rotation.id, role, from), kind, rotation, role, person, from, to, cut: isCut(shift), source };
    });
    const gaps = rotation.gaps.map((gap): Entry => {
      const { role, from, to } = gap;
      return {
        id: idOf(rotation.id, role, from),
        kind: 'gap',
        rotation,
        role,
        person: null,
        from,
        to,
        cut: isCut(gap),
        source: 'rotation',
      };
    });
    return [...held, ...gaps];
  });
}

const idOf = (rotationId: string, role: string, from: Date): string => `${rotationId}.${role}.${from.getTime()}`;

const marks = { rotation: '', override: 'covers: ', swap: '⇄ ' };

/** What stands in the bar: nothing needs colour to be read. */
export function labelOf({ kind, rotation, role, person, from, to, cut, source }: Entry, several: boolean): string {
  const where = several ? ` · ${rotation.name}` : '';
  if (kind === 'gap' || !person) {
    const length = cut ? '' : ` (${durationOf((to.getTime() - from.getTime()) / 1_000)})`;
    return `Nobody is ${role}${length}${where}`;
  }
  return `${roleWord(role)}: ${marks[source]}${person.name}${kind === 'mine' ? ' (you)' : ''}${where}`;
}

/** The same for a bar of one day on a phone: "Ada · P". */
export function shortLabelOf({ role, person }: Entry): string {
  const name = person ? person.name.trim().split(/\s+/)[0] : 'Nobody';
  return `${name} · ${roleWord(role).charAt(0)}`;
}

const colours = {
  mine: { color: 'var(--color-accent)', contrastColor: 'var(--color-on-accent)' },
  first: { color: 'var(--color-other)', contrastColor: 'var(--color-on-other)' },
  further: {
    color: 'color-mix(in srgb, var(--color-other) 50%, var(--color-background))',
    contrastColor: 'var(--color-ink)',
  },
  gap: { color: 'var(--color-gap)', contrastColor: 'var(--color-on-gap)' },
};

/** The entries in the calendar library's terms. */
export function toEvents(entries: readonly Entry[], several: boolean) {
  return entries.map((entry) => ({
    id: entry.id,
    title: labelOf(entry, several),
    short: shortLabelOf(entry),
    start: entry.from.toISOString(),
    end: entry.to.toISOString(),
    display: 'block',
    ...colours[entry.kind],
    className: entry.kind === 'gap' ? 'hatch' : '',
    // The roles of one rotation keep their rows: primary above secondary, and gaps where the person would stand.
    place: entry.rotation.roles.indexOf(entry.role),
  }));
}

/** Time off and public holidays in the calendar library's terms, on the clock that is looked at. */
export function awayEvents({ away, people }: CalendarView) {
  return away.map(({ personId, name, from, to }) => ({
    id: `away ${personId} ${name} ${from.getTime()}`,
    title: `${people.find(({ id }) => id === personId)?.name ?? 'Somebody'}: ${name}`,
    start: from.toISOString(),
    end: to.toISOString(),
    display: 'block',
    interactive: false,
    color: 'var(--color-surface)',
    contrastColor: 'var(--color-muted)',
    className: 'border border-dashed border-control',
    // Below every shift.
    place: 1_000,
  }));
}
