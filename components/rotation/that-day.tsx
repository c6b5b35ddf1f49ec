'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roleWord } from '@/components/oncall/phrases';
import { useTRPC } from '@/components/trpc/client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { LoggedChange } from '@/server/rotation/change-log';
import { addDays, instantOf } from '@/server/time/wall-clock';
import { reasonFor } from './day-reasons';
import { loggedWords } from './difference-words';

type ThatDayProps = {
  rotationId: string;
  zone: string;
  changes: readonly LoggedChange[];
  nameOf: (personId: string) => string;
  now: Date;
};

/** Who was on call on a day, and which change made it so. */
export function ThatDay({ rotationId, zone, changes, nameOf, now }: ThatDayProps) {
  const trpc = useTRPC();
  const [day, setDay] = useState('');
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? instantOf(`${day}T00:00`, zone) : null;
  const window = { from: (from ?? now).toISOString(), to: addDays(from ?? now, 1, zone).toISOString() };
  const question = trpc.oncall.shifts.queryOptions({ rotationId, ...window }, { enabled: from !== null });
  const { data, isError } = useQuery(question);
  return (
    <div className="flex flex-col gap-2">
      <Field label="Who was on call on" hint="Any day, past or to come." required className="max-w-60">
        {(control) => <Input {...control} type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
      </Field>
      {isError ? <p className="text-critical">That day could not be read. Choose it again.</p> : null}
      {from && data ? (
        <ul aria-label="On call that day" aria-live="polite" className="flex flex-col gap-1">
          {data.shifts.map((shift) => {
            const reason = reasonFor(shift, changes);
            return (
              <li key={`${shift.role} ${shift.from.getTime()}`} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{nameOf(shift.personId)}</span>
                <span>
                  {roleWord(shift.role)}, {spanOf(shift.from, shift.to, zone, now)}
                </span>
                <span className="text-muted">
                  {sourceWords[shift.source]}
                  {reason ? `: ${reason.by}, ${dayAndTime(reason.at, zone, now)}, ` : ''}
                  {reason ? loggedWords(reason, nameOf, { zone, now }) : ''}
                </span>
              </li>
            );
          })}
          {data.gaps.map((gap) => (
            <li key={`gap ${gap.role} ${gap.from.getTime()}`}>
              <Mark kind="gap">
                Nobody is {gap.role}, {spanOf(gap.from, gap.to, zone, now)}
              </Mark>
            </li>
          ))}
          {data.shifts.length + data.gaps.length === 0 ? <li>Nobody was meant to be on call.</li> : null}
        </ul>
      ) : null}
    </div>
  );
}

const sourceWords = { rotation: 'from the rotation', override: 'by an override', swap: 'by a swap' } as const;
