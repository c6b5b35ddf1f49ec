import type { Metadata } from 'next';
import Link from 'next/link';
import { LonePage } from '@/components/shell/lone-page';
import { buttonLook } from '@/components/ui/button';
import { paths } from '@/server/paths';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <LonePage title="Not found" detail="There is nothing at this address, or it is not yours to see.">
      <Link href={paths.now()} className={buttonLook({ variant: 'primary', className: 'self-start' })}>
        Go to Now
      </Link>
    </LonePage>
  );
}
