import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { addressOf, type Place } from './address';
import { classifyGroups, type SaidRow } from './classify-groups';
import { ClassifyScreen } from './classify-screen';
import { PeriodSwitch } from './period-switch';
import type { Report } from './report-view';

type ClassifyPageProps = {
  report: Pick<Report, 'period' | 'asOf'>;
  place: Place;
  rows: readonly SaidRow[];
  /** Of the year: what was said of the same alerts. */
  earlier: readonly SaidRow[];
};

/** All of a week in one screen; who was there says what it was, while they still know. */
export function ClassifyPage({ report: { period, asOf }, place, rows, earlier }: ClassifyPageProps) {
  const before = earlier.filter(({ at }) => at < period.from);
  return (
    <>
      <PageHeader
        title="Classify the week"
        detail="What each alert was, by who was there. Noise is what you say it was, and the report shows how much was said."
        actions={
          <Link href={addressOf(place)} className={cn(buttonLook({ variant: 'secondary' }))}>
            <ChevronLeft aria-hidden="true" /> The report
          </Link>
        }
      />
      <div className="mb-3">
        <PeriodSwitch period={period} asOf={asOf} place={place} path="/health/classify" />
      </div>
      <ClassifyScreen
        key={period.from.toISOString()}
        groups={classifyGroups(rows, before)}
        zone={period.timeZone}
        asOf={asOf}
      />
    </>
  );
}
