'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import type { Draft } from './draft';

/** Sends a draft to the one procedure that makes it count. `version`: the one whose difference was seen. */
export function usePublish(rotationId: string) {
  const trpc = useTRPC();
  const queue = useMutation(trpc.rotation.queue.mutationOptions());
  const settings = useMutation(trpc.rotation.change.mutationOptions());
  const override = useMutation(trpc.rotation.layOverride.mutationOptions());
  const removal = useMutation(trpc.rotation.takeBackOverride.mutationOptions());
  const restore = useMutation(trpc.rotation.restore.mutationOptions());

  const publish = async (draft: Draft, version: number, why: string): Promise<void> => {
    const about = { rotationId, version, ...(why && { reason: why }) };
    switch (draft.kind) {
      case 'queue':
        await queue.mutateAsync({ ...draft.input, ...about });
        break;
      case 'settings':
        await settings.mutateAsync({ ...draft.input, ...about });
        break;
      case 'override':
        await override.mutateAsync({ ...draft.input, ...about });
        break;
      case 'removal':
        await removal.mutateAsync({ overrideId: draft.override.id, ...about });
        break;
      case 'restore':
        await restore.mutateAsync({ restored: draft.version, from: draft.from.toISOString(), ...about });
        break;
    }
  };
  const busy = [queue, settings, override, removal, restore].some(({ isPending }) => isPending);
  return { publish, busy };
}
