'use client';

import { useQuery } from '@tanstack/react-query';
import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Button, buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import type { EditorView } from '@/server/rotation/editing';
import { AheadCard } from './ahead-card';
import { ArchiveDialog } from './archive-dialog';
import { ArchivedNotice } from './archived-notice';
import { ChangeHistory } from './change-history';
import { Editor } from './editor';
import { OverridesCard } from './overrides-card';
import { RotationFacts } from './rotation-facts';
import { definitionAt } from './settings-fields';
import { VersionCard } from './version-card';

/** A rotation: for managers to change, for its members to read. The page prefetches `rotation.editor` and `.history`. */
export function RotationView({ rotationId }: { rotationId: string }) {
  const trpc = useTRPC();
  const now = useNow(60);
  const asked = Number(useSearchParams().get('version'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : null;
  const { data: plan, isError } = useQuery(trpc.rotation.editor.queryOptions({ rotationId }));
  if (!plan) return isError ? <Unreadable /> : <div className="skeleton h-64" />;
  const nameOf = (id: string) => plan.people.find((person) => person.id === id)?.name ?? 'Somebody who left';
  const editable = plan.abilities['rotation.edit'] && plan.archivedAt === null;
  return (
    <>
      <PageHeader title={plan.name} actions={<Actions plan={plan} />} />
      <div className="flex flex-col gap-4">
        {plan.archivedAt ? <ArchivedNotice plan={plan} now={now} /> : null}
        {editable ? <Editor {...{ plan, nameOf, now, version }} /> : <ReadOnly {...{ plan, nameOf, now, version }} />}
        <ChangeHistory rotationId={plan.id} zone={plan.zone} people={plan.people} now={now} />
      </div>
    </>
  );
}

function Actions({ plan }: { plan: EditorView }) {
  const [archiving, setArchiving] = useState(false);
  if (plan.archivedAt) return null;
  return (
    <>
      <Link href={`${paths.calendar()}?rotation=${encodeURIComponent(plan.id)}`} className={cn(buttonLook())}>
        Show in the calendar
      </Link>
      {plan.abilities['rotation.edit'] ? (
        <Menu
          trigger={
            <Button size="icon" aria-label="More for this rotation">
              <MoreHorizontal aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem danger onSelect={() => setArchiving(true)}>
            Archive…
          </MenuItem>
        </Menu>
      ) : null}
      {archiving ? <ArchiveDialog plan={plan} onClose={() => setArchiving(false)} /> : null}
    </>
  );
}

type ReadOnlyProps = { plan: EditorView; nameOf: (id: string) => string; now: Date; version: number | null };

function ReadOnly({ plan, nameOf, now, version }: ReadOnlyProps) {
  const definition = definitionAt(plan, now);
  if (!definition) return <EmptyState>This rotation has no schedule yet.</EmptyState>;
  return (
    <>
      {plan.archivedAt ? null : <Notice title="Managers of the team and admins change this: ask one of them." />}
      {version === null ? null : <VersionCard {...{ plan, nameOf, now, version }} disabled />}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <RotationFacts {...{ plan, definition, nameOf, now }} />
          <OverridesCard {...{ plan, nameOf, now }} />
        </div>
        <AheadCard {...{ plan, nameOf, now }} />
      </div>
    </>
  );
}

const Unreadable = () => (
  <Notice tone="critical" title="The rotation could not be read">
    Nothing was changed. Baton keeps trying; reloading the page tries at once.
  </Notice>
);
