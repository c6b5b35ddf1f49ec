import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { buttonLook } from '@/components/ui/button';
import { paths } from '@/server/paths';

export const metadata: Metadata = { title: 'Not found' };

/** Within the frame: who is on call stays in sight, and so does the way to every other place. */
export default function NotFound() {
  return (
    <>
      <PageHeader title="Not found" detail="There is nothing at this address, or it is not yours to see." />
      <Link href={paths.now()} className={buttonLook({ variant: 'primary' })}>
        Go to Now
      </Link>
    </>
  );
}
