'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { Target } from '@/server/escalation/target';
import { paths } from '@/server/paths';
import type { EditorView } from '@/server/rotation/editing';

type ArchiveDialogProps = { plan: EditorView; onClose: () => void };

/** Takes a rotation out of use. What still pages by it is named first, for that would page by it unseen. */
export function ArchiveDialog({ plan, onClose }: ArchiveDialogProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: policies, isError } = useQuery(trpc.escalation.list.queryOptions({}));
  const archive = useMutation(trpc.rotation.archive.mutationOptions());
  const [refused, setRefused] = useState<string>();
  const using = (policies ?? []).filter(({ steps, fallback }) =>
    [...steps.flatMap(({ targets }) => targets), ...(fallback ?? [])].some((target) => pagesBy(target, plan.id)),
  );
  const act = async () => {
    try {
      await archive.mutateAsync({ rotationId: plan.id, version: plan.version, archived: true });
      toast({ title: 'Archived', description: plan.name });
      onClose();
      await client.invalidateQueries();
    } catch (error) {
      setRefused(refusalOf(error).message);
      await client.invalidateQueries(trpc.rotation.pathFilter());
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Archive ${plan.name}`}
      description="It leaves the calendar, the lists and the warnings. Who was on call stays on record, and it can be brought back."
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            busy={archive.isPending}
            disabled={policies === undefined || using.length > 0}
            onClick={act}
          >
            Archive the rotation
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {refused ? <Notice tone="critical" live="polite" title={refused} /> : null}
        {isError ? (
          <Notice tone="critical" title="What pages by it could not be read. Close this and try again." />
        ) : null}
        {using.length > 0 ? (
          <Notice tone="major" title="These policies page by it. Change them first.">
            <ul className="mt-1 flex flex-col gap-1">
              {using.map(({ id, name }) => (
                <li key={id}>
                  <Link href={paths.policy(id)}>{name}</Link>
                </li>
              ))}
            </ul>
          </Notice>
        ) : policies ? (
          <p>No policy pages by it. Nobody of it is on call any more from now on.</p>
        ) : (
          <div className="skeleton h-12" />
        )}
      </div>
    </Dialog>
  );
}

const pagesBy = (target: Target, rotationId: string): boolean =>
  'rotationId' in target && target.rotationId === rotationId;
