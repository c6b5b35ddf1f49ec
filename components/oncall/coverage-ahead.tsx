'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { durationOf, spanOf } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import type { Board } from '@/server/oncall/board';
import type { GapAhead, NoBackupAhead } from '@/server/oncall/coverage';
import { paths } from '@/server/paths';
import { bothTimes } from './phrases';

type CoverageAheadProps = { viewer: Board['viewer']; now: Date };

const weekMs = 7 * 86_400_000;

/**
 * Where the next twelve weeks are thin: nobody, nobody behind somebody, and who is about to be on call without being
 * reachable. Said weeks before it hurts; nothing where all is well.
 */
export function CoverageAhead({ viewer, now }: CoverageAheadProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.oncall.coverageAhead.queryOptions());
  if (!data) return null;
  const gaps = data.gaps.filter(({ to }) => to > now);
  const alone = data.noBackup.filter(({ to }) => to > now);
  const unreachable = data.unreachable.filter(({ from }) => from > now);
  const zone = viewer?.timeZone;
  const isNear = gaps.some(({ from }) => from.getTime() - now.getTime() < weekMs);
  const isMe = unreachable.some(({ personId }) => personId === viewer?.id);
  return (
    <>
      <Group
        tone={isNear ? 'critical' : 'major'}
        title={gaps.length === 1 ? 'One gap in the next 12 weeks' : `${gaps.length} gaps in the next 12 weeks`}
        action={<Show first={gaps[0]} />}
        rows={gaps.map((gap) => `Nobody is ${gap.role} of ${gap.rotation}, ${spanFor(gap, zone, now)}`)}
      />
      <Group
        tone="major"
        title={
          unreachable.length === 1
            ? 'One person is on call soon and could not be paged'
            : `${unreachable.length} people are on call soon and could not be paged`
        }
        action={
          <Link href={isMe ? paths.profile() : paths.team()} className={buttonLook({ size: 'small' })}>
            {isMe ? 'Set up how I am reached' : 'Show the team'}
          </Link>
        }
        rows={unreachable.map(({ personId, name, role, rotation, from, zone: theirs }) => {
          const who = personId === viewer?.id ? 'You are' : `${name} is`;
          return `${who} ${role} of ${rotation} from ${bothTimes(from, theirs, zone, now)}`;
        })}
      />
      <Group
        tone="minor"
        title="No backup in the next 12 weeks"
        action={<Show first={alone[0]} />}
        rows={alone.map((row) => {
          const who = row.personId === viewer?.id ? 'You are' : `${row.name} is`;
          return `${who} alone in ${row.rotation}, ${spanFor(row, zone, now)}`;
        })}
      />
    </>
  );
}

/** More than these are counted: the calendar shows them all. */
const shown = 5;

type GroupProps = { tone: 'critical' | 'major' | 'minor'; title: string; action: ReactNode; rows: readonly string[] };

function Group({ tone, title, action, rows }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <Notice tone={tone} title={title} actions={action}>
      <ul className="flex flex-col gap-0.5">
        {rows.slice(0, shown).map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
      {rows.length > shown ? <p className="text-muted">And {rows.length - shown} more.</p> : null}
    </Notice>
  );
}

function Show({ first }: { first: GapAhead | NoBackupAhead | undefined }) {
  if (!first) return null;
  const search = new URLSearchParams({ rotation: first.rotationId, day: first.from.toISOString().slice(0, 10) });
  return (
    <Link href={`${paths.calendar()}?${search}`} className={buttonLook({ size: 'small' })}>
      Show in the calendar
    </Link>
  );
}

/** "Sun 22 Nov 18:00 – 21:30 ET (3 h 30 min)", and the viewer's clock where it differs. */
function spanFor({ zone, from, to }: GapAhead | NoBackupAhead, viewerZone: string | undefined, now: Date): string {
  const length = durationOf((to.getTime() - from.getTime()) / 1_000);
  const mine = viewerZone && viewerZone !== zone ? `; ${spanOf(from, to, viewerZone, now)} on your clock` : '';
  return `${spanOf(from, to, zone, now)} (${length})${mine}`;
}
