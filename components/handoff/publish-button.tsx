'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';

/** Hands the note over before its time; waits until all that was typed has arrived. */
export function PublishButton({ noteId, isUnsaved }: { noteId: string; isUnsaved: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const publish = useMutation(trpc.handoff.publish.mutationOptions());
  const [isWanted, setWanted] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const send = useEffectEvent(async () => {
    setFailure(null);
    try {
      const note = await publish.mutateAsync({ noteId });
      queries.setQueryData(trpc.handoff.byId.queryKey({ noteId }), note);
      await queries.invalidateQueries(trpc.handoff.pathFilter());
    } catch (error) {
      setFailure(`Not published: ${refusalOf(error).message}`);
    } finally {
      setWanted(false);
    }
  });
  const isReady = isWanted && !isUnsaved;
  useEffect(() => {
    if (isReady) void send();
  }, [isReady]);

  return (
    <div className="flex flex-col gap-1">
      <Button variant="primary" busy={isWanted} onClick={() => setWanted(true)}>
        {isWanted ? 'Sending…' : 'Publish now'}
      </Button>
      {failure ? <FieldError>{failure}</FieldError> : null}
    </div>
  );
}
