'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { OfflineNotice } from '@/components/incident/offline-notice';
import { useIncident } from '@/components/incident/use-incident';
import { useTRPC } from '@/components/trpc/client';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';
import { BeginReview } from './begin-review';
import { Comments } from './comments';
import { Outline } from './outline';
import { ReviewDocument } from './review-document';
import { ReviewHead } from './review-head';
import { reviewStateWords } from './review-words';
import { type Saving, SectionEditor } from './section-editor';
import { type ReviewDetail, useReview } from './use-review';

const views = ['write', 'read'] as const;

/** The review of an incident: begun with what is known, written together, read by everybody. */
export function ReviewScreen({ incidentId }: { incidentId: string }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const incident = useIncident(incidentId);
  const review = useReview(incidentId);
  const viewer = { id: me.person.id, name: me.person.name, zone: me.person.timeZone };
  return (
    <>
      <Link
        href={paths.incident(incidentId)}
        className="mb-1 inline-flex min-h-11 items-center gap-1 text-muted hover:text-ink sm:min-h-6 print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {incident.reference} {incident.title}
      </Link>
      {review ? <OpenReview review={review} viewer={viewer} /> : <BeginReview incident={incident} />}
    </>
  );
}

type OpenReviewProps = { review: ReviewDetail; viewer: { id: string; name: string; zone: string } };

function OpenReview({ review, viewer }: OpenReviewProps) {
  const [asked, setView] = useQueryState('view', parseAsStringLiteral(views));
  const [first] = useState<(typeof views)[number]>(review.state === 'draft' ? 'write' : 'read');
  const writable = review.state !== 'done' && review.may['review.edit'];
  const view = writable ? (asked ?? first) : 'read';
  const page = useRef<HTMLDivElement>(null);
  const [saving, setSaving] = useState<ReadonlyMap<string, Saving>>(new Map());
  const note = useCallback((one: Saving) => setSaving((before) => new Map(before).set(one.key, one)), []);

  const saveAll = useEffectEvent(async () => {
    const open = [...saving.values()].filter(({ state }) => state.name === 'typing' || state.name === 'failed');
    if (open.length === 0) return toast({ title: 'Already saved', description: 'Baton saves while you write.' });
    const done = await Promise.all(open.map(({ flush }) => flush()));
    if (done.every(Boolean)) toast({ title: 'Saved' });
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void saveAll();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <>
      <ReviewHead
        review={review}
        viewer={viewer}
        saving={[...saving.values()]}
        view={view}
        onView={writable ? (next) => void setView(next) : null}
        page={page}
      />
      <OfflineNotice className="mb-4" />
      {view === 'write' ? (
        <div className="grid items-start gap-x-10 lg:grid-cols-[minmax(0,48rem)_minmax(14rem,1fr)] print:hidden">
          <div className="flex min-w-0 flex-col gap-7">
            {review.sections.map((section) => (
              <SectionEditor key={section.key} review={review} section={section} viewer={viewer} onSave={note} />
            ))}
          </div>
          <Outline review={review} viewer={viewer} />
        </div>
      ) : null}
      <div ref={page} className={view === 'write' ? 'hidden print:block' : ''}>
        <ReviewDocument
          incident={{ ...review.incident, lead: review.incident.lead?.name ?? null }}
          sections={review.sections}
          followUps={review.followUps.map((one) => ({ ...one, owner: one.owner?.name ?? 'nobody' }))}
          state={reviewStateWords[review.state].word}
          zone={review.timeZone}
          titleOnPaper
        />
      </div>
      <section aria-labelledby="all-comments" className="mt-8 max-w-3xl border-t pt-4 print:hidden">
        <h2 id="all-comments" className="font-semibold text-section">
          Comments on the whole
        </h2>
        <Comments review={review} sectionKey={null} label="the whole review" viewer={viewer} />
      </section>
    </>
  );
}
