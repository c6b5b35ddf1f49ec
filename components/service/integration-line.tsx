'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { AskFirst } from '@/components/ui/ask-first';
import { Button } from '@/components/ui/button';
import { durationOf, relative } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { IntegrationKind, IntegrationSettings } from '@/server/service/integration';
import { kindNames, mailPresetNames } from './sender-snippet';

type IntegrationLineProps = {
  integration: {
    id: string;
    kind: IntegrationKind;
    name: string;
    keyHint: string;
    revokedAt: Date | null;
    lastHeardAt: Date | null;
    settings: IntegrationSettings;
    expectedBy: Date | null;
    refused: number;
    refusedAt: Date | null;
  };
  mayEdit: boolean;
};

/** A sender: what it is, how its key ends, and when it was last heard from. */
export function IntegrationLine({ integration, mayEdit }: IntegrationLineProps) {
  const now = useNow();
  const { name, kind, keyHint, revokedAt, lastHeardAt, settings, refused, refusedAt } = integration;
  const every = settings.intervalSeconds;
  return (
    <li className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-label text-muted">
          {name === kindNames[kind] ? '' : `${kindNames[kind]} · `}key ends in{' '}
          <code className="font-mono">{keyHint}</code>
          {every ? ` · expected every ${durationOf(every)}` : ''}
          {settings.keyPattern ? ' · key pattern' : ''}
          {settings.resolveRule ? ' · resolve rule' : ''}
          {settings.mailPreset ? ` · mails of ${mailPresetNames[settings.mailPreset]}` : ''}
        </p>
        {refusedAt ? (
          <p className="text-label text-major">
            {refused} {refused === 1 ? 'request was' : 'requests were'} turned away for being too many, the last{' '}
            {agoWords(refusedAt, now)}. The sender was told to wait.
          </p>
        ) : null}
      </div>
      <span className="text-muted">
        {lastHeardAt ? `Heard from ${agoWords(lastHeardAt, now)}` : 'Never heard from'}
      </span>
      {every && !revokedAt ? <Pulse integration={integration} /> : null}
      {revokedAt ? <Mark kind="neutral">Revoked {agoWords(revokedAt, now)}</Mark> : null}
      {mayEdit && !revokedAt ? <Revoke integration={integration} /> : null}
    </li>
  );
}

/** Whether a heartbeat was heard in time: silence is what it is there to tell. */
function Pulse({ integration: { lastHeardAt, settings } }: Pick<IntegrationLineProps, 'integration'>) {
  const now = useNow();
  const allowed = (settings.intervalSeconds ?? 0) + (settings.graceSeconds ?? 0);
  const isHeard = lastHeardAt !== null && now.getTime() - lastHeardAt.getTime() < allowed * 1_000;
  return isHeard ? <Mark kind="good">In time</Mark> : <Mark kind="critical">Missing</Mark>;
}

function Revoke({ integration }: Pick<IntegrationLineProps, 'integration'>) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(trpc.service.revokeIntegration.mutationOptions());
  const now = useNow();
  return (
    <AskFirst
      title={`Revoke the key of ${integration.name}?`}
      description={
        integration.lastHeardAt
          ? `It was heard from ${agoWords(integration.lastHeardAt, now)}. From now on whatever it sends is refused, and nobody is paged for it. Open alerts stay open.`
          : 'It was never heard from. From now on whatever it sends is refused, and nobody is paged for it.'
      }
      trigger={
        <Button variant="danger" size="small" aria-label={`Revoke ${integration.name}`}>
          Revoke
        </Button>
      }
      go="Revoke the key"
      danger
      act={async () => {
        await revoke.mutateAsync({ integrationId: integration.id });
        await queries.invalidateQueries(trpc.service.pathFilter());
      }}
      faultOf={(error) => refusalOf(error).message}
    >
      <p>To change a key without a gap, make a second integration, move the sender to it, then revoke this one.</p>
    </AskFirst>
  );
}

/** The screen's clock ticks every half minute: what happened since its last tick was just now, not in the future. */
const agoWords = (at: Date, now: Date): string => relative(at > now ? now : at, now);
