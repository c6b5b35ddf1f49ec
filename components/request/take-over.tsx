'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { Radio } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';

type TakeOverProps = {
  rotation: { id: string; name: string; zone: string };
  role: string;
  /** Who holds it now; null: nobody. */
  holder: string | null;
  /** When it would pass on anyway. */
  until: Date | null;
  now: Date;
  className?: string;
};

const choices = [1, 2, 4, 8, 12] as const;
const hourMs = 3_600_000;

/** Taking the page when somebody cannot: two presses, in effect at once. */
export function TakeOver({ rotation, role, holder, until, now, className }: TakeOverProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const takeOver = useMutation(trpc.request.takeOver.mutationOptions());
  const [open, setOpen] = useState(false);
  const left = until === null ? Number.POSITIVE_INFINITY : (until.getTime() - now.getTime()) / hourMs;
  const hours = choices.filter((each) => each < left);
  const toHandoff = until !== null && left <= 12;
  const [chosen, setChosen] = useState<number | 'handoff' | null>(null);
  const meant = chosen ?? (toHandoff ? 'handoff' : 4);
  const failure = takeOver.error ? refusalOf(takeOver.error).message : null;

  const take = async () => {
    const about = { rotationId: rotation.id, role };
    const span = meant === 'handoff' && until ? { until: until.toISOString() } : { hours: Number(meant) };
    try {
      await takeOver.mutateAsync({ ...about, ...span });
      setOpen(false);
      toast({ title: `You are ${role} of ${rotation.name}` });
    } catch {
      // What failed stands in the dialog, as the mutation's error.
    }
    await queries.invalidateQueries();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        takeOver.reset();
        setOpen(next);
      }}
      title={holder ? `Take over ${role} from ${holder}` : `Take over ${role}`}
      description={`You are on call for ${rotation.name} from this instant. ${holder ?? 'Whoever manages the team'} and the manager are told; either of you may end it early.`}
      trigger={
        <Button className={className}>
          <Hand aria-hidden="true" /> Take over now
        </Button>
      }
      footer={
        <>
          <Button size="large" className="max-sm:grow" onClick={() => setOpen(false)}>
            Leave it
          </Button>
          <Button
            size="large"
            variant="primary"
            className="max-sm:grow"
            busy={takeOver.isPending}
            onClick={() => void take()}
          >
            {takeOver.isPending ? 'Sending…' : `Take over ${role}`}
          </Button>
        </>
      }
    >
      {failure ? (
        <div role="alert" className="mb-3">
          <Notice tone="critical" title={failure}>
            Nothing was changed.
          </Notice>
        </div>
      ) : null}
      <FieldGroup legend="For how long?">
        <div className="flex flex-wrap gap-x-6">
          {hours.map((each) => (
            <Radio key={each} name="hours" checked={meant === each} onChange={() => setChosen(each)}>
              {each === 1 ? '1 hour' : `${each} hours`}
            </Radio>
          ))}
        </div>
        {toHandoff && until ? (
          <Radio name="hours" checked={meant === 'handoff'} onChange={() => setChosen('handoff')}>
            Until the handoff, {dayAndTime(until, rotation.zone, now)}
          </Radio>
        ) : null}
      </FieldGroup>
    </Dialog>
  );
}
