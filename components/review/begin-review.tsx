'use client';

import { Fault } from '@/components/incident/fault';
import type { IncidentDetail } from '@/components/incident/use-incident';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { useReviewAct } from './use-review';

/** Before there is one: what it will begin with. */
export function BeginReview({ incident }: { incident: IncidentDetail }) {
  const { act, pending, refusal } = useReviewAct(incident.id);
  return (
    <>
      <PageHeader title={`Review of ${incident.reference}`} />
      <Card>
        <EmptyState
          title="No review was begun"
          action={
            incident.may['incident.act'] ? (
              <Button
                variant="primary"
                size="large"
                busy={pending !== null}
                onClick={() => void act('begin', (client) => client.review.begin.mutate({ incidentId: incident.id }))}
              >
                {pending ? 'Sending…' : 'Begin the review'}
              </Button>
            ) : null
          }
        >
          It begins with what Baton saw and what was written: summary, impact, timeline and resolution. What is missing
          is how this could happen.
        </EmptyState>
        <Fault refusal={refusal} />
      </Card>
    </>
  );
}
