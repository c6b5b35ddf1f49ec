import type { Metadata } from 'next';
import Link from 'next/link';
import { SetPasswordForm } from '@/components/account/set-password-form';
import { LonePage } from '@/components/shell/lone-page';
import { api } from '@/server/api/caller';
import { paths } from '@/server/paths';

export const metadata: Metadata = { title: 'Set a password' };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const caller = await api();
  const owner = await caller.account.resetLink({ token }).catch(() => null);
  if (!owner)
    return (
      <LonePage
        title="This link has ended"
        detail="It worked once, or its time is over. An admin can make you another."
      >
        <Link href={paths.signIn()}>To sign-in</Link>
      </LonePage>
    );
  return (
    <LonePage title="Set a password" detail={`For ${owner.name}, ${owner.email}. All devices are signed out.`}>
      <SetPasswordForm token={token} email={owner.email} />
    </LonePage>
  );
}
