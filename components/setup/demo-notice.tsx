'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';

/** For admins, while the demo company is here: what it is, and the way to have it gone. */
export function DemoNotice() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const state = useQuery(trpc.import.demoState.queryOptions());
  const remove = useMutation(
    trpc.import.removeDemo.mutationOptions({
      onSuccess: () => {
        toast({ title: 'The demo company is gone' });
        return queries.invalidateQueries();
      },
    }),
  );
  if (state.data !== 'loaded') return null;
  return (
    <Notice
      title="The demo company is here"
      className="mb-4"
      actions={
        <Dialog
          title="Remove the demo company?"
          description="Its people and their teams go, with all rotations, services and alerts of these teams, also those that you added."
          trigger={<Button variant="danger">Remove the demo</Button>}
          footer={
            <Button variant="danger" onClick={() => remove.mutate()} busy={remove.isPending}>
              Remove the demo company
            </Button>
          }
        >
          {remove.error ? (
            <Notice tone="critical" live="polite" title={refusalOf(remove.error).message} />
          ) : (
            <p>Nothing else changes. What the history tells stays in the audit.</p>
          )}
        </Dialog>
      }
    >
      Its people cannot sign in, and nothing is really sent to them.
    </Notice>
  );
}
