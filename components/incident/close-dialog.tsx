'use client';

import { Dialog } from '@/components/ui/dialog';
import { CloseForm } from './close-form';
import type { AskProps } from './decline-dialog';
import type { Viewer } from './use-incident';

/** Closing is the write-up in small: what the review, the report and the next person need. */
export function CloseDialog({ incident, open, onOpenChange, viewer }: AskProps & { viewer: Viewer }) {
  return (
    <Dialog
      title={`Close ${incident.reference}`}
      description="Four answers. What you type is kept on this device until it is sent."
      open={open}
      onOpenChange={onOpenChange}
      wide
    >
      <CloseForm incident={incident} viewer={viewer} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
