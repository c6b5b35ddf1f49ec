import { Logo } from '@/components/shell/logo';
import { LonePage } from '@/components/shell/lone-page';
import { inFull } from '@/components/ui/instant';
import type { ReviewState } from '@/server/review/lifecycle';
import { meanings, type Severity } from '@/server/severity/severity';
import { ReviewDocument } from './review-document';
import { reviewStateWords } from './review-words';

type SharedReviewProps = {
  view: {
    incident: {
      title: string;
      reference: string;
      severity: Severity;
      declaredAt: Date;
      mitigatedAt: Date | null;
      resolvedAt: Date | null;
    };
    state: ReviewState;
    sections: { key: string; title: string; text: string }[];
    expiresAt: Date;
  };
};

/** A review as whoever holds a link reads it: without scripts, without anybody's rights. */
export function SharedReview({ view }: SharedReviewProps) {
  const { incident, sections, state, expiresAt } = view;
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-8 sm:py-12">
      <Logo className="size-8 print:hidden" />
      <h1 className="font-semibold text-title wrap-anywhere print:hidden">
        Review of {incident.reference}: {incident.title}
      </h1>
      <ReviewDocument
        incident={{ ...incident, severityName: meanings[incident.severity].name, lead: null }}
        sections={sections}
        followUps={null}
        state={reviewStateWords[state].word}
        zone="UTC"
        titleOnPaper
      />
      <p className="border-t pt-3 text-label text-muted print:hidden">
        Shared to be read. This link ends {inFull(expiresAt, 'UTC')}.
      </p>
    </main>
  );
}

/** A link that is made up, was cut off, has ended, or was taken back: told the same, so that nobody learns which. */
export function NoSharedReview() {
  return (
    <LonePage
      title="There is no review behind this link"
      detail="It may have ended, or was cut off in the message. Ask whoever sent it for a new one."
    />
  );
}
