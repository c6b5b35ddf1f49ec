'use client';

import { LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { UserMenu, userMenuItem } from '@/components/shell/user-menu';
import { useAlive } from '@/components/ui/use-alive';
import { paths } from '@/server/paths';

/** One's own menu: profile, and signing out of this device. */
export function YourMenu({ name, email }: { name: string; email: string }) {
  // The menu opens before any script has run; a press that nobody hears would leave somebody signed in.
  const alive = useAlive();
  return (
    <UserMenu name={name} detail={email}>
      <Link href={paths.profile()} className={userMenuItem}>
        <UserRound aria-hidden="true" className="size-4" />
        Your profile
      </Link>
      <button
        type="button"
        disabled={!alive}
        className={userMenuItem}
        onClick={() => void signOut({ callbackUrl: paths.signIn() })}
      >
        <LogOut aria-hidden="true" className="size-4" />
        Sign out
      </button>
    </UserMenu>
  );
}
