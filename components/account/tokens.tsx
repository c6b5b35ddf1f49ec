'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { When } from '@/components/ui/when';
import { TokenForm } from './token-form';

/** One's own tokens for the API: a new one is shown once, and each can be revoked. */
export function Tokens({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const queries = useQueryClient();
  const tokens = useSuspenseQuery(trpc.account.tokens.queryOptions()).data;
  const revoke = useMutation(trpc.account.revokeToken.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);
  const reread = () => queries.invalidateQueries({ queryKey: trpc.account.tokens.queryKey() });

  const take = async (id: string, name: string) => {
    setFault(null);
    try {
      await revoke.mutateAsync({ id });
      await reread();
      toast({ title: `Token “${name}” revoked` });
    } catch (error) {
      setFault(refusalOf(error).message);
    }
  };

  return (
    <Card aria-labelledby="tokens">
      <CardHeader id="tokens" title="API tokens" />
      <CardBody className="flex flex-col gap-4">
        <TokenForm onMade={reread} />
        {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
        {tokens.length === 0 ? (
          <p className="text-muted">Tokens you make appear here: scripts use them to act in your name.</p>
        ) : (
          <ul className="divide-y">
            {tokens.map((token) => (
              <li key={token.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <span className="font-medium">{token.name}</span>
                <span className="text-muted">
                  {token.kind}, {token.scopes.join(' and ')} ·{' '}
                  {token.lastUsedAt ? (
                    <>
                      used <When instant={token.lastUsedAt} zone={zone} now={now} show="relative" />
                    </>
                  ) : (
                    'never used'
                  )}{' '}
                  ·{' '}
                  {token.expiresAt ? (
                    <>
                      ends <When instant={token.expiresAt} zone={zone} now={now} show="relative" />
                    </>
                  ) : (
                    'no end'
                  )}
                </span>
                <Button
                  size="small"
                  variant="danger"
                  className="ml-auto"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => take(token.id, token.name)}
                  busy={revoke.isPending}
                >
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
