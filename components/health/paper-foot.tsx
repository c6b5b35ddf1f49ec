import { dayAndTime, spanOf } from '@/components/ui/instant';
import type { ReportView } from './report-view';

/** The last line on paper: what it is about, and as of when. */
export function PaperFoot({ view: { report } }: { view: ReportView }) {
  const { period, scope, asOf } = report;
  const name = scope.rotationId && scope.rotation ? scope.rotation.name : scope.teamName;
  return (
    <p className="paper-foot" aria-hidden="true">
      {name}, {spanOf(period.from, period.to, period.timeZone, asOf)}. As of {dayAndTime(asOf, period.timeZone, asOf)}.
    </p>
  );
}
