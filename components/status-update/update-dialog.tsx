'use client';

import type { IncidentDetail } from '@/components/incident/use-incident';
import { Dialog } from '@/components/ui/dialog';
import { UpdateForm } from './update-form';
import { useUpdates } from './use-updates';

type UpdateDialogProps = { incident: IncidentDetail; open: boolean; onOpenChange: (open: boolean) => void };

/** One update for everybody: what is typed on the left is what they read on the right. */
export function UpdateDialog({ incident, open, onOpenChange }: UpdateDialogProps) {
  const updates = useUpdates(incident.id);
  return (
    <Dialog
      title={`Update about ${incident.reference}`}
      description="Say what is known, even if that is nothing new. It is saved at once, and published as soon as each place takes it."
      open={open}
      onOpenChange={onOpenChange}
      wide
    >
      {updates ? (
        <UpdateForm incident={incident} updates={updates} onDone={() => onOpenChange(false)} />
      ) : (
        <p className="text-muted">Asking what was said so far…</p>
      )}
    </Dialog>
  );
}
