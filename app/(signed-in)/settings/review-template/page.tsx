import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { DueCard } from '@/components/review/due-card';
import { TemplateEditor } from '@/components/review/template-editor';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Reviews and follow-ups' };

export default async function ReviewTemplatePage() {
  const { person } = await (await api()).team.me();
  if (person.role !== 'admin')
    return (
      <>
        <PageHeader title="Reviews and follow-ups" />
        <EmptyState title="For administrators">Ask one of them what reviews should ask.</EmptyState>
      </>
    );
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.severity.due.queryOptions()),
    queries.prefetchQuery(trpc.review.template.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader
        title="Reviews and follow-ups"
        detail="When they are due, and what a review asks. Reviews begun earlier keep theirs."
      />
      <div className="mb-6 max-w-4xl">
        <DueCard />
      </div>
      <TemplateEditor />
    </HydrationBoundary>
  );
}
