'use client';

import { type RefObject, useState } from 'react';
import { useNow } from '@/components/clock';
import { Notice } from '@/components/ui/notice';
import { When } from '@/components/ui/when';
import type { RequestDetail } from '@/server/request/view';
import { DecisionConflict } from './decision-conflict';
import { DecisionForm } from './decision-form';
import { EffectPanel } from './effect-panel';
import { RequestHistory } from './request-history';
import { behalfWords, isPending, type NameOf, reasonWord, sentenceOf, waitsForWords } from './request-words';
import { StepLine } from './step-line';
import type { Act, Decisions } from './use-decisions';
import { YourWeeks } from './your-weeks';

export type Viewer = { id: string; zone: string };

type DecisionPaneProps = {
  request: RequestDetail;
  viewer: Viewer;
  decisions: Decisions;
  press?: RefObject<((act: Act) => void) | null>;
  /** Its headings lie below those of the page, or of the card around it. */
  heading?: 'h2' | 'h3';
};

export const namesOf =
  ({ people }: Pick<RequestDetail, 'people'>, viewerId: string): NameOf =>
  (id) =>
    id === viewerId ? 'You' : (people.find((person) => person.id === id)?.name ?? 'Somebody who left');

/** One request, whole: what is asked, where it stands, what it does, what was said, and the answer. */
export function DecisionPane({ request, viewer, decisions, press, heading: Heading = 'h2' }: DecisionPaneProps) {
  const now = useNow();
  const nameOf = namesOf(request, viewer.id);
  const clock = { zone: request.rotation.zone, now };
  const { effect, history, state } = request;
  const concerned = effect?.changes.some(({ fromPersonId, toPersonId }) =>
    [fromPersonId, toPersonId].includes(viewer.id),
  );
  return (
    <div className="flex flex-col gap-5 max-sm:pb-16">
      <div className="flex flex-col gap-4">
        <p className="max-w-[60ch] font-medium text-section">{sentenceOf(request, nameOf, clock)}</p>
        <StepLine {...{ request, nameOf, ...clock }} />
        <Standing {...{ request, nameOf, viewer, now }} />
        <Moved request={request} />
        <DecisionConflict {...{ request, nameOf, ...clock }} failure={decisions.stateOf(request.id).failure} />
      </div>
      <Why request={request} nameOf={nameOf} />
      {effect ? (
        <section aria-label="Before and after" className="sm:rounded-card sm:border sm:p-4">
          <Heading className="mb-3 font-semibold">Before and after</Heading>
          <EffectPanel
            {...{ effect, nameOf, viewer, ...clock }}
            words={stripWords(request)}
            decided={!isPending(state)}
          />
        </section>
      ) : null}
      {effect && concerned ? <YourWeeks {...{ effect, viewer, now, heading: Heading }} /> : null}
      <DecisionForm {...{ request, decisions, now }} seenVersion={effect?.version} {...(press ? { press } : {})} />
      <section aria-label="History of this request">
        <Heading className="mb-1 font-semibold">History</Heading>
        <RequestHistory {...{ history, nameOf, ...clock }} />
      </section>
    </div>
  );
}

function stripWords({ state, waitsFor }: RequestDetail): { before: string; after: string } {
  if (isPending(state)) return { before: 'Today', after: waitsFor?.act === 'accept' ? 'If accepted' : 'If approved' };
  return { before: 'Before', after: state === 'in-effect' ? 'In effect' : 'As it was asked' };
}

type StandingProps = { request: RequestDetail; nameOf: NameOf; viewer: Viewer; now: Date };

/** Who must act next, until when, and who is on call until then. */
function Standing({ request, nameOf, viewer, now }: StandingProps) {
  const { expiresAt, holderUntilInEffectId, rotation, whyNot } = request;
  const waits = waitsForWords(request, nameOf);
  if (!waits) return null;
  const behalf = behalfWords(request, nameOf, now);
  const holder = holderUntilInEffectId === null ? null : nameOf(holderUntilInEffectId);
  return (
    <Notice tone="waiting" title={`${waits}.`}>
      {behalf ? <p>You decide {behalf}.</p> : null}
      {holder ? (
        <p>
          {holder} {holder === 'You' ? 'are' : 'is'} on call until this is in effect.
        </p>
      ) : null}
      {expiresAt ? (
        <p>
          It expires <When instant={expiresAt} zone={viewer.zone} now={now} show="relative" />, as its time begins:{' '}
          <When instant={expiresAt} zone={rotation.zone} now={now} alsoIn={{ zone: viewer.zone, word: 'your time' }} />.
          Then nothing changes.
        </p>
      ) : null}
      {whyNot && !whyNot.startsWith('Waits for') ? <p>{whyNot}</p> : null}
    </Notice>
  );
}

/** The calendar went on while one was reading: said once, where it would be another picture. */
function Moved({ request: { effect, state } }: { request: RequestDetail }) {
  const picture = JSON.stringify([effect?.after, effect?.changes]);
  const [first, setFirst] = useState({ picture, state });
  if (first.state !== state) setFirst({ picture, state });
  const sinceAsked = effect?.moved === true;
  if (!effect || (first.picture === picture && !sinceAsked)) return null;
  return (
    <Notice
      tone="major"
      live="polite"
      title={sinceAsked ? 'The schedule has moved since this was asked' : 'This changed while you were reading'}
    >
      What stands below is how it would be now.
    </Notice>
  );
}

function Why({ request, nameOf }: { request: RequestDetail; nameOf: NameOf }) {
  const { reason, note, personId, tradesThisQuarter, takenOver } = request;
  if (takenOver) return null;
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_auto_1fr] [&_dt]:text-label [&_dt]:text-muted">
      <div>
        <dt>Why</dt>
        <dd>{reasonWord(reason)}</dd>
      </div>
      <div>
        <dt>Trades of {nameOf(personId) === 'You' ? 'yours' : nameOf(personId)} this quarter</dt>
        <dd className="tabular-nums">{tradesThisQuarter}</dd>
      </div>
      {note ? (
        <div className="min-w-0">
          <dt>Note</dt>
          <dd className="wrap-anywhere whitespace-pre-wrap">{note}</dd>
        </div>
      ) : null}
    </dl>
  );
}
