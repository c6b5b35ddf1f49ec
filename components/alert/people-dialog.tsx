'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { Checkbox, Radio } from '@/components/ui/input';
import type { Act } from './use-alert-actions';

type PeopleDialogProps = {
  act: 'assign' | 'responders';
  subject: string;
  teamId: string;
  viewerId: string;
  onClose: () => void;
  onDo: (act: Act) => void;
};

const words = {
  assign: {
    title: 'Hand over',
    description: 'It is theirs from now on, and they are paged at once, through their own rules.',
    legend: 'To whom',
    button: 'Hand over',
  },
  responders: {
    title: 'Add responders to',
    description: 'They are paged at once, through their own rules. It stays whose it is.',
    legend: 'Whom to page',
    button: 'Page them',
  },
};

/** People of the alert's team; one to hand it to, or as many as are to help. */
export function PeopleDialog({ act, subject, teamId, viewerId, onClose, onDo }: PeopleDialogProps) {
  const trpc = useTRPC();
  const { data: teams } = useQuery(trpc.team.teams.queryOptions());
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const { title, description, legend, button } = words[act];
  const people = (teams?.find(({ id }) => id === teamId)?.members ?? [])
    .map(({ person }) => person)
    .filter(({ id, active, role }) => active && role !== 'viewer' && (act === 'assign' || id !== viewerId));
  const pick = (id: string) =>
    setChosen(act === 'assign' ? [id] : chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);

  const save = () => {
    const [first] = chosen;
    if (!first) return setFault('Choose somebody');
    onDo(act === 'assign' ? { action: 'assign', personId: first } : { action: 'responders', personIds: [...chosen] });
  };
  const Choice = act === 'assign' ? Radio : Checkbox;

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${title} ${subject}`}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save}>
            {button}
          </Button>
        </>
      }
    >
      <FieldGroup legend={legend} error={fault}>
        {people.map(({ id, name }) => (
          <Choice key={id} name="person" checked={chosen.includes(id)} onChange={() => pick(id)}>
            {id === viewerId ? `${name} (you)` : name}
          </Choice>
        ))}
      </FieldGroup>
      {teams && people.length === 0 ? <p className="text-muted">Nobody else of the team can be paged.</p> : null}
    </Dialog>
  );
}
