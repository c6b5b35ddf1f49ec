'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { FieldError } from '@/components/ui/field';
import { Checkbox } from '@/components/ui/input';
import { relative } from '@/components/ui/instant';
import { MarkShape } from '@/components/ui/mark';
import { type Check, checks, checkWords } from '@/server/handoff/checklist';
import { paths } from '@/server/paths';

const nothingTicked: Record<Check, boolean> = { laptop: false, internet: false, runbooks: false };

/** The checklist and the button of somebody who takes over. What does not hold is left unticked: it does not stop them. */
export function AcceptForm({ noteId, viewerId }: { noteId: string; viewerId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const accept = useMutation(trpc.handoff.accept.mutationOptions());
  const [checklist, setChecklist] = useState(nothingTicked);
  const [failure, setFailure] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    try {
      const note = await accept.mutateAsync({ noteId, checklist });
      queries.setQueryData(trpc.handoff.byId.queryKey({ noteId }), note);
      await queries.invalidateQueries(trpc.handoff.pathFilter());
    } catch (error) {
      setFailure(`Not accepted: ${refusalOf(error).message}`);
    }
  };

  return (
    <Card aria-labelledby="accept">
      <CardHeader id="accept" title="Before you take over" detail="Tick what holds" />
      <CardBody>
        <form noValidate onSubmit={send} className="flex flex-col gap-1">
          {checks.map((check) => (
            <Checkbox
              key={check}
              checked={checklist[check]}
              onChange={({ target }) => setChecklist((before) => ({ ...before, [check]: target.checked }))}
            >
              {checkWords[check]}
            </Checkbox>
          ))}
          <Reachable viewerId={viewerId} />
          {failure ? <FieldError>{failure}</FieldError> : null}
          <Button type="submit" variant="primary" size="large" busy={accept.isPending} className="mt-3 w-full sm:w-fit">
            {accept.isPending ? 'Sending…' : 'Accept the handoff'}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

/** A message that arrived this long ago proves nothing of today. */
const provenForMs = 30 * 86_400_000;

const tones = { critical: 'text-critical', minor: 'text-minor', good: 'text-good' };

/** Not ticked but known: whether a page would leave for the viewer. */
function Reachable({ viewerId }: { viewerId: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.contact.reachability.queryOptions({ personIds: [viewerId] }));
  const mark = data?.get(viewerId);
  if (!mark) return null;
  const isFresh = mark.provenAt !== null && now.getTime() - mark.provenAt.getTime() < provenForMs;
  const kind = !mark.reachable ? 'critical' : isFresh ? 'good' : 'minor';
  const words = !mark.reachable
    ? 'No page can reach you'
    : mark.provenAt
      ? `Contact methods proven ${relative(mark.provenAt, now)}`
      : 'Contact methods verified, never proven by a message';
  return (
    <p className="flex min-h-11 flex-wrap items-center gap-x-2.5 sm:pointer-fine:min-h-7">
      <MarkShape kind={kind} className={cn('mx-0.5', tones[kind])} />
      {words}
      <Link href={paths.profile()} className="text-accent underline underline-offset-2 max-sm:py-2.5">
        {mark.reachable ? 'Send yourself a test page' : 'Add a contact method'}
      </Link>
    </p>
  );
}
