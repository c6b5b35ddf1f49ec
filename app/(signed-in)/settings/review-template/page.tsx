import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { TemplateEditor } from '@/components/review/template-editor';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Review template' };

export default async function ReviewTemplatePage() {
  const { person } = await (await api()).team.me();
  if (person.role !== 'admin')
    return (
      <>
        <PageHeader title="Review template" />
        <EmptyState title="For administrators">Ask one of them what reviews should ask.</EmptyState>
      </>
    );
  await getQueryClient().prefetchQuery(trpc.review.template.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader
        title="Review template"
        detail="What a review asks, section by section. Reviews begun earlier keep theirs."
      />
      <TemplateEditor />
    </HydrationBoundary>
  );
}
