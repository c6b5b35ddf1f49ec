'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { timeOfDay } from '@/components/ui/instant';
import { Mark, type MarkKind } from '@/components/ui/mark';
import { publicStateWords } from '@/server/status-update/public-state';
import { placeWords } from '@/server/status-update/publication';
import type { PublicationView, Update } from './use-updates';

type PublicationsProps = { update: Update; zone: string; may: boolean };

/** Whether an update is read yet: in each place, since when, or why not. */
export function Publications({ update, zone, may }: PublicationsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const again = useMutation(
    trpc.statusUpdate.publishAgain.mutationOptions({
      onSuccess: (updates) =>
        queries.setQueryData(trpc.statusUpdate.ofIncident.queryKey({ incidentId: update.incidentId }), updates),
      onError: (error) => setRefusal(refusalOf(error).message),
    }),
  );
  return (
    <div className="mt-1.5 flex flex-col gap-1 border-t pt-1.5 text-label">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">“{publicStateWords[update.state].word}”</span>
        {update.publications.length === 0 ? <span className="text-muted">on the timeline only</span> : null}
        {update.publications.map((publication) => {
          const { mark, words } = standing(publication, zone);
          return (
            <span key={publication.place} className="inline-flex flex-wrap items-center gap-x-1.5">
              <Mark kind={mark} look="plain">
                {placeWords[publication.place]}: {words}
              </Mark>
              {may && (publication.state === 'failed' || publication.error) ? (
                <Button
                  size="small"
                  busy={again.isPending}
                  onClick={() => {
                    setRefusal(null);
                    again.mutate({ updateId: update.id, place: publication.place });
                  }}
                >
                  Try now
                </Button>
              ) : null}
            </span>
          );
        })}
      </p>
      {update.publications.map(({ place, error }) =>
        error ? (
          <p key={place} className="text-muted wrap-anywhere">
            {error}
          </p>
        ) : null,
      )}
      <p role="status" className="text-critical empty:hidden">
        {refusal}
      </p>
    </div>
  );
}

function standing({ state, error, publishedAt }: PublicationView, zone: string): { mark: MarkKind; words: string } {
  if (state === 'published' && publishedAt) return { mark: 'good', words: `published ${timeOfDay(publishedAt, zone)}` };
  if (state === 'failed') return { mark: 'critical', words: 'not published' };
  return error
    ? { mark: 'major', words: 'not yet published, tried again by itself' }
    : { mark: 'waiting', words: 'not yet published' };
}
