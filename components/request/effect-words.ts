import { dayAndTime, durationOf, spanOf } from '@/components/ui/instant';
import type { RequestEffect } from '@/server/request/view';
import type { Clock, NameOf } from './request-words';

type EffectConflict = RequestEffect['conflicts'][number];

/** One conflict in words; the red ones are gaps, and nothing else. */
export function conflictWords(conflict: EffectConflict, nameOf: NameOf, { zone, now }: Clock): string {
  const { kind, personId, role, from, to } = conflict;
  const name = personId === null ? 'Nobody' : nameOf(personId);
  const [is, has, holds] = name === 'You' ? ['are', 'have', 'hold'] : ['is', 'has', 'holds'];
  const when = spanOf(from, to, zone, now);
  switch (kind) {
    case 'gap':
      return `Nobody is ${role}, ${when}`;
    case 'double-role':
      return `${name} ${holds} both roles, ${when}`;
    case 'no-backup':
      return `No backup for ${name === 'You' ? 'you' : name}, ${when}`;
    case 'back-to-back':
      return `${name} ${is} ${role} twice in a row, ${when}`;
    case 'time-off':
      return `${name} ${has} time off, ${when}`;
    case 'short-notice':
      return `${name} ${name === 'You' ? 'hear' : 'hears'} of it late: it begins ${dayAndTime(to, zone, now)}`;
    case 'unreachable':
      return `${name} cannot be paged: no working contact method`;
    case 'sleep-hours':
      return `${name} would be on call at night there`;
    default:
      return `${name}: ${kind}, ${when}`;
  }
}

/** From whom, and to whom; an open offer goes to whoever takes it. */
export const changeWords = (change: RequestEffect['changes'][number], nameOf: NameOf): [string, string] => [
  change.fromPersonId === null ? 'nobody' : nameOf(change.fromPersonId),
  change.toPersonId === null ? 'whoever takes it' : nameOf(change.toPersonId),
];

/** "4 days": from the asking to the first changed instant. */
export const lengthOfNotice = (seconds: number): string => (seconds <= 0 ? 'none' : durationOf(seconds));
