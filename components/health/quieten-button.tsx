'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';

type QuietenButtonProps = { teamId: string; serviceId: string; alertKey: string; title: string };

/** One press: somebody owes it quiet, and the report will say whether it helped. */
export function QuietenButton({ teamId, serviceId, alertKey, title }: QuietenButtonProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const open = useMutation(
    trpc.health.openFollowUp.mutationOptions({
      onSuccess: ({ reference }) => {
        toast({ title: `${reference} is yours: ${title}` });
        router.refresh();
      },
    }),
  );
  return (
    <div className="flex flex-col items-start gap-1 print:hidden">
      <Button
        size="small"
        busy={open.isPending}
        onClick={() => open.mutate({ teamId, serviceId, key: alertKey, title: `Quieten ${title}`.slice(0, 200) })}
      >
        Open a follow-up<span className="sr-only"> for {title}</span>
      </Button>
      {open.error ? (
        <div role="alert">
          <FieldError>{`Not opened: ${refusalOf(open.error).message}`}</FieldError>
        </div>
      ) : null}
    </div>
  );
}
