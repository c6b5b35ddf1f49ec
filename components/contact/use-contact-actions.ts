'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import type { QuietHours } from '@/server/contact/quiet';
import type { NotificationRule } from '@/server/contact/rule';
import type { Channel } from '@/server/outbound';

/** What is done with a person's contact methods. Each answers with what to do about a refusal, or null when it is done. */
export function useContactActions(personId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(trpc.contact.add.mutationOptions());
  const verify = useMutation(trpc.contact.verify.mutationOptions());
  const remove = useMutation(trpc.contact.remove.mutationOptions());
  const rules = useMutation(trpc.contact.setRules.mutationOptions());
  const quiet = useMutation(trpc.contact.setQuietHours.mutationOptions());
  const test = useMutation(trpc.contact.sendTestPage.mutationOptions());

  const attempt = async (work: Promise<unknown>): Promise<string | null> => {
    try {
      await work;
      await queries.invalidateQueries({ queryKey: trpc.contact.pathKey() });
      return null;
    } catch (error) {
      const { fields, message } = refusalOf(error);
      return Object.values(fields)[0] ?? message;
    }
  };

  return {
    /** Adds the address, or sends another code to one that waits for it. */
    sendCode: (channel: Channel, address: string, token?: string) =>
      attempt(add.mutateAsync({ personId, channel, address, ...(token && { token }) })),
    /** This browser, which has just subscribed: it needs no code. */
    addDevice: (address: string, label: string) =>
      attempt(add.mutateAsync({ personId, channel: 'push', address, label })),
    saveRules: (list: NotificationRule[]) => attempt(rules.mutateAsync({ personId, rules: list })),
    saveQuiet: (hours: QuietHours | null) => attempt(quiet.mutateAsync({ personId, hours })),
    confirm: (methodId: string, code: string) => attempt(verify.mutateAsync({ personId, methodId, code })),
    remove: (methodId: string) => attempt(remove.mutateAsync({ personId, methodId })),
    sendTestPage: (methodId: string) => attempt(test.mutateAsync({ personId, methodId })),
    sending: add.isPending,
    adding: add.isPending,
    savingRules: rules.isPending,
    savingQuiet: quiet.isPending,
    confirming: verify.isPending,
    removing: remove.isPending,
    testing: test.isPending,
  };
}
