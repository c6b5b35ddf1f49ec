'use client';

import { ListTodo } from 'lucide-react';
import { useState } from 'react';
import { useCompany } from '@/components/runbook/use-company';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Board } from './board';
import { BulkReassign } from './bulk-reassign';
import { FollowUpLine, followUpLinkId } from './follow-up-line';
import { emptyWords, type Tab } from './list-input';
import { useFollowUps } from './use-follow-ups';

type FollowUpsProps = { tab: Tab; team: string | null; view: 'list' | 'board'; onOpen: (id: string) => void };

/** One tab: as a list with those to be handed over together, or as a board by state. */
export function FollowUps({ tab, team, view, onOpen }: FollowUpsProps) {
  const { viewer, teams } = useCompany();
  const owed = useFollowUps(tab, team);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = owed.filter(({ id }) => chosen.has(id));

  const choose = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
    );
  const focused = () => owed.findIndex(({ id }) => document.activeElement?.id === followUpLinkId(id));
  const move = (by: 1 | -1) => {
    const at = focused();
    const next = owed[at === -1 ? 0 : Math.min(Math.max(at + by, 0), owed.length - 1)];
    if (next) document.getElementById(followUpLinkId(next.id))?.focus();
  };
  useScreenKeys('Follow-ups', [
    { keys: 'j', does: 'Next follow-up', run: () => move(1) },
    { keys: 'k', does: 'Follow-up before', run: () => move(-1) },
    {
      keys: 'x',
      does: 'Choose it, to hand several over',
      run: () => {
        const one = owed[focused()];
        if (one?.may['follow-up.edit']) choose(one.id);
      },
    },
  ]);

  if (owed.length === 0)
    return (
      <Card>
        <EmptyState icon={<ListTodo />} title={tab === 'done' ? 'Nothing was done yet' : 'Nothing owed'}>
          {emptyWords[tab]}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <BulkReassign
        selected={selected}
        teams={teams}
        viewerId={viewer.id}
        onDone={(refused) => setChosen(new Set(refused))}
      />
      {view === 'board' ? (
        <Board owed={owed} viewer={viewer} onOpen={onOpen} />
      ) : (
        <Card>
          <ul aria-label="Follow-ups" className="flex flex-col">
            {owed.map((one) => (
              <FollowUpLine
                key={one.id}
                one={one}
                viewer={viewer}
                chosen={chosen.has(one.id)}
                onChoose={() => choose(one.id)}
                onOpen={() => onOpen(one.id)}
              />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
