import Link from 'next/link';
import type { Answers } from '@/components/trpc/client';
import { dayOf } from '@/components/ui/instant';
import { type Classification, classes } from '@/server/alert/classification';
import { percentWords } from '@/server/health-report/figure-words';
import { paths } from '@/server/paths';
import { rowsOf } from './address';
import { Helped } from './before-after';
import { Pareto } from './pareto';
import { QuietenButton } from './quieten-button';
import type { Report, ReportView } from './report-view';

export type HelpedRow = Answers['health']['helped'][number];
type Noisy = Report['pareto'][number];

const shown = 10;

/** Who interrupts most, who looks after it, and whether what was done about it helped. */
export function NoisyAlerts({ view, helped }: { view: ReportView; helped: readonly HelpedRow[] }) {
  const { pareto } = view.report;
  const all = pareto.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  const top = pareto.slice(0, 3).reduce((sum, { count }) => sum + count, 0);
  const most =
    pareto.length > 3 ? `${top} of ${all} interruptions came from three alerts` : `${all} interruptions by alert`;
  return (
    <Pareto
      id="pareto"
      title={top / all > 0.999 || all < 10 ? most : `${most} (${percentWords(top / all)})`}
      detail={pareto.length > shown ? `The ${shown} with most of ${pareto.length}.` : 'Dark: in somebody’s sleep.'}
      definition="Interruptions by the alert’s key, most first. Each key has one owner and at most one open follow-up."
      all={all}
      keys={pareto.slice(0, shown).map((one) => ({
        ...{ key: one.key, title: one.title, service: one.service.name, count: one.count, sleep: one.sleep },
        lastSaid: saidOf(one.classification),
        owner: one.owner?.name ?? null,
        href: rowsOf(view.place, 'B10', { key: one.key }),
        next: <Next view={view} noisy={one} helped={helped.find(({ key }) => key === one.key)} />,
      }))}
    />
  );
}

const saidOf = (classification: string | null): string | null =>
  classification && classification in classes ? classes[classification as Classification].short.toLowerCase() : null;

const dayHours = 24;

function Next({ view, noisy, helped }: { view: ReportView; noisy: Noisy; helped: HelpedRow | undefined }) {
  const { followUp, service, key, title } = noisy;
  const { scope, may, asOf } = view.report;
  return (
    <div className="flex flex-col items-start gap-1.5">
      {followUp ? (
        <p className="min-w-0">
          <Link
            href={paths.followUp(followUp.id)}
            prefetch={false}
            className="font-medium underline underline-offset-2"
          >
            {followUp.reference}
          </Link>{' '}
          {followUp.title}
          <span className="block text-label text-muted">due {dayOf(`${followUp.dueOn}T12:00:00Z`, 'UTC', asOf)}</span>
        </p>
      ) : may['follow-up.edit'] ? (
        <QuietenButton teamId={scope.teamId} serviceId={service.id} alertKey={key} title={title} />
      ) : (
        <p className="text-muted">No follow-up is open.</p>
      )}
      {helped ? (
        <Helped
          helped={{
            ...{ verdict: helped.verdict, p: helped.p },
            ...{ before: helped.before.count, beforeDays: helped.before.hours / dayHours },
            ...{ after: helped.after.count, afterDays: helped.after.hours / dayHours },
          }}
        />
      ) : null}
    </div>
  );
}
