import { counted, hoursWords } from './figure-words';
import type { Metric } from './metric';
import type { NoisyKey } from './pareto';

type Counted = Pick<Metric, 'id' | 'value' | 'numerator' | 'denominator' | 'parts'> & {
  change?: Pick<NonNullable<Metric['change']>, 'changed'> | null;
};
type Told = {
  metrics: readonly Counted[];
  pareto: readonly Pick<NoisyKey, 'title' | 'key' | 'count' | 'followUp'>[];
};

/**
 * What happened, in one paragraph, built from the figures by fixed rules: the same figures always give the same words,
 * nothing is said of what is not known, and nobody is named.
 */
export function paragraphOf({ metrics, pareto }: Told): string {
  const of = (id: string) => metrics.find((metric) => metric.id === id);
  return [load(of), change(of('A0')), noise(of), loudest(pareto), response(of), coverage(metrics), owed(of), pulse(of)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

type Find = (id: string) => Counted | undefined;

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
/** "a", "a and b", "a, b and c". */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function load(of: Find): string {
  const all = of('A0')?.value;
  if (all === null || all === undefined) return '';
  if (all === 0) return 'Nobody was interrupted.';
  const { business = 0, off = 0, sleep = 0 } = of('A3')?.parts ?? {};
  const when = [
    ...(business > 0 ? [`${business} in business hours`] : []),
    ...(off > 0 ? [`${off} in the evening, at the weekend or on a holiday`] : []),
    ...(sleep > 0 ? [`${sleep} in somebody’s sleep`] : []),
  ];
  const nights = of('A2b');
  const broken = nights?.value
    ? ` ${counted(nights.value, 'night')} of ${nights.parts.nightsOnCall ?? nights.value} on call ${nights.value === 1 ? 'was' : 'were'} interrupted.`
    : ' Every night was quiet.';
  return `People were interrupted ${times(all)}: ${listed(when)}.${broken}`;
}

/** Only what chance is an unlikely reason for is called a change. */
function change(metric: Counted | undefined): string {
  const changed = metric?.change?.changed;
  if (changed === 'higher') return 'That is clearly more than before.';
  if (changed === 'lower') return 'That is clearly less than before.';
  return changed === 'not-distinguishable' ? 'That is no clear change from before.' : '';
}

function noise(of: Find): string {
  const [needed, said] = [of('B1'), of('B3')];
  if (!said?.denominator) return '';
  if (!said.numerator)
    return said.denominator === 1
      ? 'The alert that paged is not classified.'
      : `None of the ${said.denominator} alerts that paged is classified.`;
  return `${said.numerator} of ${counted(said.denominator, 'alert')} that paged ${said.numerator === 1 ? 'is' : 'are'} classified; ${needed?.numerator ?? 0} of ${said.numerator} needed a human.`;
}

function loudest(pareto: Told['pareto']): string {
  const [first] = [...pareto].sort((a, b) => b.count - a.count);
  if (!first || first.count < 2) return '';
  const work = first.followUp ? '' : ', and nobody has a follow-up for it';
  return `“${first.title || first.key}” interrupted most often, ${times(first.count)}${work}.`;
}

function response(of: Find): string {
  const [inTime, unanswered] = [of('C2'), of('C5')?.value ?? 0];
  return [
    ...(inTime?.denominator
      ? [
          `${inTime.numerator ?? 0} of ${inTime.denominator} ${inTime.numerator === 1 ? 'was' : 'were'} acknowledged in time.`,
        ]
      : []),
    ...(unanswered > 0 ? [`Nobody answered ${unanswered === 1 ? 'one alert' : `${unanswered} alerts`}.`] : []),
  ].join(' ');
}

function coverage(metrics: readonly Counted[]): string {
  const gaps = metrics.flatMap(({ id, value }) =>
    id.startsWith('D1.') && id !== 'D1.ahead' && value
      ? [`nobody was ${id.slice(3)} for ${hoursWords(value / 60)}`]
      : [],
  );
  const ahead = metrics.find(({ id }) => id === 'D1.ahead')?.value ?? 0;
  const said = listed(gaps);
  return [
    ...(said ? [`${said.charAt(0).toUpperCase()}${said.slice(1)}.`] : []),
    ...(ahead > 0 ? [`${hoursWords(ahead / 60)} of the next 12 weeks still have nobody.`] : []),
  ].join(' ');
}

function owed(of: Find): string {
  const [done, reviewed] = [of('F2'), of('F1')];
  return [
    ...(done?.denominator
      ? [`${done.numerator ?? 0} of ${counted(done.denominator, 'follow-up')} due were done in time.`]
      : []),
    ...(reviewed?.denominator
      ? [`${reviewed.numerator ?? 0} of ${counted(reviewed.denominator, 'review')} due were finished in time.`]
      : []),
  ].join(' ');
}

function pulse(of: Find): string {
  const again = of('G1.again');
  return again?.denominator && again.value !== null
    ? `${again.numerator ?? 0} of ${again.denominator} would take such a week again.`
    : '';
}
