'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { RefObject } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Mark } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import { DecisionPane, type Viewer } from './decision-pane';
import { kindWord, stateOf } from './request-words';
import type { Act, Decisions } from './use-decisions';

type RequestBesideProps = {
  id: string;
  viewer: Viewer;
  decisions: Decisions;
  press: RefObject<((act: Act) => void) | null>;
};

/** The request that is looked at, beside the list; a phone has no room for both. */
export function RequestBeside({ id, viewer, decisions, press }: RequestBesideProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.request.byId.queryOptions({ id }));
  if (error && !data) {
    return (
      <div className="max-lg:hidden">
        <ErrorPanel title="This request could not be read" onRetry={() => void refetch()}>
          {refusalOf(error).message}
        </ErrorPanel>
      </div>
    );
  }
  if (!data) return <div className="skeleton h-[36rem] max-lg:hidden" />;
  const { mark, word } = stateOf(data.state);
  return (
    <Card aria-label={`Request ${data.label}`} className="max-lg:hidden">
      <CardHeader
        title={
          <Link href={paths.request(id)} className="no-underline hover:underline">
            {data.label}
          </Link>
        }
        detail={`${kindWord(data)} · ${data.rotation.name}`}
        actions={<Mark kind={mark}>{word}</Mark>}
      />
      <CardBody>
        <DecisionPane key={id} heading="h3" request={data} {...{ viewer, decisions, press }} />
      </CardBody>
    </Card>
  );
}
