import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/account/sign-in-form';
import { LonePage } from '@/components/shell/lone-page';
import { api, viewer } from '@/server/api/caller';
import { paths, safeReturn } from '@/server/paths';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  const returnTo = safeReturn(typeof callbackUrl === 'string' ? callbackUrl : null);
  if (await viewer()) redirect(returnTo as Route);
  const { closed } = await (await api()).team.setupState();
  if (!closed) redirect(paths.setup());
  return (
    <LonePage title="Sign in" detail="No password yet, or forgotten? An admin can make you a link that sets one.">
      <SignInForm returnTo={returnTo} />
    </LonePage>
  );
}
