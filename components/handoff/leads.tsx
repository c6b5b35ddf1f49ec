'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { severityWords, stateWords } from '@/components/incident/incident-words';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { FieldError } from '@/components/ui/field';
import { Mark } from '@/components/ui/mark';
import type { NoteView } from '@/server/handoff/view';
import type { IncidentState } from '@/server/incident/lifecycle';
import { paths } from '@/server/paths';
import type { Severity } from '@/server/severity/severity';

/** Incidents that go on after the shift of whoever leads them: who has them then? */
export function Leads({ note, viewerId }: { note: NoteView; viewerId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<string | null>(null);
  const pass = useMutation(
    trpc.handoff.passLead.mutationOptions({
      onSuccess: (changed) => queries.setQueryData(trpc.handoff.byId.queryKey({ noteId: note.id }), changed),
      onError: (error) => {
        setFailure(refusalOf(error).message);
        void queries.invalidateQueries(trpc.handoff.pathFilter());
      },
    }),
  );
  if (note.leads.length === 0) return null;
  return (
    <Card aria-labelledby="leads" className="border-waiting">
      <CardHeader
        id="leads"
        title="Incidents that go on"
        detail="Whoever leads them hands over: pass the lead, or say under “To do” why you keep it."
      />
      <ul className="divide-y">
        {note.leads.map(({ incidentId, reference, title, severity, state, lead, to, mayPass }) => (
          <li key={incidentId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <Link href={paths.incident(incidentId)} className="font-medium wrap-anywhere">
                {reference} {title}
              </Link>
              <p className="flex flex-wrap items-center gap-x-3 text-muted">
                <Mark kind={severityWords(severity as Severity).mark} look="plain">
                  {severityWords(severity as Severity).word}
                </Mark>
                <span>{stateWords[state as IncidentState].word}</span>
                <span>{lead.id === viewerId ? 'You lead it' : `${lead.name} leads it`}</span>
              </p>
            </div>
            {mayPass ? (
              <Button
                variant="primary"
                busy={pass.isPending && pass.variables.incidentId === incidentId}
                onClick={() => {
                  setFailure(null);
                  pass.mutate({ noteId: note.id, incidentId });
                }}
              >
                {to.id === viewerId ? 'Take the lead' : `Pass the lead to ${to.name}`}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {failure ? <FieldError>{failure}</FieldError> : null}
    </Card>
  );
}
