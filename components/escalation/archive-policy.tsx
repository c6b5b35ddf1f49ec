'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';

/** Takes a policy out of use. The services that page by it are named first, for they would go on with it unseen. */
export function ArchivePolicy({ policy }: { policy: { id: string; name: string } }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState<string>();
  // Asked anew each time: a service may have been given another policy a moment ago, from here.
  const services = useQuery(trpc.service.list.queryOptions({}, { enabled: open, staleTime: 0 }));
  const archive = useMutation(trpc.escalation.archive.mutationOptions());
  const using = services.data?.filter(({ policyId }) => policyId === policy.id);

  const act = async () => {
    setRefused(undefined);
    try {
      await archive.mutateAsync({ policyId: policy.id });
    } catch (error) {
      setRefused(refusalOf(error).message);
      return;
    }
    toast({ title: 'Archived', description: policy.name });
    router.push(paths.policies());
    await client.invalidateQueries(trpc.escalation.pathFilter());
  };

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Archive…</Button>}
      title={`Archive ${policy.name}`}
      description="It leaves the list, and no service can choose it any more. Escalations under way go on by it. It cannot be brought back."
      footer={
        <>
          <DialogClose>
            <Button>Keep it</Button>
          </DialogClose>
          <Button
            variant="danger"
            busy={archive.isPending}
            disabled={services.isFetching || services.isError || using === undefined || using.length > 0}
            onClick={() => void act()}
          >
            Archive the policy
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {refused ? <Notice tone="critical" live="polite" title={refused} /> : null}
        {services.isError ? (
          <Notice tone="critical" title="What pages by it could not be read. Close this and try again." />
        ) : using ? (
          <Using services={using} />
        ) : (
          <div className="skeleton h-12" />
        )}
      </div>
    </Dialog>
  );
}

function Using({ services }: { services: readonly { id: string; name: string }[] }) {
  if (services.length === 0) return <p>No service pages by it.</p>;
  return (
    <Notice tone="major" title="These services page by it. Give them another policy first.">
      <ul className="mt-1 flex flex-col">
        {services.map(({ id, name }) => (
          <li key={id}>
            <Link href={paths.service(id)} className="inline-flex min-h-11 items-center underline sm:min-h-6">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
