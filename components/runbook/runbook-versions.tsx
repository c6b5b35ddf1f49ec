'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Dialog } from '@/components/ui/dialog';
import { ErrorPanel } from '@/components/ui/error-panel';
import { FieldError } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { When } from '@/components/ui/when';
import { RunbookText } from './runbook-text';
import { faultOf, useRunbookActs } from './use-runbook-acts';
import type { RunbookDetail } from './use-runbooks';

type RunbookVersionsProps = { runbook: RunbookDetail; viewer: { id: string; zone: string }; may: boolean };

/** Every version that was saved: to look at, and to bring back as the next one. */
export function RunbookVersions({ runbook, viewer, may }: RunbookVersionsProps) {
  const now = useNow();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Card aria-labelledby="versions">
      <CardHeader id="versions" title="Versions" />
      <ol className="flex flex-col">
        {runbook.versions.map(({ version, createdAt, by }) => (
          <li key={version} className="flex flex-wrap items-center gap-x-3 border-b py-1.5 pr-2 pl-4 last:border-b-0">
            <span className="font-medium tabular-nums">Version {version}</span>
            <span className="min-w-0 flex-1 basis-44 text-muted">
              <When instant={createdAt} zone={viewer.zone} now={now} />
              {by ? `, ${by.id === viewer.id ? 'you' : by.name}` : ''}
            </span>
            {version === runbook.version ? (
              <span className="whitespace-nowrap px-2 text-muted">in force</span>
            ) : (
              <Button
                variant="ghost"
                size="small"
                aria-label={`Look at version ${version}`}
                onClick={() => setShown(version)}
              >
                Look
              </Button>
            )}
          </li>
        ))}
      </ol>
      {shown === null ? null : (
        <VersionDialog key={shown} runbook={runbook} version={shown} may={may} onClose={() => setShown(null)} />
      )}
    </Card>
  );
}

type VersionDialogProps = { runbook: RunbookDetail; version: number; may: boolean; onClose: () => void };

function VersionDialog({ runbook, version, may, onClose }: VersionDialogProps) {
  const trpc = useTRPC();
  const { act, pending, refusal } = useRunbookActs();
  const { data, error, refetch } = useQuery(trpc.runbook.version.queryOptions({ runbookId: runbook.id, version }));

  const restore = async () => {
    if (!data) return;
    const { title, body, rules } = data;
    const next = { runbookId: runbook.id, version: runbook.version, title, body, rules };
    if (!(await act('restore', (client) => client.runbook.save.mutate(next)))) return;
    toast({ title: `Version ${version} is back, as version ${runbook.version + 1}` });
    onClose();
  };
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={data ? `${data.title}, version ${version}` : `Version ${version}`}
      footer={
        may && data ? (
          <>
            {refusal ? <FieldError>{faultOf(refusal)}</FieldError> : null}
            <Button variant="primary" busy={pending === 'restore'} onClick={() => void restore()}>
              Save it as version {runbook.version + 1}
            </Button>
          </>
        ) : null
      }
    >
      {error ? (
        <ErrorPanel title="This version could not be read" onRetry={() => void refetch()}>
          {refusalOf(error).message}
        </ErrorPanel>
      ) : null}
      {data ? <RunbookText body={data.body} /> : null}
    </Dialog>
  );
}
