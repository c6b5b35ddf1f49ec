import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { counted } from '@/server/health-report/figure-words';
import { rowsOf } from './address';
import { PartsBar } from './parts-bar';
import { metricIn, type ReportView } from './report-view';
import { Section } from './section';

/** Whether the alerts needed a human: what responders said, corroborated by what machines saw. */
export function NoiseSection({ view, children }: { view: ReportView; children?: ReactNode }) {
  return (
    <Section
      id="noise"
      title="Noise"
      detail="What responders said it was, and beside it always how much of it they said."
      view={view}
      figures={['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12']}
    >
      <Classified view={view} />
      {children}
    </Section>
  );
}

export function Classified({ view }: { view: ReportView }) {
  const [actionable, noise, classified] = [metricIn(view, 'B1'), metricIn(view, 'B2'), metricIn(view, 'B3')];
  if (!actionable || !noise || !classified?.denominator) return null;
  const all = classified.denominator;
  const done = classified.numerator ?? 0;
  const needed = actionable.numerator ?? 0;
  const title =
    done === 0
      ? `None of ${counted(all, 'alert')} is classified`
      : `${done} of ${all} classified, ${needed} needed a human`;
  return (
    <PartsBar
      id="classified"
      title={title}
      detail="Alerts that interrupted somebody."
      definition={`${actionable.definition}. ${classified.definition}.`}
      one="alert"
      parts={[
        { key: 'actionable', words: 'needed a human', count: needed, look: 'solid', href: rowsOf(view.place, 'B1') },
        { key: 'noise', words: 'noise', count: noise.numerator ?? 0, look: 'hatched', href: rowsOf(view.place, 'B2') },
        { key: 'unclassified', words: 'nobody said', count: all - done, look: 'open', href: rowsOf(view.place, 'B3') },
      ]}
    >
      {all > done ? (
        <p className="mt-3 print:hidden">
          <Link href={classifyAddress(view)} className="font-medium underline underline-offset-2">
            Say what the other {all - done === 1 ? 'one was' : `${all - done} were`}
          </Link>
        </p>
      ) : null}
    </PartsBar>
  );
}

/** Where what is unclassified of the period can be said, all at once. */
export function classifyAddress({ place, report: { scope, period } }: ReportView): Route {
  const query = new URLSearchParams({ team: scope.teamId });
  if (place.rotation) query.set('rotation', place.rotation);
  query.set('at', period.from.toISOString());
  if (place.period !== 'week') query.set('period', place.period);
  return `/health/classify?${query}` as Route;
}
