'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Button } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { EditRunbook } from './edit-runbook';
import { RunbookFacts } from './runbook-facts';
import { RunbookMenu } from './runbook-menu';
import { RunbookRuns } from './runbook-runs';
import { RunbookText } from './runbook-text';
import { RunbookVersions } from './runbook-versions';
import { useCompany } from './use-company';
import { useRunbook } from './use-runbooks';

/** One runbook: what it says, whether it can be trusted, and when it served. It is changed in place. */
export function RunbookScreen({ runbookId }: { runbookId: string }) {
  const runbook = useRunbook(runbookId);
  const { teams, services, viewer } = useCompany();
  const [editing, setEditing] = useQueryState('edit', parseAsBoolean.withDefault(false));
  const team = teams.find(({ id }) => id === runbook.teamId);
  const may = runbook.may['runbook.edit'] && runbook.archivedAt === null;
  useScreenKeys('This runbook', [{ keys: 'e', does: 'Edit', run: () => may && void setEditing(true) }]);

  const head = (
    <Link
      href={paths.runbooks()}
      className="mb-1 inline-flex min-h-11 items-center gap-1 text-muted hover:text-ink sm:min-h-6 print:hidden"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      Runbooks
    </Link>
  );
  if (editing && may)
    return (
      <>
        {head}
        <PageHeader title={`Edit ${runbook.title}`} detail={`Runs under way keep version ${runbook.version}.`} />
        <EditRunbook runbook={runbook} team={team} services={services} onDone={() => void setEditing(null)} />
      </>
    );
  return (
    <>
      {head}
      <PageHeader
        title={<span className="wrap-anywhere">{runbook.title}</span>}
        detail={`${team?.name ?? 'Runbook'}, version ${runbook.version}, ${runbook.steps.length} ${runbook.steps.length === 1 ? 'step' : 'steps'}`}
        actions={
          <span className="flex gap-2 print:hidden">
            {may ? (
              <Button variant="primary" onClick={() => void setEditing(true)}>
                Edit
              </Button>
            ) : null}
            <RunbookMenu runbook={runbook} services={services} may={may} />
          </span>
        }
      />
      {runbook.archivedAt ? (
        <Notice tone="major" className="mb-4" title="This runbook was put away">
          Nothing starts from it any more. Runs that were under way keep what it says.
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:block">
        <Card aria-label="What it says" className="print:border-0">
          <CardBody className="print:p-0">
            <RunbookText body={runbook.body} />
          </CardBody>
        </Card>
        <div className="flex min-w-0 flex-col gap-5 print:hidden">
          <RunbookFacts runbook={runbook} services={services} viewer={viewer} may={may} />
          <RunbookRuns runs={runbook.runs} viewer={viewer} />
          <RunbookVersions runbook={runbook} viewer={viewer} may={may} />
        </div>
      </div>
    </>
  );
}
