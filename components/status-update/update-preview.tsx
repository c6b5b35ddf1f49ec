import { Mark, type MarkKind } from '@/components/ui/mark';
import type { ComponentStatus } from '@/server/outbound';
import { componentWords, publicStateWords } from '@/server/status-update/public-state';
import { type Place, publicText } from '@/server/status-update/publication';
import type { Draft } from './update-draft';

const marks: Record<ComponentStatus, MarkKind> = {
  operational: 'good',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
  under_maintenance: 'neutral',
};

const readers: Record<Place, string> = {
  'status-page': 'Customers, on the status page',
  slack: 'Colleagues, in Slack',
};

type UpdatePreviewProps = { draft: Draft; places: readonly Place[]; nextUpdateAt: Date | null };

/** What is read, word for word, and by whom. */
export function UpdatePreview({ draft, places, nextUpdateAt }: UpdatePreviewProps) {
  const text = publicText({ text: draft.text.trim(), state: draft.state, nextUpdateAt });
  const onPage = places.includes('status-page');
  const shown = draft.components.filter(({ componentId }) => componentId !== null || !onPage);
  const left = draft.components.filter(({ componentId }) => componentId === null);
  return (
    <section
      aria-label="What they will read"
      className="flex min-w-0 flex-col gap-2 rounded-card border bg-surface p-4"
    >
      <p className="text-label text-muted">
        {places.length === 0 ? 'On the timeline only' : places.map((place) => readers[place]).join(' · ')}
      </p>
      <h3 className="font-semibold text-section wrap-anywhere">{draft.title || 'Without a title'}</h3>
      <p className="whitespace-pre-line wrap-anywhere">
        <strong>{publicStateWords[draft.state].word}</strong> – {text || 'Nothing yet.'}
      </p>
      {shown.length > 0 ? (
        <ul aria-label="Components" className="flex flex-col gap-1 border-t pt-2">
          {shown.map(({ serviceId, name, status }) => (
            <li key={serviceId} className="flex flex-wrap items-center justify-between gap-x-3">
              <span>{name}</span>
              <Mark kind={marks[status]} look="plain">
                {componentWords[status]}
              </Mark>
            </li>
          ))}
        </ul>
      ) : null}
      {onPage && left.length > 0 ? (
        <p className="text-label text-muted">
          Not on the status page: {left.map(({ name }) => name).join(', ')}. Settings say which component a service is.
        </p>
      ) : null}
    </section>
  );
}
