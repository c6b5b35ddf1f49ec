'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Flame } from 'lucide-react';
import { parseAsBoolean, parseAsString, useQueryState } from 'nuqs';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Select } from '@/components/ui/input';
import { DeclareDialog } from './declare-dialog';
import { IncidentLine, incidentLinkId } from './incident-line';
import { type GroupName, groupOf, groupTitles, worstFirst } from './list-groups';
import { useIncidents } from './use-incidents';

const order: GroupName[] = ['running', 'to-close', 'missing-review', 'past'];
const columns = ['Severity', 'Incident', 'State', 'Lead', 'Time', 'Review'];

/** What is going on, what was never written up, and what was. */
export function IncidentList() {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  const [team, setTeam] = useQueryState('team', parseAsString);
  const [declaring, setDeclaring] = useQueryState('declare', parseAsBoolean.withDefault(false));
  const { incidents, reviews, failed, retry, retrying, hasOlder, showOlder, fetchingOlder } = useIncidents(team);
  const viewer = { id: me.person.id, name: me.person.name, zone: me.person.timeZone };
  const groups = order.map((name) => ({
    name,
    rows: incidents
      .filter((incident) => groupOf(incident, reviews) === name)
      .sort((a, b) => (name === 'running' ? worstFirst(a, b) : b.number - a.number)),
  }));
  const running = groups[0]?.rows.length ?? 0;
  const mayDeclare = teams.length > 0 && me.person.role !== 'viewer';

  const move = (by: 1 | -1) => {
    const links = groups.flatMap(({ rows }) => rows.map(({ id }) => incidentLinkId(id)));
    const at = links.findIndex((id) => document.activeElement?.closest('tr')?.querySelector(`#${CSS.escape(id)}`));
    const next = links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) document.getElementById(next)?.focus();
  };
  useScreenKeys('Incidents', [
    { keys: 'j', does: 'Next incident', run: () => move(1) },
    { keys: 'k', does: 'Incident before', run: () => move(-1) },
    { keys: 'c', does: 'Declare an incident', run: () => mayDeclare && void setDeclaring(true) },
  ]);

  const declare = mayDeclare ? (
    <DeclareDialog teams={teams} open={declaring} onOpenChange={(open) => void setDeclaring(open || null)} />
  ) : (
    <span className="text-muted">Engineers declare incidents; an admin can make you one.</span>
  );

  return (
    <>
      <PageHeader
        title="Incidents"
        detail={running > 0 ? `${running} running` : incidents.length > 0 ? 'Nothing is running' : null}
        actions={
          <>
            {teams.length > 1 || team ? (
              <Select
                aria-label="Team"
                className="w-44"
                value={team ?? ''}
                onChange={(event) => void setTeam(event.target.value || null)}
              >
                <option value="">All teams</option>
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            ) : null}
            {declare}
          </>
        }
      />
      <div className="flex flex-col gap-7">
        {failed ? (
          <ErrorPanel title="The incidents could not be read" onRetry={() => void retry()} retrying={retrying}>
            {refusalOf(failed).message} {incidents.length > 0 ? 'What stands below is the last good answer.' : ''}
          </ErrorPanel>
        ) : null}
        {incidents.length === 0 && !failed ? (
          <Card>
            <EmptyState icon={<Flame />} title="No incident was ever declared">
              When something needs more than one person, declare it here or from an alert: who leads and who speaks is
              then named, and everything that happens is written down.
            </EmptyState>
          </Card>
        ) : null}
        {groups.map(({ name, rows }) =>
          rows.length === 0 ? null : (
            <section key={name}>
              <h2 className="mb-2 flex items-baseline gap-2 font-semibold text-section">
                {groupTitles[name]}
                <span className="font-normal text-body text-muted tabular-nums">{rows.length}</span>
              </h2>
              <Card>
                <table className="w-full border-separate border-spacing-0 text-left max-sm:block sm:table-fixed">
                  <caption className="sr-only">{groupTitles[name]}</caption>
                  <colgroup>
                    <col className="w-28" />
                    <col />
                    <col className="w-32" />
                    <col className="w-44" />
                    <col className="w-40" />
                    <col className="w-48" />
                  </colgroup>
                  <thead className="sr-only">
                    <tr>
                      {columns.map((column) => (
                        <th key={column} scope="col">
                          {column}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody className="max-sm:block">
                    {rows.map((incident) => (
                      <IncidentLine
                        key={incident.id}
                        incident={incident}
                        review={reviews.get(incident.id)}
                        group={name}
                        viewer={viewer}
                      />
                    ))}
                  </tbody>
                </table>
                {name === 'past' && hasOlder ? (
                  <div className="border-t p-2 text-center">
                    <Button variant="ghost" busy={fetchingOlder} onClick={() => void showOlder()}>
                      Show older
                    </Button>
                  </div>
                ) : null}
              </Card>
            </section>
          ),
        )}
      </div>
    </>
  );
}
