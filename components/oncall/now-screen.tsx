'use client';

import { OpenAlerts } from '@/components/alert/open-alerts';
import { useNow } from '@/components/clock';
import { WaitingNotes } from '@/components/handoff/waiting-notes';
import type { Prefill } from '@/components/request/ask-address';
import { HandOn, PendingCover } from '@/components/request/role-requests';
import { TimeOffClashes } from '@/components/request/time-off-clashes';
import { useAskDrawer } from '@/components/request/use-ask-drawer';
import { WaitingForMe } from '@/components/request/waiting-for-me';
import { WhyWords } from '@/components/request/why-words';
import { NoRotation } from '@/components/rotation/no-rotation';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Card, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { Board, BoardRotation } from '@/server/oncall/board';
import { CoverageAhead } from './coverage-ahead';
import { MyShifts } from './my-shifts';
import { bothTimes, nameIn } from './phrases';
import { RoleCard } from './role-card';
import { useBoard } from './use-board';

/** Who owns this now, and what is on fire. The page prefetches both, so that names and times are in the HTML. */
export function NowScreen() {
  const { board, failed } = useBoard();
  const now = useNow();
  const { ask, drawer } = useAskDrawer();
  const next = board?.mine[0];
  const askAbout = ({ rotationId, role, from }: { rotationId: string; role: string; from: Date }) =>
    ask({ kind: 'cover', rotation: rotationId, role, from });
  useScreenKeys('Now', [
    { keys: 'o', does: 'Ask for cover of my next shift', run: () => (next ? askAbout(next) : undefined) },
  ]);
  if (!board) return <Unknown failed={failed} />;
  return (
    <>
      <PageHeader title="Now" detail="Who owns this, at this instant." />
      <div className="flex flex-col gap-6">
        {board.rotations.length === 0 ? (
          <NoRotation>Who is on call appears here as soon as there is a rotation.</NoRotation>
        ) : null}
        {board.rotations.map((rotation) => (
          <RotationCards key={rotation.id} board={board} rotation={rotation} now={now} onAsk={ask} />
        ))}
        {board.viewer ? <WaitingNotes zone={board.viewer.timeZone} /> : null}
        {board.viewer ? <TimeOffClashes viewer={{ id: board.viewer.id, zone: board.viewer.timeZone }} /> : null}
        <CoverageAhead viewer={board.viewer} now={now} />
        {board.viewer ? <OpenAlerts viewer={{ id: board.viewer.id, zone: board.viewer.timeZone }} /> : null}
        {board.viewer ? <WaitingForMe viewerId={board.viewer.id} now={now} /> : null}
        {board.mine.length > 0 ? (
          <Card aria-labelledby="mine">
            <CardHeader id="mine" title="Mine" detail="My next shifts" />
            <MyShifts board={board} now={now} onAsk={askAbout} />
          </Card>
        ) : null}
      </div>
      {drawer}
    </>
  );
}

type RotationCardsProps = { board: Board; rotation: BoardRotation; now: Date; onAsk: (prefill: Prefill) => void };

function RotationCards({ board, rotation, now, onAsk }: RotationCardsProps) {
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
          <RoleCard
            key={role.role}
            {...{ board, rotation, role, now }}
            actions={<HandOn {...{ board, rotation, role, now, onAsk }} />}
          >
            {role.source === 'rotation' ? null : (
              <WhyWords
                {...{ role: role.role, zone: rotation.zone, now }}
                rotationId={rotation.id}
                at={role.from ?? board.now}
                viewerId={board.viewer?.id ?? null}
              />
            )}
            <PendingCover {...{ board, rotation, role, now }} />
          </RoleCard>
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

function Unknown({ failed }: { failed: boolean }) {
  if (!failed) return <div className="skeleton h-64" />;
  return (
    <Notice tone="critical" title="Who is on call could not be read">
      Nothing was changed. Baton keeps trying; reloading the page tries at once.
    </Notice>
  );
}
