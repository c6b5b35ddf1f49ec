'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { paths } from '@/server/paths';
import { RotationForm } from './rotation-form';

/** A rotation for one of the teams one manages. The page prefetches `team.teams` and `team.organisation`. */
export function NewRotation() {
  const trpc = useTRPC();
  const router = useRouter();
  const { data: all = [] } = useQuery(trpc.team.teams.queryOptions());
  const { data: organisation } = useQuery(trpc.team.organisation.queryOptions());
  const teams = all.filter(({ abilities }) => abilities['team.edit']);
  const [chosen, setChosen] = useState<string>();
  const team = teams.find(({ id }) => id === chosen) ?? teams[0];
  const people = (team?.members ?? []).map(({ person }) => person).filter(({ active }) => active);
  return (
    <>
      <PageHeader title="New rotation" />
      <Card>
        {team ? (
          <CardBody className="flex flex-col gap-4">
            {teams.length > 1 ? (
              <Field label="Team" required className="max-w-xl">
                {(control) => (
                  <Select {...control} value={team.id} onChange={({ target }) => setChosen(target.value)}>
                    {teams.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            ) : null}
            <RotationForm
              key={team.id}
              teamId={team.id}
              people={people}
              timeZone={organisation?.timeZone ?? 'UTC'}
              onMade={(id) => router.push(paths.rotationSettings(id))}
            />
          </CardBody>
        ) : (
          <EmptyState>Managers of a team and admins make rotations: ask one of them.</EmptyState>
        )}
      </Card>
    </>
  );
}
