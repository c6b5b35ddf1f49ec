'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { When } from '@/components/ui/when';

/** Where one is signed in, the last used first; each can be signed out, or all others at once. */
export function Devices({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const queries = useQueryClient();
  const sessions = useSuspenseQuery(trpc.account.sessions.queryOptions()).data;
  const end = useMutation(trpc.account.endSessions.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);

  const signOut = async (id: string | null) => {
    setFault(null);
    try {
      await end.mutateAsync({ id });
      await queries.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
      toast({ title: id ? 'Device signed out' : 'All other devices signed out' });
    } catch (error) {
      setFault(refusalOf(error).message);
    }
  };

  return (
    <Card aria-labelledby="devices">
      <CardHeader
        id="devices"
        title="Signed-in devices"
        actions={
          sessions.length > 1 ? (
            <Button size="small" onClick={() => signOut(null)} busy={end.isPending}>
              Sign out everywhere else
            </Button>
          ) : null
        }
      />
      {fault ? <Notice tone="critical" live="polite" title={fault} className="m-4" /> : null}
      <Table caption="Signed-in devices">
        <TableHead>
          <TableRow>
            <TableHeader>Device</TableHeader>
            <TableHeader>Last used</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {sessions.map((session) => (
            <TableRow key={session.id}>
              <TableCell>{session.device}</TableCell>
              <TableCell>
                <When instant={session.lastUsedAt} zone={zone} now={now} show="relative" />
              </TableCell>
              <TableCell className="text-right">
                {session.current ? (
                  <Mark kind="good">This device</Mark>
                ) : (
                  <Button
                    size="small"
                    aria-label={`Sign out ${session.device}`}
                    onClick={() => signOut(session.id)}
                    busy={end.isPending}
                  >
                    Sign out
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
