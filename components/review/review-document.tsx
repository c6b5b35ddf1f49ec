import '@/components/ui/paper.css';
import './print.css';
import { cn } from '@/components/ui/class-names';
import { dayOf, durationOf, inFull } from '@/components/ui/instant';
import { Markdown } from '@/components/ui/markdown';

type ReviewDocumentProps = {
  incident: {
    reference: string;
    title: string;
    severityName: string;
    lead: string | null;
    declaredAt: Date;
    mitigatedAt: Date | null;
    resolvedAt: Date | null;
  };
  sections: readonly { key: string; title: string; text: string }[];
  /** Null where they are not shown: to whoever holds a link. */
  followUps:
    | readonly { id: string; reference: string; title: string; state: string; owner: string; dueOn: string }[]
    | null;
  state: string;
  zone: string;
  className?: string;
  /** The title stands elsewhere on the screen: here it is for paper only. */
  titleOnPaper?: boolean;
};

/** The review as it is read: on screen, on paper, and by whoever holds a link. */
export function ReviewDocument(props: ReviewDocumentProps) {
  const { incident, sections, followUps, state, zone, className, titleOnPaper = false } = props;
  const { declaredAt, mitigatedAt, resolvedAt } = incident;
  const facts = [
    { label: 'Severity', value: incident.severityName },
    { label: 'Declared', value: inFull(declaredAt, zone) },
    { label: 'Mitigated', value: mitigatedAt && inFull(mitigatedAt, zone) },
    { label: 'Resolved', value: resolvedAt && inFull(resolvedAt, zone) },
    { label: 'Took', value: resolvedAt && durationOf((resolvedAt.getTime() - declaredAt.getTime()) / 1_000) },
    { label: 'Lead', value: incident.lead },
    { label: 'Review', value: state },
  ];
  return (
    <article aria-label="Review" className={cn('review-document paper flex max-w-[72ch] flex-col gap-6', className)}>
      <header className="flex flex-col gap-3">
        <p className={cn('font-semibold text-title wrap-anywhere', titleOnPaper && 'hidden print:block')}>
          {incident.reference}: {incident.title}
        </p>
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 [&_dt]:text-muted">
          {facts.map(({ label, value }) =>
            value ? (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd className="tabular-nums">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      </header>
      {sections.map(({ key, title, text }) => (
        <section key={key} aria-label={title}>
          <h2 className="mb-1 font-semibold text-section">{title}</h2>
          {text.trim() === '' ? <p className="text-muted">Nothing was written here.</p> : <Markdown text={text} />}
        </section>
      ))}
      {followUps ? (
        <section aria-label="Follow-ups">
          <h2 className="mb-1 font-semibold text-section">Follow-ups</h2>
          {followUps.length === 0 ? (
            <p className="text-muted">None.</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {followUps.map((one) => (
                <li key={one.id} className="wrap-anywhere">
                  <span className="tabular-nums">{one.reference}</span> {one.title}{' '}
                  <span className="text-muted">
                    ({one.owner},{' '}
                    {one.state === 'done' ? 'done' : `due ${dayOf(`${one.dueOn}T12:00:00Z`, 'UTC', declaredAt)}`})
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ) : null}
    </article>
  );
}
