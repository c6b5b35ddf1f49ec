'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { DeclareForm } from './declare-form';

type DeclareDialogProps = {
  teams: readonly { id: string; name: string }[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Title and severity, nothing else is asked: the rest can be said while it is being worked on. */
export function DeclareDialog({ teams, open, onOpenChange }: DeclareDialogProps) {
  return (
    <Dialog
      title="Declare an incident"
      description="You lead it until you name somebody else. Nobody is paged by this."
      open={open}
      onOpenChange={onOpenChange}
      trigger={<Button variant="primary">Declare</Button>}
    >
      <DeclareForm teams={teams} />
    </Dialog>
  );
}
