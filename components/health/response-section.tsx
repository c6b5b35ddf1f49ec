import { secondsWords } from '@/server/health-report/figure-words';
import { rowsOf } from './address';
import { metricIn, type ReportView } from './report-view';
import { Section } from './section';
import { WaitDots } from './wait-dots';

/** Whether pages were answered, and how long incidents took: each one a dot, for their mean says nothing. */
export function ResponseSection({ view }: { view: ReportView }) {
  return (
    <Section
      id="response"
      title="Response"
      detail="Asking for help early is good and is never held against anybody. What was not acknowledged is counted beside, never as 0."
      view={view}
      figures={[
        'C0.p50',
        'C0.max',
        'C1.p50',
        'C1.p90',
        'C2',
        'C3',
        'C4',
        'C4m',
        'C5',
        'C6.declare',
        'C6.mitigate',
        'C6.resolve',
      ]}
    >
      <Incidents view={view} />
    </Section>
  );
}

const stages = [
  { id: 'C6.declare', label: 'Declared' },
  { id: 'C6.mitigate', label: 'Mitigated' },
  { id: 'C6.resolve', label: 'Resolved' },
] as const;

function Incidents({ view }: { view: ReportView }) {
  const rows = stages.flatMap(({ id, label }) => {
    const metric = metricIn(view, id);
    if (!metric || metric.sample === 0) return [];
    const points = Object.entries(metric.parts).map(([key, seconds]) => ({
      ...{ key, seconds, words: `${label} after ${secondsWords(seconds)}`, href: rowsOf(view.place, id) },
    }));
    return [{ key: id, label, points, median: metric.value }];
  });
  if (rows.length === 0) return null;
  return (
    <WaitDots
      id="incident-times"
      title="How long incidents took"
      detail="From the earliest alert, or from the declaration where that came first. No trend is told of these."
      definition="Times on a log axis, one dot for each incident; the median from six incidents on."
      open="not there yet"
      rows={rows}
    />
  );
}
