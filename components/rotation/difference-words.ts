import { dayAndTime, spanOf } from '@/components/ui/instant';
import type { LoggedChange } from '@/server/rotation/change-log';
import type { Conflict } from '@/server/rotation/conflict';
import type { QueueChange } from '@/server/rotation/definition';
import type { Affected } from '@/server/rotation/difference';
import type { Shift } from '@/server/rotation/shifts';
import { milliseconds } from '@/server/time/span';
import type { Draft } from './draft';

type NameOf = (personId: string) => string;
type Clock = { zone: string; now: Date };

/** What a draft is, in a sentence. */
export function sentenceOf(draft: Draft, nameOf: NameOf, { zone, now }: Clock): string {
  switch (draft.kind) {
    case 'settings':
      return draft.input.layers === undefined ? 'Other settings' : 'Other layers';
    case 'override': {
      const { role, personId, from, to } = draft.input;
      return `${holderWord(personId, nameOf)} as ${role}, ${spanOf(from ?? now, to, zone, now)}`;
    }
    case 'removal': {
      const { role, personId, from, to } = draft.override;
      return `Taken back: ${holderWord(personId, nameOf)} as ${role}, ${spanOf(from, to, zone, now)}`;
    }
    case 'restore':
      return `Version ${draft.version} again`;
    case 'queue': {
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
  }
}

const holderWord = (personId: string | null, nameOf: NameOf): string =>
  personId === null ? 'Nobody' : nameOf(personId);

/**
 * Who holds a role in a week, in the order of time: "Ana", "Ana, Ben", or null for nobody. Where it changes hands more
 * often, how much each has: "Ana 128 h, Ben 40 h".
 */
export function holdersOf(shifts: readonly Shift[], role: string, nameOf: NameOf): string | null {
  const held = shifts.filter((shift) => shift.role === role).sort((a, b) => a.from.getTime() - b.from.getTime());
  const names = held.map(({ personId }) => nameOf(personId)).filter((name, i, all) => name !== all[i - 1]);
  if (names.length <= 3) return names.length === 0 ? null : names.join(', ');
  const hours = new Map<string, number>();
  for (const shift of held)
    hours.set(nameOf(shift.personId), (hours.get(nameOf(shift.personId)) ?? 0) + milliseconds(shift));
  const most = [...hours].sort(([, a], [, b]) => b - a);
  return most.map(([name, ms]) => `${name} ${Math.round(ms / 3_600_000)} h`).join(', ');
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

/** One line of the history: "Ben: skipped a turn (conference)". */
export const loggedWords = (change: LoggedChange, nameOf: NameOf, clock: Clock): string =>
  `${deedWords(change.what, nameOf, clock)}${change.reason ? ` (${change.reason})` : ''}`;

function deedWords(what: LoggedChange['what'], nameOf: NameOf, { zone, now }: Clock): string {
  switch (what.kind) {
    case 'created':
      return 'Made the rotation';
    case 'archived':
      return 'Archived the rotation';
    case 'brought-back':
      return 'Brought the rotation back';
    case 'restored':
      return `Restored version ${what.version}`;
    case 'queue': {
      const done = { join: 'added', leave: 'taken out', skip: 'skipped a turn', move: 'moved' }[what.change];
      return `${nameOf(what.personId)}: ${done ?? what.change}`;
    }
    case 'settings': {
      const words = what.fields.map((field) => fieldWords[field] ?? field);
      return words.length > 0 ? `Changed ${words.join(', ')}` : 'Changed the schedule';
    }
    default: {
      const verb = what.kind === 'override-added' ? 'laid over' : 'taken back';
      const when = spanOf(what.from, what.to, zone, now);
      return `Override ${verb}: ${holderWord(what.personId, nameOf)} as ${what.role}, ${when}`;
    }
  }
}
