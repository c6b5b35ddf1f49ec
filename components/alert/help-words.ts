import type { NextStep } from './alert-row';
import { peopleWords } from './next-words';

/** "Ask Ben to help": the next step, now. Asking early is good, and never sounds like failure. */
export function helpWords(next: NextStep | null, viewerId: string): string {
  const others = next?.people.filter(({ id }) => id !== viewerId) ?? [];
  return others.length === 0 ? 'Ask for help now' : `Ask ${peopleWords(others, viewerId)} to help`;
}
