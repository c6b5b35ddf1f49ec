import type { Metadata } from 'next';
import { NoSharedReview, SharedReview } from '@/components/review/shared-review';
import { api } from '@/server/api/caller';

/** Nobody but the holder of the link finds it, and where its links lead nobody learns where they were clicked. */
export const metadata: Metadata = {
  title: 'A review',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

type Props = { params: Promise<{ token: string }> };

export default async function SharedReviewPage({ params }: Props) {
  const { token } = await params;
  const caller = await api();
  const view = await caller.review.shared({ token }).catch(noneIfUnknown);
  return view ? <SharedReview view={view} /> : <NoSharedReview />;
}

function noneIfUnknown(error: { code?: string }): null {
  if (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST') return null;
  throw error;
}
