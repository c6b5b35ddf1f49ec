import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';

/** For those who are in no team yet. */
export function NoTeam() {
  return (
    <>
      <PageHeader title="On-call health" />
      <EmptyState title="You are in no team yet">
        The figures of a team appear here once an administrator has added you to one.
      </EmptyState>
    </>
  );
}
