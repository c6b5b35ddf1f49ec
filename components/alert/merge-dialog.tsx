'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { Radio } from '@/components/ui/input';
import type { AskedAlert } from './asking';
import { withoutTurns } from './payload';
import type { Act } from './use-alert-actions';

type MergeDialogProps = {
  subject: string;
  alerts: readonly AskedAlert[];
  onClose: () => void;
  onDo: (act: Act) => void;
};

/** Into which open alert of the same team. */
export function MergeDialog({ subject, alerts, onClose, onDo }: MergeDialogProps) {
  const trpc = useTRPC();
  const team = alerts[0]?.teamId ?? '';
  const { data } = useQuery(trpc.alert.list.queryOptions({ state: ['open', 'acknowledged'], team, limit: 100 }));
  const [into, setInto] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const own = new Set(alerts.map(({ id }) => id));
  const others = (data?.items ?? []).filter(({ id }) => !own.has(id));

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Merge ${subject}`}
      description="It pages nobody any more and closes with the other one. What its sender goes on saying is still counted."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => (into ? onDo({ action: 'merge', into }) : setFault('Choose an alert'))}
          >
            Merge
          </Button>
        </>
      }
    >
      {others.length > 0 ? (
        <FieldGroup legend="Into" error={fault}>
          {others.map(({ id, reference, title, service }) => (
            <Radio
              key={id}
              name="into"
              checked={into === id}
              onChange={() => setInto(id)}
              hint={`${reference} · ${service.name}`}
            >
              {withoutTurns(title)}
            </Radio>
          ))}
        </FieldGroup>
      ) : (
        <p className="text-muted">{data ? 'No other alert of this team is open.' : 'Reading the open alerts…'}</p>
      )}
    </Dialog>
  );
}
