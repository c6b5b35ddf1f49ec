import type { Route } from 'next';
import './chart.css';
import '@/components/ui/paper.css';
import './print.css';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import type { Answers } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { paragraphOf } from '@/server/health-report/paragraph';
import { paths } from '@/server/paths';
import { addressOf, placeIn } from './address';
import { FigureList } from './figure-list';
import { Hours, NightRows } from './load-section';
import { Classified, classifyAddress } from './noise-section';
import { type HelpedRow, NoisyAlerts } from './noisy-alerts';
import { PaperFoot } from './paper-foot';
import { Questions } from './questions';
import { familyIn } from './report-view';
import { WeekNotes } from './week-notes';
import { Agenda, Definitions, HeldRoles, IncidentsOfWeek, OwedOfWeek } from './week-parts';

type Week = Answers['health']['week'];
type WeekReviewProps = {
  week: Week;
  helped: readonly HelpedRow[];
  owners: readonly { id: string; name: string }[];
};

const kinds = ['note', 'decision', 'action'] as const;
/** What a review of one week looks at, beside the questions. */
const figures = ['A0', 'A1', 'A2', 'A2b', 'B1', 'B3', 'C2', 'C4', 'C5', 'D1', 'D2', 'D5', 'F1', 'F2', 'G1'];

/** The meeting over one on-call week: what happened, and what the team makes of it. Its address stays. */
export function WeekReview({ week, helped, owners }: WeekReviewProps) {
  const { report, rotation, entries, handoffNoteId, unclassified, may } = week;
  const { period, scope, asOf } = report;
  const place = { ...placeIn({}), team: scope.teamId, rotation: rotation.id, at: period.from.toISOString() };
  const view = { report, place };
  return (
    <article className="health-report paper">
      <PageHeader
        title={`Weekly review: ${rotation.name}`}
        detail={`${scope.teamName}. ${spanOf(period.from, period.to, period.timeZone, asOf)}. As of ${dayAndTime(asOf, period.timeZone, asOf)}${period.complete ? '' : ', the week is still running'}.`}
        actions={
          <>
            <WeekLink rotationId={rotation.id} at={period.earlierAt} label="Week before" />
            <WeekLink rotationId={rotation.id} at={period.laterAt} label="Week after" />
            <Link href={addressOf(place)} className={cn(buttonLook({ variant: 'secondary' }))}>
              The full report
            </Link>
          </>
        }
      />
      <HeldRoles held={week.held} />
      <Questions view={view} />
      <p className="report-paragraph mt-4 max-w-[80ch]">{paragraphOf(report)}</p>
      <div className="charts mt-4 grid gap-4 lg:grid-cols-2">
        <Hours view={view} />
        <NightRows view={view} />
        <Classified view={view} />
        <NoisyAlerts view={view} helped={helped} />
      </div>
      <div className="week-parts mt-4 grid items-start gap-4 lg:grid-cols-2">
        <IncidentsOfWeek rows={week.incidents} zone={period.timeZone} asOf={asOf} />
        <OwedOfWeek rows={week.followUps} zone={period.timeZone} asOf={asOf} />
      </div>
      <Card aria-labelledby="open-ends" className="mt-4">
        <CardHeader id="open-ends" title="Left to say" />
        <CardBody className="flex flex-col gap-1">
          <p>
            {unclassified.length === 0 ? (
              'Every alert of the week is classified.'
            ) : (
              <Link href={classifyAddress(view)} className="underline underline-offset-2">
                {unclassified.length} {unclassified.length === 1 ? 'alert is' : 'alerts are'} not classified yet
              </Link>
            )}
          </p>
          {handoffNoteId ? (
            <p>
              <Link href={paths.handoff(handoffNoteId)} className="underline underline-offset-2">
                The handoff note of the week, with its three questions on how the shift was
              </Link>
            </p>
          ) : null}
        </CardBody>
      </Card>
      <Agenda />
      <div className="week-notes mt-4 grid gap-4 lg:grid-cols-3">
        {kinds.map((kind) => (
          <WeekNotes
            key={kind}
            kind={kind}
            rotationId={rotation.id}
            from={period.from}
            entries={entries.filter((entry) => entry.kind === kind)}
            mayWrite={may['health.review']}
            owners={owners}
          />
        ))}
      </div>
      <section aria-labelledby="week-figures" className="mt-8">
        <h2 id="week-figures" className="mb-2 font-semibold text-section">
          The week in figures
        </h2>
        <FigureList view={view} metrics={familyIn(view, figures)} />
      </section>
      <Definitions metrics={familyIn(view, figures)} />
      <PaperFoot view={view} />
    </article>
  );
}

function WeekLink({ rotationId, at, label }: { rotationId: string; at: Date | null; label: string }) {
  if (!at) return null;
  return (
    <Link href={paths.healthWeek(rotationId, at.toISOString()) as Route} className={buttonLook({ variant: 'ghost' })}>
      {label}
    </Link>
  );
}
