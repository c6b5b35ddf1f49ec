import type { Answers } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { counted, signedWords } from '@/server/health-report/figure-words';

type Answer = Answers['whatIf']['replay'];
type Felt = Answer['asItWas'];

/** Who would have been woken how often, beside the same with everything as it was. */
export function WhatIfResult({ answer }: { answer: Answer }) {
  const { asItWas, asChanged, alerts, truly, people } = answer;
  const most = Math.max(1, asItWas.interruptions, asChanged.interruptions);
  return (
    <Card aria-labelledby="what-if-result" className="mt-4">
      <CardHeader
        id="what-if-result"
        title={headline(asItWas, asChanged)}
        detail={`${counted(alerts, 'alert')} replayed.`}
      />
      <CardBody className="flex flex-col gap-4">
        <div aria-hidden="true" className="flex flex-col gap-2">
          <Bar words="As it was" felt={asItWas} most={most} />
          <Bar words="Changed" felt={asChanged} most={most} />
        </div>
        <Table caption="Interruptions as they were and as they would have been">
          <TableHead>
            <TableRow>
              {['Who', 'Interruptions', 'Changed', 'Asleep', 'Changed', 'Nights', 'Changed'].map((word, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns have the same name
                <TableHeader key={place}>{word}</TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            <Line name="All together" asItWas={asItWas} asChanged={asChanged} />
            {people.map((person) => (
              <Line key={person.personId} {...person} name={person.you ? `${person.name} (you)` : person.name} />
            ))}
          </TableBody>
        </Table>
        <div className="max-w-[80ch] text-muted">
          <p>
            Both columns are replayed by the same rules. Acknowledgements are taken to have come when they truly came,
            and contact methods to be those of today; in truth there {truly === 1 ? 'was' : 'were'}{' '}
            {counted(truly, 'interruption')}. Nothing was sent.
          </p>
        </div>
      </CardBody>
    </Card>
  );
}

function headline(was: Felt, would: Felt): string {
  const [less, asleep] = [was.interruptions - would.interruptions, was.asleep - would.asleep];
  if (less === 0 && asleep === 0) return 'Nobody would have been interrupted more or less often';
  const more = (count: number) => (count > 0 ? `${count} fewer` : `${-count} more`);
  const rest = asleep === 0 ? 'none of it in anybody’s sleep' : `${more(asleep)} in somebody’s sleep`;
  if (less === 0) return `As many interruptions, ${rest}`;
  return `${more(less)} interruption${Math.abs(less) === 1 ? '' : 's'}, ${rest}`;
}

/** What woke somebody is solid, the rest outlined: told apart without a colour. */
function Bar({ words, felt, most }: { words: string; felt: Felt; most: number }) {
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-2">
      <span className="text-muted">{words}</span>
      <div className="flex items-center gap-2">
        <div className="flex h-6 flex-1">
          <span className="keeps-colour border border-accent bg-accent" style={{ width: share(felt.asleep) }} />
          <span
            className="keeps-colour border border-accent bg-background"
            style={{ width: share(felt.interruptions - felt.asleep) }}
          />
        </div>
        <span className="w-32 shrink-0 text-label tabular-nums">
          {felt.interruptions}, {felt.asleep} asleep
        </span>
      </div>
    </div>
  );
}

type LineProps = { name: string; asItWas: Felt; asChanged: Felt };

function Line({ name, asItWas, asChanged }: LineProps) {
  const pairs = (['interruptions', 'asleep', 'nights'] as const).flatMap((key) => [
    { key, words: String(asItWas[key]) },
    { key: `${key} changed`, words: changeWords(asItWas[key], asChanged[key]) },
  ]);
  return (
    <TableRow>
      <TableHeader scope="row" className="text-body text-ink">
        {name}
      </TableHeader>
      {pairs.map(({ key, words }) => (
        <TableCell key={key} className="whitespace-nowrap tabular-nums">
          {words}
        </TableCell>
      ))}
    </TableRow>
  );
}

const changeWords = (was: number, would: number): string =>
  was === would ? String(would) : `${would} (${signedWords(would - was).replace('.0', '')})`;
