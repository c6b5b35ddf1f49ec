import { PageHeader } from '@/components/shell/page-header';
import type { Answers } from '@/components/trpc/client';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { countWords, hoursWords } from '@/server/health-report/figure-words';
import type { Place } from './address';
import { CsvButton } from './csv-button';
import { PeriodSwitch } from './period-switch';
import { timeCsv } from './time-csv';

export type TimeAnswer = Answers['health']['timeOnCall'];
type Person = TimeAnswer['people'][number];

type TimeOnCallProps = { answer: TimeAnswer; place: Place; asOf: Date };

/** Hours held, for pay and for time off: each hour once, whatever rotations held it. */
export function TimeOnCall({ answer: { period, people }, place, asOf }: TimeOnCallProps) {
  const paid = people.some(({ pay }) => pay);
  const resting = people.filter(({ rest }) => rest.length > 0);
  return (
    <>
      <PageHeader
        title="Time on call"
        detail="Hours that count in two rotations at once count once. You see your own, a manager those of the team."
        actions={
          people.length > 0 ? <CsvButton name="time-on-call.csv" text={timeCsv(people)} label="CSV" /> : undefined
        }
      />
      <div className="mb-4">
        <PeriodSwitch period={period} asOf={asOf} place={place} path="/health/time" />
      </div>
      {people.length === 0 ? (
        <EmptyState title="Nobody you may see was on call">
          Hours appear here once you, or somebody whose manager you are, has held a role in the period.
        </EmptyState>
      ) : (
        <Card>
          <Table caption="Hours on call by person" frozen>
            <TableHead>
              <TableRow>
                {['Who', 'Hours', 'By role', 'Business', 'Off hours', 'Sleep', 'Nights', 'Weekends', 'Holidays'].map(
                  (word) => (
                    <TableHeader key={word}>{word}</TableHeader>
                  ),
                )}
                {paid ? <TableHeader>Pay and time off</TableHeader> : null}
              </TableRow>
            </TableHead>
            <TableBody>
              {people.map((person) => (
                <PersonRow key={person.personId} person={person} paid={paid} />
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
      {resting.length > 0 ? (
        <section aria-labelledby="rest" className="mt-6">
          <h2 id="rest" className="font-semibold text-section">
            Nights without eleven hours of rest
          </h2>
          <p className="text-muted">
            European law asks for eleven hours in a row in every 24. These nights had less between interruptions.
          </p>
          <ul className="mt-2 flex flex-col gap-1">
            {resting.map(({ personId, name, you, rest }) => (
              <li key={personId}>
                <span className="font-medium">{you ? 'You' : name}:</span>{' '}
                {rest.map(({ night, longestHours }) => `${night} (${hoursWords(longestHours)})`).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function PersonRow({ person, paid }: { person: Person; paid: boolean }) {
  const { name, you, hours, byRole, byClass, nights, weekends, holidays, pay } = person;
  return (
    <TableRow>
      <TableHeader scope="row" className="text-body text-ink">
        {you ? `${name} (you)` : name}
      </TableHeader>
      <TableCell className="whitespace-nowrap font-semibold">{hoursWords(hours)}</TableCell>
      <TableCell>{byRole.map(({ role, hours: held }) => `${role} ${hoursWords(held)}`).join(', ')}</TableCell>
      {[byClass.business, byClass.off, byClass.sleep].map((held, place) => (
        <TableCell key={['business', 'off', 'sleep'][place]} className="whitespace-nowrap">
          {hoursWords(held)}
        </TableCell>
      ))}
      <TableCell>{countWords(nights)}</TableCell>
      <TableCell className="whitespace-nowrap">{countWords(weekends)}</TableCell>
      <TableCell className="whitespace-nowrap">{countWords(holidays)}</TableCell>
      {paid ? (
        <TableCell className="whitespace-nowrap">
          {pay ? `${pay.amount.toFixed(2)} ${pay.currency}, ${hoursWords(pay.lieuHours)} off` : '–'}
        </TableCell>
      ) : null}
    </TableRow>
  );
}
