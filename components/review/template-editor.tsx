'use client';

import { Plus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { faultOf } from '@/components/incident/use-act';
import { refusalOf } from '@/components/trpc/refusal';
import { AskFirst } from '@/components/ui/ask-first';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FieldError } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { mostSections } from '@/server/review/section';
import { moved, withNew } from './template-draft';
import { nameOf, TemplateSection } from './template-section';
import { useTemplate } from './use-template';

/** For admins: the sections that reviews to come begin with, their order, and what each asks for. */
export function TemplateEditor() {
  const { sections, own, dirty, clash, busy, refusal, change, arrange, forget, save, saveOver, ownAgain } =
    useTemplate();
  const [said, setSaid] = useState('');
  const [focus, setFocus] = useState<string | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const faults = refusal?.fields ?? {};
  const errors = Object.entries(faults).map(([fieldId, message]) => ({ fieldId, message }));

  useEffect(() => {
    if (focus === null) return;
    document.getElementById(focus)?.focus();
    setFocus(null);
  }, [focus]);

  const move = (place: number, by: -1 | 1) => {
    const section = sections[place];
    if (!section) return;
    arrange(moved(sections, place, by));
    setSaid(`${nameOf(section, place)} is now ${place + by + 1} of ${sections.length}`);
  };
  const remove = (place: number) => {
    const section = sections[place];
    if (!section) return;
    arrange(sections.toSpliced(place, 1));
    setSaid(`${nameOf(section, place)} is taken out; nothing is saved yet`);
    add.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <form noValidate onSubmit={submit} className="flex max-w-4xl flex-col gap-4">
      <p role="status" className="sr-only">
        {said}
      </p>
      {clash ? (
        <Notice
          tone="major"
          live="polite"
          title="Somebody changed the template while you were writing"
          actions={
            <>
              <Button onClick={forget}>Take theirs</Button>
              <Button busy={busy} onClick={() => void saveOver()}>
                Save mine over it
              </Button>
            </>
          }
        >
          Nothing you typed is lost until you decide.
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} />
      <ol id="sections" tabIndex={-1} aria-label="Sections" className="flex flex-col gap-3">
        {sections.map((section, place) => (
          <TemplateSection
            key={section.id}
            section={section}
            place={place}
            last={place === sections.length - 1}
            faults={faults}
            onChange={(part) => change(sections.with(place, { ...section, ...part }))}
            onMove={(by) => move(place, by)}
            onRemove={() => remove(place)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          ref={add}
          disabled={sections.length >= mostSections}
          onClick={() => {
            arrange(withNew(sections));
            setFocus(`sections.${sections.length}.title`);
          }}
        >
          <Plus aria-hidden="true" /> Add a section
        </Button>
        {sections.length >= mostSections ? (
          <span className="text-muted">A template has {mostSections} at most.</span>
        ) : null}
        {own ? (
          <span className="text-muted">This is Baton’s own template.</span>
        ) : (
          <OwnAgain dirty={dirty} act={ownAgain} />
        )}
      </div>
      {refusal && errors.length === 0 ? (
        <div role="alert">
          <FieldError>{refusal.message}</FieldError>
        </div>
      ) : null}
      <div className="sticky bottom-16 z-10 flex flex-wrap items-center justify-end gap-2 border-t bg-background py-3 sm:bottom-0">
        <p role="status" className={cn('min-w-0 flex-1 basis-40 text-muted', dirty && 'max-sm:basis-full')}>
          {dirty ? 'Not saved yet, and kept on this device' : 'Everything is saved'}
        </p>
        {dirty ? <Button onClick={forget}>Forget my changes</Button> : null}
        <Button type="submit" variant="primary" busy={busy} disabled={!dirty}>
          Save template
        </Button>
      </div>
    </form>
  );
}

function OwnAgain({ dirty, act }: { dirty: boolean; act: () => Promise<void> }) {
  return (
    <AskFirst
      title="Baton’s own template again?"
      description={`Reviews to come begin with the seven sections Baton brings. Yours are forgotten${dirty ? ', with what you have not saved' : ''}; reviews begun earlier keep theirs.`}
      trigger={<Button variant="ghost">Baton’s own template again…</Button>}
      go="Take Baton’s own"
      danger
      act={act}
      faultOf={(error) => faultOf(refusalOf(error))}
    />
  );
}
