import type { Metadata } from 'next';
import { LinkedAlert, LinkWithoutAlert } from '@/components/alert/linked-alert';
import { api } from '@/server/api/caller';

export const metadata: Metadata = { title: 'An alert for you' };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/**
 * Shows and asks; nothing is changed by opening it. An unknown link is answered here too: the not-found page of the
 * framework needs scripts to be seen, and this page must not.
 */
export default async function LinkPage({ params, searchParams }: Props) {
  const [{ token }, { refused }] = [await params, await searchParams];
  const caller = await api();
  const view = await caller.alert.link({ token }).catch(whyNot);
  if (typeof view === 'string') return <LinkWithoutAlert reason={view} />;
  return <LinkedAlert view={view} token={token} refused={refused !== undefined} />;
}

function whyNot(error: { code?: string }): 'unknown' | 'left' {
  if (error.code === 'FORBIDDEN') return 'left';
  if (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST') return 'unknown';
  throw error;
}
