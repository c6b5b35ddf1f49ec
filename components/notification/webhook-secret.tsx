'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

type Props = { personId: string; methodId: string };

/** The secret a receiver checks signatures with: shown when it is asked for, never by itself. */
export function WebhookSecret({ personId, methodId }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [shown, setShown] = useState<{ secret: string } | { why: string } | null>(null);
  const ask = async () => {
    try {
      const options = trpc.notification.webhookSecret.queryOptions({ personId, methodId }, { staleTime: 0, gcTime: 0 });
      setShown(await queries.fetchQuery(options));
    } catch (error) {
      setShown({ why: refusalOf(error).message });
    }
  };
  if (!shown)
    return (
      <Button size="small" variant="ghost" onClick={ask}>
        Show signing secret
      </Button>
    );
  if ('why' in shown) return <p className="text-muted">{shown.why}</p>;
  return (
    <p className="flex flex-wrap items-center gap-2">
      <code className="wrap-anywhere">{shown.secret}</code>
      <CopyButton text={shown.secret} label="Copy signing secret" />
    </p>
  );
}
