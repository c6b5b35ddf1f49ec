'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/input';
import { timeOfDay } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { Clashes } from './clashes';
import { Comments } from './comments';
import type { ReviewDetail, ReviewSection } from './use-review';
import { type SaveState, useSection } from './use-section';
import { Versions } from './versions';

export type Saving = { key: string; state: SaveState; flush: () => Promise<boolean> };

type SectionEditorProps = {
  review: ReviewDetail;
  section: ReviewSection;
  viewer: { id: string; zone: string };
  /** Tells the screen how far the saving is. */
  onSave: (saving: Saving) => void;
};

/** One section: its question, its text, and whether that is safe. */
export function SectionEditor({ review, section, viewer, onSave }: SectionEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useSection(review.id, section, field);
  const [comparing, setComparing] = useState(false);
  const id = `section-${section.key}`;
  const missing = review.missing.includes(section.title);

  const tell = useEffectEvent(() => onSave({ key: section.key, state: draft.save, flush: draft.flush }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever the saving goes on
  useEffect(() => tell(), [draft.save]);

  return (
    <section aria-labelledby={`${id}-title`} className="scroll-mt-32">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id={`${id}-title`} className="font-semibold text-section">
          {section.title}
        </h2>
        {missing ? <span className="text-label text-muted">needed before it is done</span> : null}
        <span className="ml-auto flex items-center gap-2 text-label text-muted">
          <SaveWords state={draft.save} zone={viewer.zone} />
          {section.version > 1 ? (
            <Button
              size="small"
              variant="ghost"
              onClick={() => setComparing(true)}
              aria-label={`Versions of ${section.title}`}
            >
              Version {section.version}
            </Button>
          ) : null}
        </span>
      </div>
      <p id={`${id}-help`} className="mb-1.5 text-muted">
        {section.help}
      </p>
      {draft.unsent ? (
        <Notice
          tone="waiting"
          title="Text of yours was not saved"
          className="mb-2"
          actions={
            <>
              <Button onClick={draft.putBack}>Put it back</Button>
              <Button variant="ghost" onClick={draft.discard}>
                Leave it out
              </Button>
            </>
          }
        >
          <span className="line-clamp-3 whitespace-pre-wrap">{draft.unsent.text}</span>
        </Notice>
      ) : null}
      {draft.save.name === 'failed' ? (
        <Notice
          tone="major"
          live="polite"
          title="Not saved. What you typed is kept on this device"
          className="mb-2"
          actions={<Button onClick={() => void draft.flush()}>Try again</Button>}
        >
          {draft.save.message}
        </Notice>
      ) : null}
      <Clashes clashes={draft.clashes} onSettled={draft.settleClashes} />
      <Textarea
        ref={field}
        id={id}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-help`}
        rows={4}
        className="min-h-28"
        value={draft.text}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={() => void draft.flush()}
        {...draft.composition}
      />
      {section.key === 'contributing-factors' && review.namesInCauses.length > 0 ? (
        <p className="mt-1 text-muted">
          {review.namesInCauses.join(' and ')} {review.namesInCauses.length === 1 ? 'stands' : 'stand'} where causes are
          told. What made it easy to happen to anybody?
        </p>
      ) : null}
      <Comments review={review} sectionKey={section.key} label={section.title} viewer={viewer} />
      {comparing ? (
        <Versions
          reviewId={review.id}
          section={section}
          current={draft.text}
          zone={viewer.zone}
          onRestore={draft.type}
          onClose={() => setComparing(false)}
        />
      ) : null}
    </section>
  );
}

function SaveWords({ state, zone }: { state: SaveState; zone: string }) {
  switch (state.name) {
    case 'saved':
      return <span className="tabular-nums">Saved {timeOfDay(state.at, zone, { seconds: true })}</span>;
    case 'saving':
      return <span>Saving…</span>;
    case 'typing':
      return <span>Kept on this device</span>;
    case 'failed':
      return <span className="text-major">Not saved</span>;
    case 'kept':
      return null;
  }
}
