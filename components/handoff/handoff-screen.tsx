'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { bothTimes } from '@/components/oncall/phrases';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { type Prompt, prompts } from '@/server/handoff/note';
import { AcceptForm } from './accept-form';
import { ClassifyTheWeek } from './classify-the-week';
import { FactList } from './fact-list';
import { Leads } from './leads';
import { NotePeople } from './note-people';
import { NoteStatus } from './note-status';
import { OtherNotes } from './other-notes';
import { PromptField } from './prompt-field';
import { PromptTexts } from './prompt-texts';
import { PublishButton } from './publish-button';
import { PulseAnswers } from './pulse-answers';
import { PulseForm } from './pulse-form';
import { useNote } from './use-note';

/** What the next person must know: what people wrote, what Baton found, and the button that accepts it. */
export function HandoffScreen({ noteId }: { noteId: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const note = useNote(noteId);
  const [unsaved, setUnsaved] = useState<ReadonlySet<Prompt>>(new Set());
  const [isAdding, setAdding] = useState(false);
  // What is published is read; who wants to add to it says so.
  const isWriting = note.may.write && (note.state === 'draft' || isAdding);
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  const noteUnsaved = (prompt: Prompt, isUnsaved: boolean) =>
    setUnsaved((before) => new Set(isUnsaved ? [...before, prompt] : [...before].filter((one) => one !== prompt)));

  return (
    <>
      <PageHeader
        title="Handoff note"
        detail={`${note.rotation.name}, ${bothTimes(note.handoffAt, note.rotation.zone, viewer.zone, now)}`}
      />
      <div className="flex flex-col gap-4 sm:gap-5">
        <NoteStatus
          note={note}
          viewer={viewer}
          publish={note.may.publish ? <PublishButton noteId={note.id} isUnsaved={unsaved.size > 0} /> : null}
        />
        <Leads note={note} viewerId={viewer.id} />
        <div className="grid items-start gap-4 sm:gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
          <Card aria-labelledby="written">
            <CardHeader
              id="written"
              title={isWriting ? 'What the next people must know' : 'What they say'}
              detail={isWriting ? 'Saved as you type' : undefined}
              actions={
                note.may.write && !isWriting ? (
                  <Button size="small" onClick={() => setAdding(true)}>
                    Add to it
                  </Button>
                ) : null
              }
            />
            <CardBody className="flex flex-col gap-4">
              {isWriting ? (
                prompts.map((prompt) => (
                  <PromptField
                    key={prompt}
                    noteId={note.id}
                    prompt={prompt}
                    standing={note.texts[prompt]}
                    viewerId={viewer.id}
                    onUnsaved={noteUnsaved}
                  />
                ))
              ) : (
                <PromptTexts texts={note.texts} />
              )}
            </CardBody>
          </Card>
          <div className="flex min-w-0 flex-col gap-4 sm:gap-5 lg:row-span-2">
            <FactList facts={note.facts} zone={viewer.zone} isFrozen={note.publishedAt !== null} />
            <NotePeople note={note} viewer={viewer} />
          </div>
          <div className="flex min-w-0 flex-col gap-4 sm:gap-5 lg:col-start-1 lg:row-start-2">
            {note.may.accept ? <AcceptForm noteId={note.id} viewerId={viewer.id} /> : null}
            {note.may.write || note.pulse ? <ClassifyTheWeek note={note} /> : null}
            {note.pulse ? <PulseForm noteId={note.id} pulse={note.pulse} /> : null}
            <PulseAnswers pulses={note.pulses ?? []} />
            <OtherNotes rotationId={note.rotation.id} noteId={note.id} zone={viewer.zone} />
          </div>
        </div>
      </div>
    </>
  );
}
