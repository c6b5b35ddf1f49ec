import Link from 'next/link';
import { Mark, type MarkKind } from '@/components/ui/mark';
import type { PeriodKind } from '@/server/health/window';
import type { Verdict } from '@/server/health-report/catalogue';
import { percentWords, valueWords } from '@/server/health-report/figure-words';
import { type Metric, type ReportView, rowsBehind } from './report-view';

const verdicts: Record<Verdict, { kind: MarkKind; word: string } | null> = {
  good: { kind: 'good', word: 'Good' },
  watch: { kind: 'major', word: 'Watch' },
  act: { kind: 'critical', word: 'Act' },
  none: null,
  'not-enough': null,
};

/** Figures one below the other: name, value, verdict, and what it was before. Each opens its rows and its definition. */
export function FigureList({ view, metrics }: { view: ReportView; metrics: readonly Metric[] }) {
  const known = metrics.filter((metric) => !isSilent(metric));
  const silent = metrics.filter(isSilent);
  return (
    <>
      <dl className="figures grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {known.map((metric) => (
          <FigureLine key={metric.id} view={view} metric={metric} />
        ))}
      </dl>
      {silent.length > 0 ? (
        <p className="max-w-[100ch] border-t py-2 text-muted">
          Nothing to count in this period: {silent.map(({ name, id }) => `${name} (${id})`).join(', ')}.
        </p>
      ) : null}
    </>
  );
}

/** It has no value and rests on nothing, now as before: its name says all that there is to say. */
const isSilent = ({ value, sample, numerator, change }: Metric): boolean =>
  value === null && sample === 0 && !numerator && !(change && change.before.sample > 0);

function FigureLine({ view, metric }: { view: ReportView; metric: Metric }) {
  const verdict = verdicts[metric.verdict];
  const href = rowsBehind(view, metric);
  const words = valueWords(metric);
  return (
    <div className="min-w-0 border-t py-2">
      <dt className="flex items-baseline gap-2 text-muted">
        <span className="min-w-0 flex-1">{metric.name}</span>
        <span className="text-label" title="The figure’s id in CSV and API">
          {metric.id}
        </span>
      </dt>
      <dd className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
        <span className="font-semibold text-section tabular-nums">
          {href ? (
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              className="underline decoration-control underline-offset-3 hover:decoration-ink"
            >
              {words}
              <span className="sr-only">, show the rows</span>
            </Link>
          ) : (
            <span className={metric.value === null ? 'font-normal text-body text-muted' : ''}>{words}</span>
          )}
        </span>
        {verdict ? <Mark kind={verdict.kind}>{verdict.word}</Mark> : null}
      </dd>
      <dd className="text-label text-muted">
        <Compared metric={metric} kind={view.report.period.kind} />
      </dd>
      <dd className="text-label text-muted print:hidden">
        <details>
          <summary className="w-fit py-0.5 underline underline-offset-2">
            Definition<span className="sr-only"> of {metric.name}</span>
          </summary>
          <Meaning metric={metric} />
        </details>
      </dd>
    </div>
  );
}

/** No arrow and no colour: what chance would do as well is said to be so. */
function Compared({ metric, kind }: { metric: Metric; kind: PeriodKind }) {
  const { change, unit } = metric;
  if (!change || change.before.sample === 0) return null;
  const before = `${valueWords({ ...change.before, unit })} in the ${kind === 'week' ? 'six weeks' : kind} before`;
  if (change.changed === 'nothing-to-compare') return <>{before}</>;
  if (change.changed === 'not-distinguishable') return <>{before} · no telling difference</>;
  return (
    <>
      {before} · <span className="font-medium text-ink">{change.changed} now</span>
      {change.p === null ? '' : ` (p = ${change.p < 0.001 ? 'under 0.001' : change.p.toFixed(3)})`}
    </>
  );
}

function Meaning({ metric: { definition, target, range, sample, value } }: { metric: Metric }) {
  return (
    <div className="max-w-[72ch] pb-1">
      <p>{definition}.</p>
      {target ? (
        <p>
          Wanted: {target.words} (source {target.source}).
        </p>
      ) : (
        <p>No target.</p>
      )}
      {range && value !== null ? (
        <p>
          95 % range of the share: {percentWords(range.low)} to {percentWords(range.high)}.
        </p>
      ) : null}
      <p>n = {sample}.</p>
    </div>
  );
}
