'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Suspense, useState } from 'react';
import { useCompany } from '@/components/runbook/use-company';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Select } from '@/components/ui/input';
import { FollowUpDrawer } from './follow-up-drawer';
import { FollowUps } from './follow-ups';
import { tabs } from './list-input';
import { NewFollowUp } from './new-follow-up';
import { TabBar } from './tab-bar';
import { TrackerDialog } from './tracker-dialog';

/** What is owed, by whom, until when. */
export function FollowUpsScreen() {
  const { teams, own } = useCompany();
  const [{ tab, team, view, open }, setShown] = useQueryStates({
    tab: parseAsStringLiteral(tabs).withDefault('mine'),
    team: parseAsString,
    view: parseAsStringLiteral(['list', 'board']).withDefault('list'),
    open: parseAsString,
  });
  const [creating, setCreating] = useState(false);
  useScreenKeys('Follow-ups', [
    { keys: 'c', does: 'New follow-up', run: () => own.length > 0 && setCreating(true) },
    { keys: 'v', does: 'List or board', run: () => void setShown({ view: view === 'list' ? 'board' : 'list' }) },
  ]);
  return (
    <>
      <PageHeader
        title="Follow-ups"
        detail="What is owed, by whom, until when."
        actions={
          <>
            {teams.length > 1 || team ? (
              <Select
                aria-label="Team"
                className="w-44"
                value={team ?? ''}
                onChange={(event) => void setShown({ team: event.target.value || null })}
              >
                <option value="">All teams</option>
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            ) : null}
            <Select
              aria-label="View"
              className="w-28"
              value={view}
              onChange={(event) => void setShown({ view: event.target.value as typeof view })}
            >
              <option value="list">List</option>
              <option value="board">Board</option>
            </Select>
            <TrackerDialog teams={teams.filter(({ abilities }) => abilities['team.edit'])} />
            {own.length > 0 ? (
              <NewFollowUp teams={own} teamId={team} open={creating} onOpenChange={setCreating} />
            ) : null}
          </>
        }
      />
      <TabBar tab={tab} onChange={(next) => void setShown({ tab: next })} />
      <Suspense fallback={<div aria-busy="true" className="min-h-60" />}>
        <FollowUps
          key={`${tab} ${team}`}
          tab={tab}
          team={team}
          view={view}
          onOpen={(id) => void setShown({ open: id })}
        />
      </Suspense>
      {open ? <FollowUpDrawer key={open} followUpId={open} onClose={() => void setShown({ open: null })} /> : null}
    </>
  );
}
