'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { EditorView } from '@/server/rotation/editing';
import type { Proposal } from '@/server/rotation/proposal';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { conflictWords, droppedWords, exchangeWords, noticeWords, sentenceOf } from './difference-words';
import { type Draft, outcomeOf } from './draft';
import { MovedNotice } from './moved-notice';
import { WeeksDifference } from './weeks-difference';

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
  const queue = useMutation(trpc.rotation.queue.mutationOptions());
  const settings = useMutation(trpc.rotation.change.mutationOptions());
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  const outcome = outcomeOf(plan, draft, now);
  const moved = plan.version !== seenVersion;
  const busy = queue.isPending || settings.isPending;

  const publish = async () => {
    setRefusal(null);
    const about = { rotationId: plan.id, version: seenVersion };
    try {
      if (draft.kind === 'queue') await queue.mutateAsync({ ...draft.input, ...about });
      else await settings.mutateAsync({ ...draft.input, ...about });
      toast({ title: 'Published', description: sentenceOf(draft, nameOf) });
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
      <CardHeader id="review" title="Before it counts" detail={sentenceOf(draft, nameOf)} />
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
          <Effects {...{ plan, proposal: outcome.proposal, nameOf, now }} />
        ) : (
          <Notice tone="major" title={outcome.message}>
            Nothing can be published like this.
          </Notice>
        )}
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

const publishWords = (affected: number): string =>
  affected === 0 ? 'Publish' : `Publish and tell ${affected} ${affected === 1 ? 'person' : 'people'}`;

type EffectsProps = { plan: EditorView; proposal: Proposal; nameOf: (id: string) => string; now: Date };

function Effects({ plan, proposal: { revised, difference }, nameOf, now }: EffectsProps) {
  const zone = revised.segments.at(-1)?.definition.timeZone ?? plan.zone;
  const { affected, conflicts, weeks } = difference;
  const changedWeeks = weeks.filter(({ changed }) => changed).length;
  return (
    <>
      <p>
        Holds from <strong className="font-semibold">{dayAndTime(revised.effectiveFrom, zone, now)}</strong>.{' '}
        {changedWeeks === 0 ? 'None of the next 12 weeks changes.' : `${changedWeeks} of 12 weeks change.`}
      </p>
      {affected.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Affected</h3>
          <ul className="flex flex-col gap-1">
            {affected.map((person) => (
              <li key={person.personId} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{nameOf(person.personId)}</span>
                <span>{exchangeWords(person)}</span>
                <span className="text-muted">
                  first on {dayAndTime(person.firstChange, zone, now)}, {noticeWords(person)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {conflicts.length + revised.dropped.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Look at these</h3>
          <ul className="flex flex-col gap-1">
            {conflicts.map((conflict) => (
              <li key={`${conflict.kind} ${conflict.personId} ${conflict.role} ${conflict.from.getTime()}`}>
                <Mark kind={conflict.kind === 'gap' ? 'gap' : 'major'} look="plain" className="whitespace-normal">
                  {conflictWords(conflict, nameOf, { zone, now })}
                </Mark>
              </li>
            ))}
            {revised.dropped.map((change) => (
              <li key={JSON.stringify(change)}>
                <Mark kind="major" look="plain" className="whitespace-normal">
                  {droppedWords(change, nameOf)}
                </Mark>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <WeeksDifference
        caption="Week by week, before → after"
        roles={rolesOfSegments(revised.segments)}
        {...{ difference, nameOf, zone, now }}
      />
    </>
  );
}
