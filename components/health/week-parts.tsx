import type { Route } from 'next';
import Link from 'next/link';
import type { Answers } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { hoursWords } from '@/server/health-report/figure-words';
import type { Metric } from './report-view';

type Week = Answers['health']['week'];

/** Who was on call in the week: a role a line. */
export function HeldRoles({ held }: { held: Week['held'] }) {
  const roles = [...new Set(held.map(({ role }) => role))];
  return (
    <dl className="held-roles mb-4 flex flex-wrap gap-x-6 gap-y-1">
      {roles.map((role) => (
        <div key={role} className="flex flex-wrap gap-x-2">
          <dt className="text-muted first-letter:uppercase">{role}</dt>
          <dd>
            {held
              .filter((one) => one.role === role)
              .map(({ name, hours }) => `${name} ${hoursWords(hours)}`)
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Rows = Week['incidents'];
type RowsProps = { rows: Rows; zone: string; asOf: Date };

/** Those still open come first: somebody is at work on them. */
export function IncidentsOfWeek({ rows, ...told }: RowsProps) {
  const isOpen = ({ detail }: Rows[number]) => detail === 'not resolved yet';
  const sorted = [...rows].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return (
    <RowCard
      id="week-incidents"
      title="Incidents"
      none="No incident was declared in the week."
      rows={sorted}
      {...told}
    />
  );
}

/** What was owed by the end of the week: what is open first. */
export function OwedOfWeek({ rows, ...told }: RowsProps) {
  const sorted = [...rows].sort((a, b) => Number(b.detail === 'open') - Number(a.detail === 'open'));
  return <RowCard id="week-owed" title="Follow-ups due" none="Nothing was due in the week." rows={sorted} {...told} />;
}

function RowCard({ id, title, none, rows, zone, asOf }: RowsProps & { id: string; title: string; none: string }) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      <CardBody>
        {rows.length === 0 ? <p className="text-muted">{none}</p> : null}
        <ul className="flex flex-col gap-1.5">
          {rows.map((row) => (
            <li key={row.id}>
              {row.href ? (
                <Link href={row.href as Route} prefetch={false} className="underline underline-offset-2">
                  {row.title}
                </Link>
              ) : (
                row.title
              )}
              <span className="text-muted">
                {' '}
                {dayAndTime(row.at, zone, asOf)}, {row.detail}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

const agenda = [
  'The answers that are No or Watch: what is behind them',
  'What is not classified yet',
  'The noisiest alerts: an owner for each',
  'Incidents and their reviews',
  'Follow-ups due and overdue',
  'The next four weeks: gaps, requests, who cannot be reached',
  'How the week was for whoever was on call',
];

/** What the meeting goes through, with boxes to tick on paper; what comes of it is written down below. */
export function Agenda() {
  return (
    <section aria-labelledby="agenda" className="agenda mt-4 hidden print:block">
      <h2 id="agenda" className="mb-1 font-semibold text-section">
        Agenda
      </h2>
      <ul>
        {agenda.map((item) => (
          <li key={item} className="flex items-baseline gap-2">
            <span aria-hidden="true" className="inline-block size-3 shrink-0 border border-ink" />
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Paper has nothing to open: what each figure means stands at its end. */
export function Definitions({ metrics }: { metrics: readonly Metric[] }) {
  const named = new Map(metrics.map(({ name, definition }) => [name, definition]));
  return (
    <section aria-labelledby="definitions" className="mt-4 hidden print:block">
      <h2 id="definitions" className="mb-1 font-semibold text-section">
        What the figures mean
      </h2>
      <dl className="text-label">
        {[...named].map(([name, definition]) => (
          <div key={name}>
            <dt className="inline font-medium">{name}: </dt>
            <dd className="inline">{definition}.</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
