import type { ReactNode } from 'react';
import { TrpcProvider } from '@/components/trpc/provider';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <TrpcProvider>{children}</TrpcProvider>;
}
