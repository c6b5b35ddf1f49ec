'use client';

import { BookOpen, Search } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Input, Select } from '@/components/ui/input';
import { paths } from '@/server/paths';
import { ImportDialog } from './import-dialog';
import { RunbookLine, runbookLinkId } from './runbook-line';
import { countWords, isShown, isSought } from './sought';
import { useCompany } from './use-company';
import { useRunbooks } from './use-runbooks';
import { WithoutRunbook } from './without-runbook';

const searchId = 'runbook-search';

/** What to do when something breaks, team by team, with what was not looked at for long. */
export function RunbookList() {
  const { teams, services, own, viewer } = useCompany();
  const runbooks = useRunbooks();
  const [{ q, show }, setFilter] = useQueryStates({
    q: parseAsString.withDefault(''),
    show: parseAsStringLiteral(['all', 'stale', 'never-used']).withDefault('all'),
  });
  const serviceNames = new Map(services.map(({ id, name }) => [id, name]));
  const found = runbooks.filter((one) => isShown(one, show) && isSought(one, serviceNames, q));
  const groups = teams
    .map((team) => ({ team, rows: found.filter(({ teamId }) => teamId === team.id) }))
    .filter(({ rows }) => rows.length > 0);

  const move = (by: 1 | -1) => {
    const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => runbookLinkId(id)));
    const at = ids.indexOf(document.activeElement?.id ?? '');
    document.getElementById(ids[at === -1 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1)] ?? '')?.focus();
  };
  useScreenKeys('Runbooks', [
    { keys: 'j', does: 'Next runbook', run: () => move(1) },
    { keys: 'k', does: 'Runbook before', run: () => move(-1) },
    { keys: '/', does: 'Search', run: () => document.getElementById(searchId)?.focus() },
  ]);

  const create =
    own.length > 0 ? (
      <>
        <ImportDialog teams={own} />
        <Link href={paths.newRunbook()} className={buttonLook({ variant: 'primary' })}>
          New runbook
        </Link>
      </>
    ) : (
      <span className="text-muted">Engineers of a team write its runbooks.</span>
    );

  return (
    <>
      <PageHeader
        title="Runbooks"
        detail={runbooks.length > 0 ? countWords(runbooks) : 'What to do, written down before it is needed.'}
        actions={create}
      />
      {runbooks.length === 0 ? (
        <Card>
          <EmptyState icon={<BookOpen />} title="No runbook yet">
            Checklists in Markdown will appear here, offered by themselves when one of their alerts opens.
          </EmptyState>
        </Card>
      ) : (
        <search className="mb-5 flex flex-wrap gap-2">
          <span className="relative min-w-52 flex-1 sm:max-w-96">
            <Search
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
            />
            <Input
              id={searchId}
              type="search"
              aria-label="Search runbooks"
              placeholder="Title, service, owner or alert"
              className="pl-9"
              value={q}
              onChange={(event) => void setFilter({ q: event.target.value || null })}
            />
          </span>
          <Select
            aria-label="Which runbooks"
            className="w-40"
            value={show}
            onChange={(event) => void setFilter({ show: event.target.value as typeof show })}
          >
            <option value="all">All</option>
            <option value="stale">Stale</option>
            <option value="never-used">Never used</option>
          </Select>
        </search>
      )}
      <p role="status" className={groups.length > 0 || runbooks.length === 0 ? 'sr-only' : 'text-muted'}>
        {runbooks.length > 0 && groups.length === 0 ? 'No runbook is like that.' : `${found.length} shown`}
      </p>
      <div className="flex flex-col gap-7">
        {groups.map(({ team, rows }) => (
          <section key={team.id} aria-labelledby={`team-${team.id}`}>
            <h2 id={`team-${team.id}`} className="mb-2 font-semibold text-section">
              {team.name}
            </h2>
            <Card>
              <ul className="flex flex-col">
                {rows.map((runbook) => (
                  <RunbookLine key={runbook.id} runbook={runbook} serviceNames={serviceNames} viewer={viewer} />
                ))}
              </ul>
            </Card>
          </section>
        ))}
        <WithoutRunbook teams={own} services={services} runbooks={runbooks} />
      </div>
    </>
  );
}
