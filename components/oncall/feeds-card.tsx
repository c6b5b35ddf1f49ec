'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CalendarFeeds } from './calendar-feeds';

/** In one's settings: every address that calendars read in one's name. */
export function FeedsCard({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const rotations = useQuery(trpc.rotation.list.queryOptions({})).data ?? [];
  return (
    <Card aria-labelledby="calendar-feeds">
      <CardHeader id="calendar-feeds" title="Calendar feeds" />
      <CardBody>
        <CalendarFeeds zone={zone} rotations={rotations} />
      </CardBody>
    </Card>
  );
}
