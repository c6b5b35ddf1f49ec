'use client';

import { useNow } from '@/components/clock';
import { Checkbox } from '@/components/ui/input';
import { PersonChip } from '@/components/ui/person-chip';
import { DueMark, StateMark } from './marks';
import { sourceWords } from './source-words';
import type { FollowUp } from './use-follow-ups';

export const followUpLinkId = (id: string): string => `follow-up-${id}`;

type FollowUpLineProps = {
  one: FollowUp;
  viewer: { id: string; zone: string };
  chosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
};

/** One that is owed: the day first, because late ones stand on top. */
export function FollowUpLine({ one, viewer, chosen, onChoose, onOpen }: FollowUpLineProps) {
  const now = useNow();
  const may = one.may['follow-up.edit'];
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 border-b px-4 py-1.5 last:border-b-0 focus-within:bg-surface hover:bg-surface sm:grid-cols-[auto_minmax(0,1fr)_10rem_11rem_8rem]">
      <span className="relative z-10 row-span-3 sm:row-span-1">
        {may ? (
          <Checkbox aria-label={`Choose ${one.reference}`} checked={chosen} onChange={onChoose} />
        ) : (
          <span className="block size-5 sm:size-4" />
        )}
      </span>
      <span className="min-w-0 py-1">
        <button
          id={followUpLinkId(one.id)}
          type="button"
          onClick={onOpen}
          className="wrap-anywhere text-left font-medium after:absolute after:inset-0 hover:underline"
        >
          {one.title}
        </button>
        <span className="block text-muted">
          <span className="tabular-nums">{one.reference}</span>, {sourceWords(one)}
          {one.priority === 'high' ? (
            <>
              , <span className="font-medium text-ink">high priority</span>
            </>
          ) : null}
          {one.outcome ? `: ${one.outcome}` : null}
        </span>
      </span>
      <span className="max-sm:col-start-2">
        <DueMark one={one} now={now} />
      </span>
      <span className="min-w-0 max-sm:col-start-2 max-sm:pb-1">
        {one.owner ? (
          <PersonChip
            name={one.owner.name}
            isYou={one.owner.id === viewer.id}
            size="small"
            role={one.owner.active ? null : 'has left'}
          />
        ) : (
          <span className="text-critical">Nobody</span>
        )}
      </span>
      <span className="max-sm:sr-only">
        <StateMark state={one.state} />
      </span>
    </li>
  );
}
