'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import type { EditorView } from '@/server/rotation/editing';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { ChangeHistory } from './change-history';
import { unchanged } from './draft';
import { Editor } from './editor';
import { RotationFacts } from './rotation-facts';
import { definitionAt } from './settings-fields';
import { WeeksDifference } from './weeks-difference';

/** A rotation: for managers to change, for its members to read. The page prefetches `rotation.editor` and `.history`. */
export function RotationView({ rotationId }: { rotationId: string }) {
  const trpc = useTRPC();
  const now = useNow(60);
  const { data: plan, isError } = useQuery(trpc.rotation.editor.queryOptions({ rotationId }));
  if (!plan) return isError ? <Unreadable /> : <div className="skeleton h-64" />;
  const nameOf = (id: string) => plan.people.find((person) => person.id === id)?.name ?? 'Somebody who left';
  return (
    <>
      <PageHeader
        title={plan.name}
        actions={
          <Link href={`${paths.calendar()}?rotation=${encodeURIComponent(plan.id)}`} className={cn(buttonLook())}>
            Show in the calendar
          </Link>
        }
      />
      <div className="flex flex-col gap-4">
        {plan.abilities['rotation.edit'] ? (
          <Editor {...{ plan, nameOf, now }} />
        ) : (
          <ReadOnly {...{ plan, nameOf, now }} />
        )}
        <ChangeHistory rotationId={plan.id} zone={plan.zone} now={now} />
      </div>
    </>
  );
}

type ReadOnlyProps = { plan: EditorView; nameOf: (id: string) => string; now: Date };

function ReadOnly({ plan, nameOf, now }: ReadOnlyProps) {
  const definition = definitionAt(plan, now);
  if (!definition) return <EmptyState>This rotation has no schedule yet.</EmptyState>;
  return (
    <>
      <Notice title="Managers of the team and admins change this: ask one of them." />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <RotationFacts {...{ plan, definition, nameOf, now }} />
        <Card aria-label="The next 12 weeks">
          <CardBody>
            <WeeksDifference
              caption="The next 12 weeks, with covers and swaps"
              difference={unchanged(plan, now)}
              roles={rolesOfSegments(plan.segments)}
              zone={plan.zone}
              {...{ nameOf, now }}
            />
          </CardBody>
        </Card>
      </div>
    </>
  );
}

const Unreadable = () => (
  <Notice tone="critical" title="The rotation could not be read">
    Nothing was changed. Baton keeps trying; reloading the page tries at once.
  </Notice>
);
