'use client';

import { useState } from 'react';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

type Props = {
  ask: () => Promise<{ secret: string }>;
  /** Of what, where several stand on one screen. */
  of?: string;
};

/** The secret a receiver checks signatures with: shown when it is asked for, never by itself. */
export function SigningSecret({ ask, of }: Props) {
  const [shown, setShown] = useState<{ secret: string } | { why: string } | null>(null);
  const show = async () => {
    try {
      setShown(await ask());
    } catch (error) {
      setShown({ why: refusalOf(error).message });
    }
  };
  if (!shown)
    return (
      <Button size="small" aria-label={of && `Show signing secret of ${of}`} onClick={show}>
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
