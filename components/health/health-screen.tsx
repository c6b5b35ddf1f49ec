import type { Route } from 'next';
import './chart.css';
import '@/components/ui/paper.css';
import './print.css';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { buttonLook } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { dayAndTime } from '@/components/ui/instant';
import { paragraphOf } from '@/server/health-report/paragraph';
import { isEmptyPeriod } from '@/server/health-report/question';
import { paths } from '@/server/paths';
import { addressOf, withoutRows } from './address';
import { LoadSection } from './load-section';
import { classifyAddress, NoiseSection } from './noise-section';
import { type HelpedRow, NoisyAlerts } from './noisy-alerts';
import { reportInput } from './page-input';
import { PaperFoot } from './paper-foot';
import { FairnessSection, FollowThroughSection } from './people-sections';
import { PeriodSwitch } from './period-switch';
import { Questions } from './questions';
import { ReportCsv } from './report-csv';
import { metricIn, type ReportView } from './report-view';
import { ResponseSection } from './response-section';
import { type Rows, RowsList } from './rows-list';
import { ScopeSwitch, type Scopes } from './scope-switch';
import { Section } from './section';

type HealthScreenProps = {
  view: ReportView;
  scopes: Scopes;
  helped: readonly HelpedRow[];
  /** What lies open beside the report. */
  rows: Rows | null;
};

/** Is it bearable, is it fair, and does fixing things help? Drawn by the server; nothing here waits for a script. */
export function HealthScreen({ view, scopes, helped, rows }: HealthScreenProps) {
  const { report, place } = view;
  return (
    <article className="health-report paper">
      <PageHeader
        title={`On-call health: ${titleOf(view, scopes)}`}
        detail={<Standing view={view} />}
        actions={
          <>
            <ScopeSwitch scopes={scopes} place={place} />
            <ReportCsv input={reportInput({ ...place, team: report.scope.teamId })} />
          </>
        }
      />
      <div className="mb-4">
        <PeriodSwitch period={report.period} asOf={report.asOf} place={place} />
        <Others view={view} />
      </div>
      <Questions view={{ ...view, place: withoutRows(place) }} />
      <p className="report-paragraph mt-4 max-w-[80ch]">{paragraphOf(report)}</p>
      <Contents />
      {isEmptyPeriod(view.report.metrics) ? (
        <EmptyState title="Nobody was on call and nothing interrupted anybody">
          Figures appear here once somebody has held a role of this team’s rotation in the period.
        </EmptyState>
      ) : (
        <>
          <LoadSection view={view} />
          <NoiseSection view={view}>
            <NoisyAlerts view={view} helped={helped} />
          </NoiseSection>
          <ResponseSection view={view} />
          <Section
            id="coverage"
            title="Coverage"
            detail="Whether somebody was there, could be reached, and knew in time."
            view={view}
            figures={['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7']}
          />
          <FairnessSection view={view} />
          <FollowThroughSection view={view} />
        </>
      )}
      <PaperFoot view={view} />
      {rows ? <RowsList view={view} metric={metricIn(view, rows.metric)} answer={rows} /> : null}
    </article>
  );
}

function titleOf({ report: { scope } }: ReportView, { services }: Scopes): string {
  const service = services.find(({ id }) => id === scope.serviceId);
  return service?.name ?? (scope.rotationId && scope.rotation ? scope.rotation.name : scope.teamName);
}

function Standing({ view: { report } }: { view: ReportView }) {
  const { period, asOf } = report;
  const running = period.weeks.filter(({ complete }) => !complete).length;
  return (
    <p>
      As of {dayAndTime(asOf, period.timeZone, asOf)}.{' '}
      {running > 0 ? 'A week still running counts in no comparison.' : 'All weeks are complete.'}
    </p>
  );
}

/** What else there is about the same team: its week’s review, hours for pay, and the file. */
function Others({ view: { report, place } }: { view: ReportView }) {
  const { scope, period } = report;
  const week = period.weeks.findLast(({ complete }) => complete) ?? period.weeks[0];
  const link = 'inline-flex min-h-11 items-center underline underline-offset-2 sm:pointer-fine:min-h-8';
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-4 print:hidden">
      {scope.rotation && week ? (
        <Link
          href={paths.healthWeek(scope.rotation.id, week.from.toISOString()) as Route}
          prefetch={false}
          className={link}
        >
          Weekly review
        </Link>
      ) : null}
      <Link href={classifyAddress({ report, place })} prefetch={false} className={link}>
        Classify
      </Link>
      <Link
        href={addressOf({ ...withoutRows(place), rotation: null, service: null }, '/health/time')}
        prefetch={false}
        className={link}
      >
        Time on call
      </Link>
      <Link href={addressOf({ team: scope.teamId }, '/health/what-if')} prefetch={false} className={link}>
        What if
      </Link>
      <Link href={addressOf({ team: scope.teamId }, '/health/settings')} prefetch={false} className={link}>
        Questions and thresholds
      </Link>
    </p>
  );
}

const parts = ['Load', 'Noise', 'Response', 'Coverage', 'Fairness', 'Follow-through'] as const;

function Contents() {
  return (
    <nav aria-label="Parts of the report" className="mt-4 flex flex-wrap gap-1 print:hidden">
      {parts.map((part) => (
        <Link
          key={part}
          href={`#${part.toLowerCase()}`}
          className={buttonLook({ variant: 'ghost', size: 'small' })}
          prefetch={false}
        >
          {part}
        </Link>
      ))}
    </nav>
  );
}
