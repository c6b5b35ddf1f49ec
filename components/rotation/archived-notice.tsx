'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import type { EditorView } from '@/server/rotation/editing';

/** A rotation out of use: read-only, until somebody brings it back. */
export function ArchivedNotice({ plan, now }: { plan: EditorView; now: Date }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [refused, setRefused] = useState<string>();
  const archive = useMutation(trpc.rotation.archive.mutationOptions());
  const bringBack = async () => {
    try {
      await archive.mutateAsync({ rotationId: plan.id, version: plan.version, archived: false });
    } catch (error) {
      setRefused(refusalOf(error).message);
    }
    await client.invalidateQueries();
  };
  return (
    <Notice
      tone="major"
      title={`Archived${plan.archivedAt ? `, ${dayAndTime(plan.archivedAt, plan.zone, now)}` : ''}`}
      actions={
        plan.abilities['rotation.edit'] ? (
          <Button busy={archive.isPending} onClick={bringBack}>
            Bring it back
          </Button>
        ) : null
      }
    >
      {refused ?? 'It is in no list and no calendar, and nothing about it changes.'}
    </Notice>
  );
}
