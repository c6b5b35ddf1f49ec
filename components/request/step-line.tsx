import { Check, Minus } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { When } from '@/components/ui/when';
import type { RequestDetail } from '@/server/request/view';
import { actorOf } from './request-history';
import { type Clock, isPending, type NameOf, stateOf } from './request-words';

type Step = { word: string; done: boolean; ended?: boolean; at: Date | null; who: string | null };

/** "requested → accepted → in effect", with who and when; where it ended otherwise, that. */
export function StepLine({ request, nameOf, zone, now }: Clock & { request: RequestDetail; nameOf: NameOf }) {
  const steps = stepsOf(request, nameOf);
  const present = steps.findLastIndex(({ done }) => done);
  return (
    <ol aria-label="Steps" className="flex gap-2">
      {steps.map(({ word, done, ended, at, who }, i) => (
        <li key={word} aria-current={i === present ? 'step' : undefined} className="min-w-0 flex-1">
          <span
            aria-hidden="true"
            className={cn('mb-1.5 block h-1 rounded-full', ended ? 'bg-control' : done ? 'bg-accent' : 'bg-other')}
          />
          <span className={cn('flex items-center gap-1 font-medium', !done && 'text-muted')}>
            {done ? (
              ended ? (
                <Minus aria-hidden="true" className="size-4" />
              ) : (
                <Check aria-hidden="true" className="size-4 text-accent" />
              )
            ) : null}
            {word}
          </span>
          <span className="block text-label text-muted">
            {who ? `${who}, ` : null}
            {at ? <When instant={at} zone={zone} now={now} show="weekday-and-time" /> : null}
            {!done ? 'not yet' : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepsOf({ state, history, createdAt, askedById, takenOver }: RequestDetail, nameOf: NameOf): Step[] {
  const reached = (wanted: string) => history.find(({ to }) => to === wanted);
  const step = (word: string, wanted: string): Step => {
    const entry = reached(wanted);
    return { word, done: entry !== undefined, at: entry?.at ?? null, who: entry ? actorOf(entry, nameOf) : null };
  };
  const first: Step = { word: 'Requested', done: true, at: createdAt, who: nameOf(askedById) };
  if (takenOver && state === 'in-effect') return [{ ...step('In effect', 'in-effect'), done: true }];
  const accepted = step('Accepted', 'accepted');
  const effect = step('In effect', 'in-effect');
  // With one consent alone, that consent puts it into effect.
  const agreed: Step = effect.done && !accepted.done ? { ...effect, word: 'Accepted' } : accepted;
  if (isPending(state) || state === 'in-effect') return [first, agreed, effect];
  const last: Step = { ...step(stateOf(state).word, state), done: true, ended: true };
  return [first, ...(agreed.done ? [agreed] : []), ...(effect.done ? [effect] : []), last];
}
