import { hoursWords, signedWords } from '@/server/health-report/figure-words';
import { Blocks } from './blocks';
import { type Metric, metricIn, type ReportView, rowsBehind } from './report-view';
import { Section } from './section';
import { ShareDots } from './share-dots';

/** Whether the load is shared: team figures for everybody, names for those who may see them. */
export function FairnessSection({ view }: { view: ReportView }) {
  return (
    <Section
      id="fairness"
      title="Fairness"
      detail="Whole weeks only. Figures of a person are for that person and their manager; nothing here sorts people."
      view={view}
      figures={['E2', 'E2g', 'E3', 'E4']}
    >
      <Shares view={view} />
    </Section>
  );
}

function Shares({ view }: { view: ReportView }) {
  const shares = metricIn(view, 'E1')?.byPerson ?? [];
  if (shares.length === 0) return null;
  const weekends = metricIn(view, 'E3.weekend')?.byPerson ?? [];
  const people = shares
    .map(({ personId, name, you, value }) => {
      const weekend = weekends.find((each) => each.personId === personId)?.value;
      return {
        ...{ key: personId, name, isYou: you, deviation: value ?? 0 },
        more: typeof weekend === 'number' ? `${hoursWords(weekend)} at weekends and on holidays` : '',
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
  const own = people.length === 1 ? people[0] : undefined;
  return (
    <ShareDots
      id="shares"
      title={
        own?.isYou
          ? `You: ${signedWords(own.deviation)} weeks against your fair share`
          : 'Weeks on call against the fair share'
      }
      detail={own?.isYou ? 'Yours, and your manager sees it too.' : 'For you as their manager.'}
      definition="Units held, less the share of each week’s units that falls to everybody in the queue at its start. Time off and skips do not change who is counted."
      people={people}
    />
  );
}

/** Whether what was owed was done, and how the weeks were for those who had them. */
export function FollowThroughSection({ view }: { view: ReportView }) {
  return (
    <Section
      id="follow-through"
      title="Follow-through"
      detail="What was promised after incidents and alerts, by the day it was promised for."
      view={view}
      figures={['F1', 'F2', 'F3', 'F4', 'G1', 'G2']}
    >
      <Owed view={view} />
      <Pulse view={view} />
    </Section>
  );
}

function Owed({ view }: { view: ReportView }) {
  const [reviews, followUps] = [metricIn(view, 'F1'), metricIn(view, 'F2')];
  if (!reviews || !followUps) return null;
  return (
    <Blocks
      id="owed"
      title={sentence(`${owedWords(reviews, 'reviews')}; ${owedWords(followUps, 'follow-ups')}`)}
      definition={`Reviews: ${reviews.definition}. Follow-ups: ${followUps.definition}.`}
      rows={[
        { key: 'F1', label: 'Reviews', none: 'No review was due.', parts: partsOf(view, reviews) },
        { key: 'F2', label: 'Follow-ups', none: 'No follow-up was due.', parts: partsOf(view, followUps) },
      ]}
    />
  );
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const owedWords = ({ numerator, denominator }: Metric, what: string): string =>
  denominator ? `${numerator} of ${denominator} ${what} in time` : `no ${what} due`;

function partsOf(view: ReportView, metric: Metric) {
  const [inTime, due, open] = [metric.numerator ?? 0, metric.denominator ?? 0, metric.parts.open ?? 0];
  const href = rowsBehind(view, metric);
  return [
    { key: 'in time', words: 'in time', count: inTime, look: 'solid' as const, href },
    {
      key: 'late',
      words: metric.parts.open === undefined ? 'late or open' : 'late',
      count: due - inTime - open,
      look: 'hatched' as const,
      href,
    },
    { key: 'open', words: 'still open', count: open, look: 'open' as const, href },
  ];
}

const pulses = [
  { id: 'G1.slept', label: '“I slept”' },
  { id: 'G1.supported', label: '“I felt supported”' },
  { id: 'G1.again', label: '“I would take this week again”' },
] as const;

function Pulse({ view }: { view: ReportView }) {
  const asked = pulses.flatMap(({ id, label }) => {
    const metric = metricIn(view, id);
    return metric ? [{ label, metric }] : [];
  });
  if (asked.length === 0) return null;
  const enough = asked.some(({ metric }) => metric.value !== null);
  return (
    <Blocks
      id="pulse"
      title={enough ? 'How the shifts were for those who had them' : 'How the shifts were: too few answers to say'}
      detail={
        enough
          ? 'Answers of 4 and 5 of 5 at the end of a turn.'
          : 'Shown from five answers on, so that nobody’s can be told.'
      }
      definition="Asked of everybody whose turn ends. Only the person and their manager see single answers."
      rows={asked.map(({ label, metric: { id, value, numerator, denominator } }) => ({
        key: id,
        label,
        none: 'Not enough answers yet.',
        parts:
          value === null
            ? []
            : [
                { key: 'good', words: '4 or 5', count: numerator ?? 0, look: 'solid', href: null },
                {
                  key: 'other',
                  words: '1 to 3',
                  count: (denominator ?? 0) - (numerator ?? 0),
                  look: 'hatched',
                  href: null,
                },
              ],
      }))}
    />
  );
}
