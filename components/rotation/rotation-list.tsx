'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/server/paths';

/** Every rotation one may see. The page prefetches `rotation.list` and `team.teams`. */
export function RotationList() {
  const trpc = useTRPC();
  const { data: rotations = [] } = useQuery(trpc.rotation.list.queryOptions({}));
  const { data: archived = [] } = useQuery(trpc.rotation.list.queryOptions({ archived: true }));
  const { data: teams = [] } = useQuery(trpc.team.teams.queryOptions());
  const mayAdd = teams.some(({ abilities }) => abilities['team.edit']);
  const add = (
    <Link href={paths.newRotation()} className={buttonLook({ variant: 'primary' })}>
      New rotation
    </Link>
  );
  const teamIds = [...new Set(rotations.map(({ teamId }) => teamId))];
  const nameOf = (teamId: string) => teams.find((team) => team.id === teamId)?.name ?? 'Another team';
  return (
    <>
      <PageHeader
        title="Rotations"
        detail="Who follows whom, and when."
        actions={mayAdd && rotations.length > 0 ? add : null}
      />
      <div className="flex flex-col gap-4">
        {rotations.length === 0 ? (
          <Card>
            <EmptyState action={mayAdd ? add : null}>
              Rotations appear here.{mayAdd ? '' : ' A manager of your team or an admin adds the first.'}
            </EmptyState>
          </Card>
        ) : null}
        {teamIds.map((teamId) => (
          <Card key={teamId} aria-labelledby={`team-${teamId}`}>
            <CardHeader id={`team-${teamId}`} title={nameOf(teamId)} />
            <Rows rotations={rotations.filter((each) => each.teamId === teamId)} />
          </Card>
        ))}
        {archived.length > 0 ? (
          <Card aria-labelledby="archived">
            <CardHeader id="archived" title="Archived" detail="Out of use; who was on call stays on record." />
            <Rows rotations={archived} detailOf={({ teamId }) => nameOf(teamId)} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

type Row = { id: string; name: string; teamId: string };

const Rows = ({ rotations, detailOf }: { rotations: readonly Row[]; detailOf?: (row: Row) => string }) => (
  <ul className="divide-y">
    {rotations.map((row) => (
      <li key={row.id}>
        <Link
          href={paths.rotationSettings(row.id)}
          className="flex min-h-11 flex-col justify-center px-4 py-2 no-underline hover:bg-surface"
        >
          <span className="font-medium">{row.name}</span>
          {detailOf ? <span className="text-muted">{detailOf(row)}</span> : null}
        </Link>
      </li>
    ))}
  </ul>
);
