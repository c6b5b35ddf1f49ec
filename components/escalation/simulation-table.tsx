import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { When } from '@/components/ui/when';
import { channelName, type Simulated, sinceWords, stepName, troubleWords } from './simulation-words';

type SimulationTableProps = { steps: readonly Simulated[]; from: Date; zone: string };

/** The same as the drawing, step by step, with the steps that are passed over and why nobody is there. */
export function SimulationTable({ steps, from, zone }: SimulationTableProps) {
  return (
    <Table caption="What would happen, step by step">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader>Who, over what</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {steps.map((step) => (
          <TableRow key={`${step.stage} ${step.round} ${step.step}`}>
            <TableCell className="align-top">
              <When instant={step.at} zone={zone} now={from} show="weekday-and-time" />
              <span className="block whitespace-nowrap text-label text-muted">
                {stepName(step)} · {sinceWords(step.at, from)}
              </span>
            </TableCell>
            <TableCell className="align-top">
              <Reached step={step} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Reached({ step }: { step: Simulated }) {
  const people = step.people.filter(({ pages }) => pages.length > 0);
  return (
    <ul className="flex flex-col gap-1">
      {people.map(({ id, name, role, pages }) => (
        <li key={id}>
          <span className="font-medium">{name}</span>
          {role ? <span className="text-muted"> ({role})</span> : null}:{' '}
          {pages.map(({ channel, at }) => `${channelName(channel)} ${waitWords(at, step.at)}`).join(', ')}
        </li>
      ))}
      {step.places.map(({ channel, name }) => (
        <li key={`${channel} ${name}`}>
          <span className="font-medium">{name}</span> ({channelName(channel)})
        </li>
      ))}
      {troubleWords(step).map((trouble) => (
        <li key={trouble} className={step.heldBack ? 'text-muted' : 'text-gap'}>
          {step.nobody ? `${trouble}: the next step begins at once` : trouble}
        </li>
      ))}
    </ul>
  );
}

const waitWords = (at: Date, stepAt: Date): string =>
  at.getTime() === stepAt.getTime() ? 'at once' : `after ${sinceWords(at, stepAt).slice(1)}`;
