import { countdownOf, durationOf } from '@/components/ui/instant';
import type { NextStep } from './alert-row';

/** What happens next in the fewest words: whom it reaches, and how long that is away. */
export type NextWords = {
  /** "Ben", "Ben and 2 others", "Nobody", "Comes back". */
  who: string;
  /** "in 4:12", "in 2 days 4 h", "now". */
  when: string;
  /** Nobody is there to be paged: said in red. */
  isGap: boolean;
};

const daySeconds = 86_400;

/** `viewerId`: whom "You" means. */
export function nextWords(next: NextStep, viewerId: string, now: Date): NextWords {
  const when = untilWords(next.at, now);
  if (next.kind === 'wake-up' || next.kind === 'back') return { who: 'Comes back', when, isGap: false };
  if (next.kind === 'question') return { who: `${peopleWords(next.people, viewerId)} asked again`, when, isGap: false };
  return { who: peopleWords(next.people, viewerId), when, isGap: next.people.length === 0 };
}

/** A clock within a day, days and hours beyond it; "now" once it is due. */
export function untilWords(at: Date, now: Date): string {
  const left = (at.getTime() - now.getTime()) / 1_000;
  if (left <= 0) return 'now';
  return left < daySeconds ? `in ${countdownOf(at, now)}` : `in ${durationOf(left)}`;
}

/** "You", "Ben", "Ben and Cho", "Ben and 2 others". The viewer first: what concerns oneself is never among "others". */
export function peopleWords(people: readonly { id: string; name: string }[], viewerId: string): string {
  const names = [
    ...people.filter(({ id }) => id === viewerId).map(() => 'You'),
    ...people.filter(({ id }) => id !== viewerId).map(({ name }) => name),
  ];
  if (names.length === 0) return 'Nobody';
  if (names.length < 3) return names.join(' and ');
  return `${names[0]} and ${names.length - 1} others`;
}
