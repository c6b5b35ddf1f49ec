'use client';

import Link from 'next/link';
import { OpenAlerts } from '@/components/alert/open-alerts';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { buttonLook } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { Board, BoardRotation } from '@/server/oncall/board';
import { paths } from '@/server/paths';
import { GapsAhead } from './gaps-ahead';
import { MyShifts } from './my-shifts';
import { bothTimes, nameIn } from './phrases';
import { RoleCard } from './role-card';
import { useBoard } from './use-board';

/** Who owns this now, and what is on fire. The page prefetches both, so that names and times are in the HTML. */
export function NowScreen() {
  const { board, failed } = useBoard();
  const now = useNow();
  if (!board) return <Unknown failed={failed} />;
  return (
    <>
      <PageHeader title="Now" detail="Who owns this, at this instant." />
      <div className="flex flex-col gap-6">
        {board.rotations.length === 0 ? <NoRotation /> : null}
        {board.rotations.map((rotation) => (
          <RotationCards key={rotation.id} board={board} rotation={rotation} now={now} />
        ))}
        <GapsAhead zone={board.viewer?.timeZone} now={now} />
        {board.viewer ? <OpenAlerts viewer={{ id: board.viewer.id, zone: board.viewer.timeZone }} /> : null}
        {board.mine.length > 0 ? (
          <Card aria-labelledby="mine">
            <CardHeader id="mine" title="Mine" detail="My next shifts" />
            <MyShifts board={board} now={now} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

function RotationCards({ board, rotation, now }: { board: Board; rotation: BoardRotation; now: Date }) {
  const several = board.rotations.length > 1;
  return (
    <section aria-label={`${rotation.name}, ${rotation.team}`} className="flex flex-col gap-3">
      {several ? (
        <h2 className="font-semibold text-section">
          {rotation.name} <span className="font-normal text-muted">{rotation.team}</span>
        </h2>
      ) : (
        <h2 className="sr-only">{rotation.name}</h2>
      )}
      <NoBackup board={board} rotation={rotation} now={now} />
      <div className="grid gap-3 sm:grid-cols-2">
        {rotation.roles.map((role) => (
          <RoleCard key={role.role} board={board} rotation={rotation} role={role} now={now} />
        ))}
      </div>
    </section>
  );
}

function NoBackup({ board, rotation, now }: { board: Board; rotation: BoardRotation; now: Date }) {
  if (!rotation.noBackup) return null;
  const { personId, until } = rotation.noBackup;
  const isYou = personId === board.viewer?.id;
  const end = until ? ` until ${bothTimes(until, rotation.zone, board.viewer?.timeZone, now)}` : '';
  return (
    <Notice tone="major" title="No backup">
      {nameIn(board, personId)} {isYou ? 'are' : 'is'} the only one on call{end}.
    </Notice>
  );
}

function NoRotation() {
  return (
    <Card>
      <EmptyState
        action={
          <Link href={paths.rotations()} className={buttonLook({ variant: 'primary' })}>
            Add people in order
          </Link>
        }
      >
        Who is on call appears here as soon as there is a rotation.
      </EmptyState>
    </Card>
  );
}

function Unknown({ failed }: { failed: boolean }) {
  if (!failed) return <div className="skeleton h-64" />;
  return (
    <Notice tone="critical" title="Who is on call could not be read">
      Nothing was changed. Baton keeps trying; reloading the page tries at once.
    </Notice>
  );
}
