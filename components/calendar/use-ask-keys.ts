'use client';

import type { Prefill } from '@/components/request/ask-address';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import type { CalendarView } from '@/server/oncall/calendar';
import { type Entry, entriesOf } from './to-events';

type AskKeys = {
  data: CalendarView | undefined;
  /** The shift whose panel is open. */
  shift: string | null;
  now: Date;
  ask: (prefill: Prefill) => void;
};

/** `o` and `w`: about one's shift that has the focus, else about the next one. */
export function useAskKeys({ data, shift, now, ask }: AskKeys): void {
  const about = (kind: 'cover' | 'swap') => () => {
    const mine = data ? entriesOf(data).filter((entry) => entry.kind === 'mine' && entry.to > now) : [];
    const focused = document.activeElement?.closest('[data-entry]')?.getAttribute('data-entry') ?? shift;
    const entry = mine.find(({ id }) => id === focused) ?? first(mine);
    if (entry) ask({ kind, rotation: entry.rotation.id, role: entry.role, from: entry.from });
    else ask({ kind });
  };
  useScreenKeys('Calendar, asking', [
    { keys: 'o', does: 'Ask for cover', run: about('cover') },
    { keys: 'w', does: 'Ask to swap', run: about('swap') },
  ]);
}

const first = (entries: readonly Entry[]): Entry | undefined =>
  [...entries].sort((a, b) => a.from.getTime() - b.from.getTime())[0];
