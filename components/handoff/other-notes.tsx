'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { fewestAnswers, pulseWeeks, questions, questionWords } from '@/server/handoff/pulse';
import { paths } from '@/server/paths';

const shown = 8;
const stateWords = {
  draft: 'draft',
  published: 'published',
  accepted: 'accepted',
  late: 'late',
  'not-needed': 'not needed',
} as const;

/** The rotation's other notes, and how its shifts were on the whole. */
export function OtherNotes({ rotationId, noteId, zone }: { rotationId: string; noteId: string; zone: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.handoff.forRotation.queryOptions({ rotationId }));
  if (!data) return null;
  const others = data.notes.filter(({ id }) => id !== noteId).slice(0, shown);
  const { answers } = data.pulse;
  return (
    <Card aria-labelledby="other-notes">
      <CardHeader id="other-notes" title="Other handoffs" />
      <CardBody className="flex flex-col gap-3">
        {others.length > 0 ? (
          <ul className="flex flex-col">
            {others.map(({ id, handoffAt, state }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-3">
                <Link href={paths.handoff(id)} className="text-accent underline underline-offset-2 max-sm:py-2.5">
                  {dayAndTime(handoffAt, zone, now)}
                </Link>
                <span className="text-muted">{stateWords[state]}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">The notes of earlier handoffs appear here.</p>
        )}
        <section aria-labelledby="team-pulse">
          <h3 id="team-pulse" className="font-semibold">
            How shifts were, last {pulseWeeks} weeks
          </h3>
          {answers < fewestAnswers ? (
            <p className="text-muted">
              {answers === 1 ? '1 answer' : `${answers} answers`}: a figure is shown from {fewestAnswers} on.
            </p>
          ) : (
            <ul>
              {questions.map((question) => (
                <li key={question}>
                  {questionWords[question]}: {Math.round((data.pulse[question] ?? 0) * 100)} % answered 4 or 5, of{' '}
                  {answers}
                </li>
              ))}
            </ul>
          )}
        </section>
      </CardBody>
    </Card>
  );
}
