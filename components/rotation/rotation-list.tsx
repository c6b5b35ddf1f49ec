'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/server/paths';

/** Every rotation one may see. The page prefetches `rotation.list` and `team.teams`. */
export function RotationList() {
  const trpc = useTRPC();
  const { data: rotations = [] } = useQuery(trpc.rotation.list.queryOptions({}));
  const { data: teams = [] } = useQuery(trpc.team.teams.queryOptions());
  const mayAdd = teams.some(({ abilities }) => abilities['team.edit']);
  const add = (
    <Link href={paths.newRotation()} className={buttonLook({ variant: 'primary' })}>
      New rotation
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Rotations"
        detail="Who follows whom, and when."
        actions={mayAdd && rotations.length > 0 ? add : null}
      />
      <Card>
        {rotations.length === 0 ? (
          <EmptyState action={mayAdd ? add : null}>
            Rotations appear here.{mayAdd ? '' : ' A manager of your team or an admin adds the first.'}
          </EmptyState>
        ) : (
          <ul className="divide-y">
            {rotations.map(({ id, name, teamId }) => (
              <li key={id}>
                <Link
                  href={paths.rotationSettings(id)}
                  className="flex min-h-11 flex-col px-4 py-2 no-underline hover:bg-surface"
                >
                  <span className="font-medium">{name}</span>
                  <span className="text-muted">{teams.find((team) => team.id === teamId)?.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
