import { dayAndTime, spanOf } from '@/components/ui/instant';
import type { LoggedChange } from '@/server/rotation/change-log';
import type { Conflict } from '@/server/rotation/conflict';
import type { QueueChange } from '@/server/rotation/definition';
import type { Affected } from '@/server/rotation/difference';
import type { Shift } from '@/server/rotation/shifts';
import type { Draft } from './draft';

type NameOf = (personId: string) => string;
type Clock = { zone: string; now: Date };

/** What a draft is, in a sentence. */
export function sentenceOf(draft: Draft, nameOf: NameOf): string {
  if (draft.kind === 'settings') return 'Other settings';
  const { change, personId, position = 0, layer, role } = draft.input;
  const name = nameOf(personId);
  const where = role ? ` of ${role}` : layer ? ` of ${layer}` : '';
  return {
    join: `${name} joins the queue${where} at its end`,
    leave: `${name} leaves the queue${where}`,
    skip: `${name} skips a turn and goes to the back of the queue${where}`,
    move: `${name} moves to place ${position + 1} of the queue${where}`,
  }[change];
}

/** Who holds a role in a week, in the order of time: "Ana", "Ana, Ben", or null for nobody. */
export function holdersOf(shifts: readonly Shift[], role: string, nameOf: NameOf): string | null {
  const held = shifts.filter((shift) => shift.role === role).sort((a, b) => a.from.getTime() - b.from.getTime());
  const names = held.map(({ personId }) => nameOf(personId));
  return names.length === 0 ? null : names.filter((name, i) => name !== names[i - 1]).join(', ');
}

/** "5 days of notice: short": how much time somebody has to arrange themselves. */
export function noticeWords({ noticeDays, published }: Affected): string {
  const length = noticeDays === 0 ? 'under a day' : noticeDays === 1 ? '1 day' : `${noticeDays} days`;
  return `${length} of notice${noticeDays < 7 ? ': short' : ''}${published ? ', in a published week' : ''}`;
}

/** What somebody gains and loses, counted in shifts: "gains 2, loses 1 shift". */
export function exchangeWords({ gained, lost }: Affected): string {
  const parts = [gained.length > 0 ? `gains ${gained.length}` : '', lost.length > 0 ? `loses ${lost.length}` : ''];
  const all = gained.length + lost.length;
  return `${parts.filter(Boolean).join(', ')} ${all === 1 ? 'shift' : 'shifts'}`;
}

export function conflictWords(conflict: Conflict, nameOf: NameOf, { zone, now }: Clock): string {
  const { kind, personId, role, from, to } = conflict;
  const name = personId === null ? 'Nobody' : nameOf(personId);
  const when = spanOf(from, to, zone, now);
  return {
    gap: `Nobody is ${role}, ${when}`,
    'double-role': `${name} holds two roles, ${when}`,
    'no-backup': `No backup for ${name}, ${when}`,
    'back-to-back': `${name} is ${role} twice in a row, ${when}`,
    'time-off': `${name} has time off and would be ${role}, ${when}`,
    'short-notice': `${name} hears of it late: the first change is on ${dayAndTime(to, zone, now)}`,
  }[kind];
}

/** A change planned for later that could not be made again on top of this one. */
export const droppedWords = (change: QueueChange, nameOf: NameOf): string =>
  `The planned change “${nameOf(change.personId)}: ${change.kind}” is no longer possible and falls away`;

const fieldWords: Record<string, string> = {
  name: 'name',
  approval: 'approval',
  publishedWeeks: 'published weeks',
  cadence: 'length of a turn',
  startsAt: 'handoff',
  timeZone: 'time zone',
  roles: 'roles',
  pairing: 'pairing',
  activeHours: 'active hours',
  until: 'end',
  queue: 'order of the queue',
  queues: 'queues of single roles',
  layers: 'layers',
};

/** One line of the history: "Ben skips a turn (conference)". */
export function loggedWords({ what }: LoggedChange, nameOf: NameOf, { zone, now }: Clock): string {
  switch (what.kind) {
    case 'created':
      return 'Made the rotation';
    case 'queue': {
      const done = { join: 'added', leave: 'taken out', skip: 'skipped a turn', move: 'moved' }[what.change];
      return `${nameOf(what.personId)}: ${done ?? what.change}${what.reason ? ` (${what.reason})` : ''}`;
    }
    case 'settings': {
      const words = what.fields.map((field) => fieldWords[field] ?? field);
      return words.length > 0 ? `Changed ${words.join(', ')}` : 'Changed the schedule';
    }
    default: {
      const who = what.personId === null ? 'Nobody' : nameOf(what.personId);
      const verb = what.kind === 'override-added' ? 'laid over' : 'taken back';
      return `Override ${verb}: ${who} as ${what.role}, ${spanOf(what.from, what.to, zone, now)}`;
    }
  }
}
