'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { paths } from '@/server/paths';
import { stateOf } from './request-words';

/** A row that left the list: what became of it, and by whom. */
export function GoneLine({ id, viewerId, onDismiss }: { id: string; viewerId: string; onDismiss: () => void }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.request.byId.queryOptions({ id }));
  if (!data) return null;
  const last = data.history.at(-1);
  const who = last?.actorId === viewerId ? 'you' : (last?.actorName ?? 'Baton');
  return (
    <li className="flex items-center gap-2 border-b bg-surface py-1 pr-1 pl-4 last:border-b-0">
      <p className="min-w-0 flex-1">
        <Link href={paths.request(id)} className="font-medium underline underline-offset-2">
          {data.label}
        </Link>{' '}
        {stateOf(data.state).word.toLowerCase()}: decided by {who}
      </p>
      <Button variant="ghost" size="icon" aria-label={`Dismiss ${data.label}`} onClick={onDismiss}>
        <X aria-hidden="true" />
      </Button>
    </li>
  );
}
