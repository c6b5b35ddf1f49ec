'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';

/** Another way to begin: a company with three months behind it, in one click. Nothing where there is a company already. */
export function DemoCard({ signedIn = false }: { signedIn?: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const state = useQuery(trpc.import.demoState.queryOptions());
  const load = useMutation(trpc.import.loadDemo.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const refusal = load.error ? refusalOf(load.error).message : null;

  if (state.data === 'loaded')
    return (
      <Notice tone="good" live="polite" title="The demo company is here">
        Its people cannot sign in, and nothing is really sent to them.{' '}
        {signedIn ? <Link href={paths.now()}>Look around</Link> : 'Become the administrator, and look around.'}
      </Notice>
    );
  if (state.data !== 'possible') return null;
  return (
    <Card aria-label="Demo company">
      <CardHeader title="Only looking?" />
      <CardBody className="flex flex-col items-start gap-3">
        {refusal ? <Notice tone="critical" live="polite" title={refusal} /> : null}
        <p className="max-w-[72ch]">
          The demo company has two teams, two rotations and three months of alerts. Nothing is really sent to its
          people, and in Settings it goes away in one click.
        </p>
        <Button onClick={() => load.mutate()} busy={load.isPending}>
          Load the demo company
        </Button>
        {load.isPending ? <p role="status">Three months are being lived through: up to half a minute.</p> : null}
      </CardBody>
    </Card>
  );
}
