import { counted, percentWords, valueWords } from '@/server/health-report/figure-words';
import { addressOf, rowsOf } from './address';
import { HourGrid } from './hour-grid';
import { Nights } from './nights';
import { familyIn, metricIn, type ReportView, weeksOf } from './report-view';
import { Section } from './section';
import { WeekDots } from './week-dots';

/** How much it was, and when. */
export function LoadSection({ view }: { view: ReportView }) {
  return (
    <Section
      id="load"
      title="Load"
      detail="What people felt: pages that interrupt, those within a minute counted once."
      view={view}
      figures={['A0', 'A1', 'A2', 'A2b', 'A3', 'A4', 'A5.max', 'A5.over', 'A6', 'A7', 'A8.mean', 'A8.max', 'A9']}
    >
      <Hours view={view} />
      <Weeks view={view} />
      <NightRows view={view} />
    </Section>
  );
}

export function Hours({ view }: { view: ReportView }) {
  const { heat } = view.report;
  const all = metricIn(view, 'A0');
  const off = metricIn(view, 'A3');
  if (!all || heat.length === 0) return null;
  const outside = off?.denominator
    ? `, ${off.numerator} outside business hours${off.denominator >= 10 ? ` (${percentWords((off.numerator ?? 0) / off.denominator)})` : ''}`
    : '';
  return (
    <HourGrid
      id="hours"
      title={`${counted(all.value ?? 0, 'interruption')}${outside}`}
      detail="By weekday and hour on the clock of the person who was interrupted."
      definition="Sleep is 22:00 to 08:00 every day; business is Monday to Friday 08:00 to 18:00; off hours are the rest, and the person’s holidays. Each interruption stands in the hour of its own person’s zone."
      cells={heat.map((cell) => ({
        ...cell,
        href: rowsOf(view.place, 'A0', { weekday: String(cell.weekday), hour: String(cell.hour) }),
      }))}
    />
  );
}

const targets: Record<string, { label: string; value: number }[]> = {
  A1: [{ label: 'watch above 7', value: 7 }],
  A2: [{ label: 'act from 2', value: 2 }],
};

/** One week alone is no course of things: its figures say it all. */
const fewestWeeks = 2;

function Weeks({ view }: { view: ReportView }) {
  const drawn = [...familyIn(view, ['A1']).slice(0, 1), ...familyIn(view, ['A0', 'A2'])].filter(
    ({ byWeek }) => byWeek.length >= fewestWeeks,
  );
  return drawn.map((metric) => (
    <WeekDots
      key={metric.id}
      id={metric.id}
      title={`${metric.name}: ${valueWords(metric)}`}
      detail={`${counted(metric.byWeek.length, 'week')}, n = ${metric.sample}`}
      definition={`${metric.definition}.`}
      weeks={weeksOf(view, metric)}
      targets={targets[metric.id.slice(0, 2)] ?? []}
    />
  ));
}

export function NightRows({ view }: { view: ReportView }) {
  const metric = metricIn(view, 'A2b');
  if (!metric || metric.byWeek.every(({ parts }) => !parts.nightsOnCall)) return null;
  const points = weeksOf(view, metric);
  const byKey = new Map(metric.byWeek.map((week) => [week.from.toISOString(), week]));
  const onCall = metric.parts.nightsOnCall ?? 0;
  return (
    <Nights
      id="nights"
      title={`${metric.value ?? 0} of ${onCall} nights on call were interrupted`}
      detail="A night of one person counts once, however often it was broken."
      definition={`${metric.definition}. Night: 22:00 to 08:00 on the person’s own clock.`}
      weeks={points.map(({ key, label, span }) => ({
        ...{ key, label, span },
        broken: byKey.get(key)?.value ?? 0,
        onCall: byKey.get(key)?.parts.nightsOnCall ?? 0,
        href: addressOf({ ...view.place, show: 'A2b', week: key }),
      }))}
    />
  );
}
