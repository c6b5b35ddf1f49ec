'use client';

import { useMutation } from '@tanstack/react-query';
import { createContext, type FormEvent, type ReactNode, useContext, useRef, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type Ask = () => Promise<boolean>;

const AskContext = createContext<Ask | null>(null);

/** Some changes ask for the password again. The question stands over the page, and what was typed there stays. */
export function SignInAgainProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.account.confirmPassword.mutationOptions());
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const answer = useRef<((confirmed: boolean) => void) | null>(null);

  const ask: Ask = () => {
    setFault(null);
    setOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  };
  const close = (confirmed: boolean) => {
    setOpen(false);
    answer.current?.(confirmed);
    answer.current = null;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      await confirm.mutateAsync({ password: String(new FormData(event.currentTarget).get('password')) });
      close(true);
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFault(fields.current ?? message);
    }
  };

  return (
    <AskContext value={ask}>
      {children}
      <Dialog
        title="Enter your password again"
        description="It was last checked a while ago, and this change asks for it."
        open={open}
        onOpenChange={(next) => (next ? undefined : close(false))}
      >
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <Field label="Password" error={fault} required>
            {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" />}
          </Field>
          <Button type="submit" variant="primary" busy={confirm.isPending} className="self-end">
            Confirm
          </Button>
        </form>
      </Dialog>
    </AskContext>
  );
}

/**
 * Runs `work`; when the server wants the password again, asks for it and runs `work` once more. Throws what the server
 * refused; returns undefined when the question was closed.
 */
export function useSignInAgain(): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  const ask = useContext(AskContext);
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!ask || refusalOf(error).code !== 'sign-in-again') throw error;
      return (await ask()) ? work() : undefined;
    }
  };
}
