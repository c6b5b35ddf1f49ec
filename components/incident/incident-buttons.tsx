'use client';

import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button, buttonLook } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import { type IncidentAct, isRunning } from '@/server/incident/lifecycle';
import { paths } from '@/server/paths';
import { CloseDialog } from './close-dialog';
import { DeclineDialog } from './decline-dialog';
import { EditDialog } from './edit-dialog';
import { Fault } from './fault';
import { MergeDialog } from './merge-dialog';
import { useAct } from './use-act';
import type { IncidentDetail, Viewer } from './use-incident';

type Asking = 'decline' | 'close' | 'merge' | 'edit' | null;

type IncidentButtonsProps = { incident: IncidentDetail; viewer: Viewer; onPostUpdate: () => void };

/** What can be done to it now. Mitigated and resolved are two instants, and two buttons. */
export function IncidentButtons({ incident, viewer, onPostUpdate }: IncidentButtonsProps) {
  const { id, state } = incident;
  const { act, pending, refusal } = useAct(id);
  const [asking, setAsking] = useState<Asking>(null);
  const allowed = incident.may['incident.act'];
  const can = (name: IncidentAct) => incident.may.acts.includes(name);
  const joined = incident.responders.some(({ person, joinedAt }) => person?.id === viewer.id && joinedAt);
  const dialog = (name: Asking) => ({
    incident,
    open: asking === name,
    onOpenChange: (open: boolean) => setAsking(open ? name : null),
  });
  const sent = (name: string, label: string) => (pending === name ? 'Sending…' : label);

  if (!allowed)
    return (
      <Notice title="You can read this incident, not act on it" className="mb-4">
        Engineers of its team act on it; an admin can make you one.
      </Notice>
    );
  return (
    <div className="mb-5 flex flex-col gap-3 print:hidden">
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:grow max-sm:[&>*]:px-2.5">
        {state === 'triage' && can('accept') ? (
          <>
            <Button
              variant="primary"
              size="large"
              busy={pending === 'accept'}
              onClick={() => void act('accept', (client) => client.incident.accept.mutate({ incidentId: id }))}
            >
              {sent('accept', 'Accept')}
            </Button>
            <Button size="large" onClick={() => setAsking('decline')}>
              Decline…
            </Button>
          </>
        ) : null}
        {isRunning(state) && !joined ? (
          <Button
            size="large"
            busy={pending === 'join'}
            onClick={() => void act('join', (client) => client.incident.join.mutate({ incidentId: id }))}
          >
            {sent('join', 'I am on it')}
          </Button>
        ) : null}
        {isRunning(state) || state === 'resolved' ? (
          <Button size="large" onClick={onPostUpdate}>
            Post update…
          </Button>
        ) : null}
        {can('mitigate') ? (
          <Button
            size="large"
            busy={pending === 'mitigate'}
            onClick={() => void act('mitigate', (client) => client.incident.mitigate.mutate({ incidentId: id }))}
          >
            {sent('mitigate', 'Mitigated')}
          </Button>
        ) : null}
        {can('resolve') ? (
          <Button
            size="large"
            busy={pending === 'resolve'}
            onClick={() => void act('resolve', (client) => client.incident.resolve.mutate({ incidentId: id }))}
          >
            {sent('resolve', 'Resolved')}
          </Button>
        ) : null}
        {can('close') ? (
          <Button variant="primary" size="large" onClick={() => setAsking('close')}>
            Close…
          </Button>
        ) : null}
        {state === 'resolved' || state === 'closed' ? (
          <Link href={paths.review(id)} className={buttonLook({ size: 'large' })}>
            Review
          </Link>
        ) : null}
        <Menu
          align="start"
          trigger={
            <Button
              size="large"
              variant="ghost"
              aria-label="More for this incident"
              className="max-sm:w-11 max-sm:grow-0!"
            >
              <MoreHorizontal aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem onSelect={() => setAsking('edit')}>Change title, summary or services…</MenuItem>
          {can('accept') && state === 'declined' ? (
            <MenuItem
              onSelect={() => void act('accept', (client) => client.incident.accept.mutate({ incidentId: id }))}
            >
              Accept after all
            </MenuItem>
          ) : null}
          {can('reopen') ? (
            <MenuItem
              onSelect={() => void act('reopen', (client) => client.incident.reopen.mutate({ incidentId: id }))}
            >
              Reopen
            </MenuItem>
          ) : null}
          {can('merge') ? (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => setAsking('merge')}>Merge into another…</MenuItem>
            </>
          ) : null}
        </Menu>
      </div>
      <Fault refusal={refusal} />
      <DeclineDialog {...dialog('decline')} />
      <CloseDialog {...dialog('close')} viewer={viewer} />
      <MergeDialog {...dialog('merge')} />
      <EditDialog {...dialog('edit')} />
    </div>
  );
}
