import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/server/paths';

/** Where a rotation would be shown and there is none yet: what will stand here, and how to begin. */
export function NoRotation({ children }: { children: ReactNode }) {
  return (
    <Card>
      <EmptyState
        action={
          <Link href={paths.rotations()} className={buttonLook({ variant: 'primary' })}>
            Add people in order
          </Link>
        }
      >
        {children}
      </EmptyState>
    </Card>
  );
}
