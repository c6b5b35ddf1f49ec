'use client';

import { ArrowLeft, ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { CopyButton } from '@/components/ui/copy-button';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import { isRunning } from '@/server/incident/lifecycle';
import { paths } from '@/server/paths';
import { severities } from '@/server/severity/severity';
import { Fault } from './fault';
import { severityWords, stateWords } from './incident-words';
import { Lookers } from './lookers';
import { RoleMenu } from './role-menu';
import { RoomLink } from './room-link';
import { RunningTime } from './running-time';
import { UpdateDue } from './update-due';
import { useAct } from './use-act';
import { type IncidentDetail, useHelpers, type Viewer } from './use-incident';

type IncidentHeadProps = { incident: IncidentDetail; viewer: Viewer; onPostUpdate: () => void };

/** What everybody asks first: how far it is, how bad, since when, who leads, who speaks, and when people hear more. */
export function IncidentHead({ incident, viewer, onPostUpdate }: IncidentHeadProps) {
  const { id } = incident;
  const { act, pending, refusal } = useAct(id);
  const helpers = useHelpers(incident.teamId, viewer.id);
  const [severityOpen, setSeverityOpen] = useState(false);
  const may = incident.may['incident.act'];
  const state = stateWords[incident.state];
  const severity = severityWords(incident.severity);
  useScreenKeys('Severity', [{ keys: 'v', does: 'Change severity', run: () => may && setSeverityOpen(true) }]);
  const common = { helpers, viewer, disabled: !may };

  return (
    <header className="incident-head z-10 -mx-4 mb-4 border-b bg-background px-4 pb-3 sm:sticky sm:top-12 sm:-mx-6 sm:-mt-6 sm:px-6 sm:pt-3 print:static">
      <div className="flex flex-wrap items-center gap-x-2 text-muted">
        <Link href={paths.incidents()} className="inline-flex min-h-11 items-center gap-1 hover:text-ink sm:min-h-6">
          <ArrowLeft aria-hidden="true" className="size-4" />
          Incidents
        </Link>
        <span aria-hidden="true">/</span>
        <span className="tabular-nums">{incident.reference}</span>
        <CopyButton text={incident.reference} label={`Copy ${incident.reference}`} className="-my-2" />
        <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-4">
          <Lookers incidentId={id} viewer={viewer} />
          <RoomLink room={incident.room} />
        </span>
      </div>
      <h1 className="font-semibold text-title tracking-[-0.01em] wrap-anywhere">{incident.title}</h1>
      <dl className="mt-1.5 grid grid-cols-2 gap-x-6 gap-y-1.5 max-sm:*:min-w-0 sm:flex sm:flex-wrap sm:items-start sm:gap-x-8 [&_dt]:text-label [&_dt]:text-muted [&_dd]:flex [&_dd]:min-h-7 [&_dd]:items-center">
        <div>
          <dt>State</dt>
          <dd title={state.means}>
            <Mark kind={state.mark}>{state.word}</Mark>
          </dd>
        </div>
        <div>
          <dt>Severity</dt>
          <dd>
            {may ? (
              <Menu
                align="start"
                open={severityOpen}
                onOpenChange={setSeverityOpen}
                trigger={
                  <button
                    type="button"
                    aria-label={`Severity: ${severity.word}. Change`}
                    aria-keyshortcuts="v"
                    className="-mx-2 inline-flex min-h-11 items-center gap-1 rounded-control px-2 hover:bg-other/60 sm:pointer-fine:min-h-7"
                  >
                    <Mark kind={severity.mark} look="plain">
                      {severity.word}
                    </Mark>
                    <ChevronDown aria-hidden="true" className="size-4 text-muted" />
                  </button>
                }
              >
                {severities.map((each) => (
                  <MenuItem
                    key={each}
                    disabled={each === incident.severity}
                    onSelect={() =>
                      void act('severity', (client) =>
                        client.incident.change.mutate({ incidentId: id, severity: each }),
                      )
                    }
                  >
                    <Mark kind={severityWords(each).mark} look="plain">
                      {severityWords(each).word}
                    </Mark>
                    <span className="block text-label text-muted">{severityWords(each).means}</span>
                  </MenuItem>
                ))}
              </Menu>
            ) : (
              <Mark kind={severity.mark} look="plain">
                {severity.word}
              </Mark>
            )}
          </dd>
        </div>
        <div>
          <dt>Lead</dt>
          <dd>
            <RoleMenu
              {...common}
              name="Lead"
              keys="l"
              holder={incident.lead}
              busy={pending === 'lead'}
              onChoose={(leadId) =>
                void act('lead', (client) => client.incident.setRoles.mutate({ incidentId: id, leadId }))
              }
            />
          </dd>
        </div>
        <div>
          <dt>Communications</dt>
          <dd>
            <RoleMenu
              {...common}
              name="Communications"
              keys="o"
              holder={incident.communicator}
              busy={pending === 'communications'}
              onChoose={(communicatorId) =>
                void act('communications', (client) =>
                  client.incident.setRoles.mutate({ incidentId: id, communicatorId }),
                )
              }
            />
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd className="font-medium">
            <RunningTime incident={incident} />
          </dd>
        </div>
        {isRunning(incident.state) ? (
          <div>
            <dt>Next update</dt>
            <dd>
              <UpdateDue dueAt={incident.nextUpdateAt} zone={viewer.zone} may={may} onPost={onPostUpdate} />
            </dd>
          </div>
        ) : null}
      </dl>
      <Fault refusal={refusal} />
    </header>
  );
}
