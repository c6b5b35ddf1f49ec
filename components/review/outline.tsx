import Link from 'next/link';
import { dayOf } from '@/components/ui/instant';
import { MarkShape } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import type { ReviewDetail } from './use-review';

type OutlineProps = { review: ReviewDetail; viewer: { id: string } };

/** The sections with what is still empty, and what is owed: beside the text where there is room. */
export function Outline({ review, viewer }: OutlineProps) {
  return (
    <aside aria-label="Outline" className="sticky top-16 flex flex-col gap-5 max-lg:hidden">
      <nav aria-label="Sections">
        <h2 className="mb-1 text-label text-muted">Sections</h2>
        <ul className="flex flex-col">
          {review.sections.map(({ key, title, text }) => {
            const empty = text.trim() === '';
            const open = review.comments.filter((one) => one.sectionKey === key && !one.settledAt).length;
            return (
              <li key={key}>
                <a
                  href={`#section-${key}`}
                  className="flex min-h-7 items-center gap-2 rounded-control px-1.5 hover:bg-surface"
                >
                  <MarkShape kind={empty ? 'waiting' : 'good'} className={empty ? 'text-waiting' : 'text-good'} />
                  <span className="min-w-0 flex-1">
                    {title}
                    <span className="sr-only">{empty ? ', still empty' : ', written'}</span>
                  </span>
                  {open > 0 ? (
                    <span className="text-label text-muted">
                      {open} {open === 1 ? 'comment' : 'comments'}
                    </span>
                  ) : null}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <section aria-label="Follow-ups of it">
        <h2 className="mb-1 text-label text-muted">Follow-ups</h2>
        {review.followUps.length === 0 ? (
          <p className="px-1.5 text-muted">None yet.</p>
        ) : (
          <ul className="flex flex-col gap-1.5 px-1.5">
            {review.followUps.map((one) => (
              <li key={one.id} className="wrap-anywhere">
                <span className="text-muted tabular-nums">{one.reference}</span> {one.title}
                <span className="block text-label text-muted">
                  {one.owner?.id === viewer.id ? 'You' : (one.owner?.name ?? 'Nobody')},{' '}
                  {one.state === 'done' ? 'done' : `due ${dayOf(`${one.dueOn}T12:00:00Z`, 'UTC', review.createdAt)}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Link
          href={`${paths.incident(review.incident.id)}?tab=facts`}
          className="mt-1 inline-flex min-h-7 items-center px-1.5 text-accent underline underline-offset-2"
        >
          Add one at the incident
        </Link>
      </section>
    </aside>
  );
}
