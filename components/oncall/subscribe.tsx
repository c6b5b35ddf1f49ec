'use client';

import { CalendarPlus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { CalendarFeeds } from './calendar-feeds';

/** Beside the calendar: the same shifts in one's own calendar program. */
export function Subscribe(props: Parameters<typeof CalendarFeeds>[0]) {
  return (
    <Dialog
      title="Subscribe"
      description="Your shifts, or a rotation’s, in Google, Apple, Outlook or any other calendar."
      placement="side"
      trigger={
        <Button>
          <CalendarPlus aria-hidden="true" />
          Subscribe
        </Button>
      }
    >
      <CalendarFeeds {...props} />
    </Dialog>
  );
}
