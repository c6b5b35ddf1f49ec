'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Radio, Select } from '@/components/ui/input';
import { dayAndTime, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { Candidate } from '@/server/request/view';
import { type AskDraft, type AskField, fieldId } from './ask-draft';
import type { NameOf } from './request-words';

/** The best placed; the others are one press away. */
const few = 5;

type WhoFieldProps = {
  draft: AskDraft;
  candidates: readonly Candidate[];
  nameOf: NameOf;
  zoneOf: (personId: string) => string | undefined;
  /** The clock on which handoffs are told. */
  zone: string;
  /** When the asked time begins: at what hour that is for each. */
  begins: Date | null;
  faults: Partial<Record<AskField, string>>;
  now: Date;
  onChange: (part: Partial<AskDraft>) => void;
};

/** Whom to ask: everyone, or one of those who could, the one best placed first. */
export function WhoField({ draft, candidates, nameOf, zoneOf, begins, faults, zone, now, onChange }: WhoFieldProps) {
  const chosen = candidates.find(({ personId }) => personId === draft.withId);
  const turnsOf = (candidate: Candidate | undefined) => candidate?.turns ?? [];
  const [all, setAll] = useState(false);
  // Without a turn there is nothing to give.
  const able = draft.kind === 'swap' ? candidates.filter(({ turns }) => turns.length > 0) : candidates;
  const shown = all ? able : able.filter(({ personId }, i) => i < few || personId === draft.withId);
  return (
    <>
      <div id={fieldId('with')} tabIndex={-1} className="outline-none">
        <FieldGroup legend="Whom do you ask?" error={faults.with}>
          <div className="divide-y rounded-control border px-3">
            <Radio
              name="with"
              className="sm:pointer-fine:py-2"
              checked={draft.withId === null}
              onChange={() => onChange({ withId: null, theirTurn: null })}
              hint={
                draft.kind === 'swap' ? 'Whoever accepts says which turn they give.' : 'The first to accept has it.'
              }
            >
              Everyone in the team
            </Radio>
            {shown.map((candidate) => (
              <Radio
                key={candidate.personId}
                name="with"
                className="sm:pointer-fine:py-2 [&>span:last-child]:grow"
                checked={draft.withId === candidate.personId}
                onChange={() => {
                  const theirTurn = turnsOf(candidate)[0]?.getTime() ?? null;
                  onChange({ withId: candidate.personId, theirTurn });
                }}
              >
                <CandidateWords {...{ candidate, nameOf, begins }} theirZone={zoneOf(candidate.personId)} />
              </Radio>
            ))}
            {shown.length < able.length ? (
              <div className="py-1">
                <Button variant="ghost" size="small" onClick={() => setAll(true)}>
                  Show {able.length - shown.length} more
                </Button>
              </div>
            ) : null}
          </div>
        </FieldGroup>
      </div>
      {draft.kind === 'swap' && chosen ? (
        <Field
          id={fieldId('withTurnStartsAt')}
          label={`The turn of ${nameOf(chosen.personId)} that you take`}
          error={faults.withTurnStartsAt}
          required
        >
          {(control) => (
            <Select
              {...control}
              value={draft.theirTurn ?? ''}
              onChange={({ target }) => onChange({ theirTurn: target.value ? Number(target.value) : null })}
            >
              <option value="">Choose a turn</option>
              {turnsOf(chosen).map((turn) => (
                <option key={turn.getTime()} value={turn.getTime()}>
                  From {dayAndTime(turn, zone, now)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
    </>
  );
}

type CandidateWordsProps = {
  candidate: Candidate;
  nameOf: NameOf;
  theirZone: string | undefined;
  begins: Date | null;
};

function CandidateWords({ candidate, nameOf, theirZone, begins }: CandidateWordsProps) {
  const { personId, free, reachable, timeOff, asleep, inWorkingHours, turnsServed, turnsAfter, warnings } = candidate;
  const clean = free && reachable && !timeOff && warnings.length === 0;
  const hours = asleep ? 'at night there' : inWorkingHours ? 'in working hours' : 'outside working hours';
  return (
    <span className="flex flex-col gap-0.5">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{nameOf(personId)}</span>
        {clean ? (
          <Mark kind="good" look="plain" className="text-label">
            Free
          </Mark>
        ) : null}
      </span>
      <span className="text-label text-muted">
        {begins && theirZone ? `begins ${timeOfDay(begins, theirZone)}, ${hours} · ` : ''}
        {turnsServed} turns served, {turnsAfter} ahead with this
      </span>
      {warnings.map((warning) => (
        <Mark key={warning} kind="major" look="plain" className="whitespace-normal text-label">
          {warning}
        </Mark>
      ))}
    </span>
  );
}
