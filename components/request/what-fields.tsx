import { roleWord } from '@/components/oncall/phrases';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input, Radio, Select } from '@/components/ui/input';
import { dayAndTime, inFull, spanOf, zoneWord } from '@/components/ui/instant';
import type { AskForm } from '@/server/request/view';
import {
  type AskDraft,
  type AskField,
  type AskRotation,
  fieldId,
  nextStart,
  shiftKey,
  shiftOf,
  withShift,
} from './ask-draft';
import { readingOf, readingsOf } from './local-instant';

type WhatFieldsProps = {
  form: AskForm;
  draft: AskDraft;
  rotation: AskRotation;
  faults: Partial<Record<AskField, string>>;
  now: Date;
  onChange: (part: Partial<AskDraft>) => void;
};

/** What is mine, and whether I want somebody to take it or to trade it. */
export function WhatFields({ form, draft, rotation, faults, now, onChange }: WhatFieldsProps) {
  const part = { draft, rotation, faults, now, onChange };
  return (
    <>
      <FieldGroup legend="What do you need?">
        <div className="grid gap-x-4 sm:grid-cols-2">
          <Radio
            name="kind"
            checked={draft.kind === 'cover'}
            onChange={() => onChange({ kind: 'cover' })}
            hint="Somebody takes your time; nothing comes back."
          >
            Cover
          </Radio>
          <Radio
            name="kind"
            checked={draft.kind === 'swap'}
            onChange={() => onChange({ kind: 'swap' })}
            hint="Two turns trade places, all weeks of them."
          >
            Swap
          </Radio>
        </div>
      </FieldGroup>
      {form.rotations.length > 1 ? (
        <Field label="Rotation" required>
          {(control) => (
            <Select
              {...control}
              value={draft.rotationId}
              onChange={({ target }) => {
                const next = form.rotations.find(({ id }) => id === target.value);
                if (!next) return;
                const turn = next.myTurns[0]?.getTime() ?? null;
                const about = { ...draft, rotationId: next.id, turn, withId: null, theirTurn: null };
                onChange(withShift(about, next, next.mine[0]));
              }}
            >
              {form.rotations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      {draft.kind === 'swap' ? <TurnField {...part} /> : <ShiftField {...part} />}
    </>
  );
}

type PartProps = Omit<WhatFieldsProps, 'form'>;

function TurnField({ draft, rotation, faults, now, onChange }: PartProps) {
  return (
    <Field
      id={fieldId('turnStartsAt')}
      label="Your turn"
      hint="From its handoff on; your weeks in the other roles move along."
      error={faults.turnStartsAt}
      required
    >
      {(control) => (
        <Select
          {...control}
          value={draft.turn ?? ''}
          onChange={({ target }) => onChange({ turn: target.value ? Number(target.value) : null })}
        >
          {rotation.myTurns.length === 0 ? <option value="">No turn of yours in the next 26 weeks</option> : null}
          {rotation.myTurns.map((turn) => (
            <option key={turn.getTime()} value={turn.getTime()}>
              {roleWord(rotation.roles[0] ?? '')} from {dayAndTime(turn, rotation.zone, now)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function ShiftField({ draft, rotation, faults, now, onChange }: PartProps) {
  const shift = shiftOf(rotation, draft);
  return (
    <>
      <Field id={fieldId('role')} label="Your shift" error={faults.role} required>
        {(control) => (
          <Select
            {...control}
            value={draft.shift}
            onChange={({ target }) => {
              const next = rotation.mine.find((each) => shiftKey(each) === target.value);
              onChange(withShift(draft, rotation, next));
            }}
          >
            {rotation.mine.length === 0 ? <option value="">No shift of yours in the next 26 weeks</option> : null}
            {rotation.mine.map((each) => (
              <option key={shiftKey(each)} value={shiftKey(each)}>
                {roleWord(each.role)}, {spanOf(each.from, each.to, rotation.zone, now)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {shift ? (
        <FieldGroup legend="How much of it">
          <div className="flex flex-wrap gap-x-6">
            <Radio name="whole" checked={draft.whole} onChange={() => onChange(withShift(draft, rotation, shift))}>
              {shift.from <= now
                ? `What is left, from ${dayAndTime(nextStart(now), rotation.zone, now)}`
                : 'The whole shift'}
            </Radio>
            <Radio name="whole" checked={!draft.whole} onChange={() => onChange({ whole: false })}>
              A part of it
            </Radio>
          </div>
          {draft.whole ? null : (
            <div className="grid gap-3 sm:grid-cols-2">
              <Edge edge="from" {...{ draft, rotation, faults, now, onChange }} />
              <Edge edge="to" {...{ draft, rotation, faults, now, onChange }} />
            </div>
          )}
        </FieldGroup>
      ) : null}
    </>
  );
}

/** One end of the part: on the rotation's clock, which is said; asked which one where that clock shows it twice. */
function Edge({ edge, draft, rotation, faults, onChange }: PartProps & { edge: 'from' | 'to' }) {
  const { zone } = rotation;
  const second = edge === 'from' ? 'fromSecond' : 'toSecond';
  const readings = readingsOf(draft[edge], zone);
  const at = readingOf(draft[edge], zone, draft[second]);
  return (
    <div className="flex flex-col gap-2">
      <Field
        id={fieldId(edge)}
        label={`${edge === 'from' ? 'Start' : 'End'}, ${at ? zoneWord(zone, at) : zone.replaceAll('_', ' ')}`}
        error={faults[edge]}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={draft[edge]}
            onChange={({ target }) => onChange({ [edge]: target.value, [second]: false })}
          />
        )}
      </Field>
      {readings.length > 1 ? (
        <FieldGroup legend="The clock shows this time twice. Which one?">
          {readings.map((reading, i) => (
            <Radio
              key={reading.getTime()}
              name={`${edge}-reading`}
              checked={draft[second] === (i === 1)}
              onChange={() => onChange({ [second]: i === 1 })}
            >
              {inFull(reading, zone)}
            </Radio>
          ))}
        </FieldGroup>
      ) : null}
    </div>
  );
}
