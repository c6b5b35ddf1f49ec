'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { EditorView } from '@/server/rotation/editing';
import { sentenceOf } from './difference-words';
import { type Draft, outcomeOf } from './draft';
import { Effects } from './effects';
import { MovedNotice } from './moved-notice';
import { usePublish } from './use-publish';

type ReviewProps = {
  plan: EditorView;
  draft: Draft;
  nameOf: (personId: string) => string;
  now: Date;
  /** It answers something that was pressed elsewhere: on a phone it would otherwise stand out of sight. */
  takesFocus: boolean;
  onDone: () => void;
  onCancel: () => void;
  /** Faults that the server found, to stand beside their fields as well. */
  onRefused?: (refusal: Refusal) => void;
};

/** What a change does, before it counts: week by week, who is affected, how short the notice is, what it breaks. */
export function Review({ plan, draft, nameOf, now, takesFocus, onDone, onCancel, onRefused }: ReviewProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [seenVersion, setSeenVersion] = useState(plan.version);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [reason, setReason] = useState('');
  const { publish: send, busy } = usePublish(plan.id);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  const outcome = outcomeOf(plan, draft, now);
  const moved = plan.version !== seenVersion;
  const sentence = sentenceOf(draft, nameOf, { zone: plan.zone, now });

  const publish = async () => {
    setRefusal(null);
    try {
      await send(draft, seenVersion, reason.trim());
      toast({ title: 'Published', description: sentence });
      // First of all: the schedule that comes next is this change itself, and no surprise.
      onDone();
      await client.invalidateQueries();
    } catch (error) {
      const refused = refusalOf(error);
      // The new schedule is asked for; the notice about it stands as soon as it is there.
      if (refused.code === 'schedule-moved') await client.invalidateQueries(trpc.rotation.pathFilter());
      else setRefusal(refused);
      onRefused?.(refused);
    }
  };

  return (
    <Card aria-labelledby="review" ref={panel} tabIndex={-1} className="scroll-mt-16">
      <CardHeader id="review" title="Before it counts" detail={sentence} />
      <CardBody className="flex flex-col gap-4">
        {moved ? (
          <MovedNotice
            {...{ rotationId: plan.id, zone: plan.zone, nameOf, now }}
            onSeen={() => setSeenVersion(plan.version)}
          />
        ) : null}
        {refusal ? (
          <Notice tone="critical" live="polite" title={refusal.message}>
            Nothing was saved.
            {Object.values(refusal.fields)
              .filter((words) => words !== refusal.message)
              .map((words) => ` ${words}.`)}
          </Notice>
        ) : null}
        {'proposal' in outcome ? (
          <Effects {...{ plan, draft, proposal: outcome.proposal, nameOf, now }} />
        ) : (
          <Notice tone="major" title={outcome.message}>
            Nothing can be published like this.
          </Notice>
        )}
        {'proposal' in outcome && !saysWhy(draft) ? (
          <Field label="Why" hint="Stands in the history; everybody affected reads it.">
            {(control) => (
              <Input {...control} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
            )}
          </Field>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button onClick={onCancel}>Discard</Button>
          {'proposal' in outcome ? (
            <Button variant="primary" busy={busy} disabled={moved} onClick={publish}>
              {publishWords(outcome.proposal.difference.affected.length)}
            </Button>
          ) : null}
        </div>
      </CardBody>
    </Card>
  );
}

/** A skip is asked for with its reason. */
const saysWhy = (draft: Draft): boolean => draft.kind === 'queue' && draft.input.reason !== undefined;

const publishWords = (affected: number): string =>
  affected === 0 ? 'Publish' : `Publish and tell ${affected} ${affected === 1 ? 'person' : 'people'}`;
