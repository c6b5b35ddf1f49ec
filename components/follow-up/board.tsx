'use client';

import { useNow } from '@/components/clock';
import { PersonChip } from '@/components/ui/person-chip';
import { followUpLinkId } from './follow-up-line';
import { DueMark } from './marks';
import { StateMove } from './state-move';
import { stateWords } from './state-words';
import type { FollowUp } from './use-follow-ups';

type BoardProps = { owed: readonly FollowUp[]; viewer: { id: string }; onOpen: (id: string) => void };

const open: FollowUp['state'][] = ['open', 'in-progress'];
const closed: FollowUp['state'][] = ['done', 'dropped'];

/** By state, side by side. What ends one asks what came of it, so that happens where there is room to write. */
export function Board({ owed, viewer, onOpen }: BoardProps) {
  const now = useNow();
  const columns = owed.some(({ state }) => closed.includes(state)) ? closed : open;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {columns.map((state) => {
        const rows = owed.filter((one) => one.state === state);
        return (
          <section key={state} aria-labelledby={`column-${state}`} className="rounded-card bg-surface p-2">
            <h2 id={`column-${state}`} className="flex items-baseline gap-2 px-2 py-1 font-semibold">
              {stateWords[state]}
              <span className="font-normal text-muted tabular-nums">{rows.length}</span>
            </h2>
            <ul className="flex flex-col gap-2">
              {rows.map((one) => (
                <li
                  key={one.id}
                  className="relative rounded-card border bg-background px-3 py-2.5 hover:border-control"
                >
                  <button
                    id={followUpLinkId(one.id)}
                    type="button"
                    onClick={() => onOpen(one.id)}
                    className="wrap-anywhere text-left font-medium after:absolute after:inset-0 hover:underline"
                  >
                    {one.title}
                  </button>
                  <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="text-muted tabular-nums">{one.reference}</span>
                    {one.priority === 'high' ? <span className="font-medium">High</span> : null}
                    <DueMark one={one} now={now} />
                    {one.owner ? (
                      <PersonChip name={one.owner.name} isYou={one.owner.id === viewer.id} size="small" />
                    ) : null}
                  </span>
                  {one.may['follow-up.edit'] ? <StateMove one={one} onEnd={() => onOpen(one.id)} /> : null}
                </li>
              ))}
            </ul>
            {rows.length === 0 ? <p className="px-2 py-3 text-muted">None</p> : null}
          </section>
        );
      })}
    </div>
  );
}
