'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import type { Policy } from '@/server/escalation/policy';
import { type Priority, priorities } from '@/server/escalation/priority';
import {
  addDaysWall,
  formatLocal,
  instantOf,
  localTime,
  parseLocal,
  startOfDayWall,
  wallAt,
} from '@/server/time/wall-clock';
import { SimulationDrawing } from './simulation-drawing';
import { SimulationTable } from './simulation-table';

type SimulationProps = {
  policyId: string | null;
  teamId: string;
  /** As it is being written; null while something is missing. */
  draft: Policy | null;
  /** The viewer's; in it the time is chosen and told. */
  zone: string;
};

const nightMs = (3 * 60 + 12) * 60_000;

/** The coming night at 03:12 on the viewer's clock: the hour that a policy is for. */
function comingNight(now: Date, zone: string): string {
  const clock = wallAt(now.getTime(), zone);
  const today = startOfDayWall(clock) + nightMs;
  return formatLocal(today > clock ? today : addDaysWall(startOfDayWall(clock), 1) + nightMs);
}

/** "If an alert came in then and nobody took it": who would be paged when, over what, drawn and in words. */
export function Simulation({ policyId, teamId, draft, zone }: SimulationProps) {
  const trpc = useTRPC();
  const now = useNow(60);
  const [local, setLocal] = useState(() => comingNight(now, zone));
  const [priority, setPriority] = useState<Priority>('P1');
  const settled = useSettled(draft);
  const at = parseLocal(local) === null ? null : instantOf(local, zone);
  const { data, error } = useQuery(
    trpc.escalation.simulate.queryOptions(
      {
        ...(policyId && { policyId }),
        ...(settled && { draft: { ...settled, teamId } }),
        at: (at ?? now).toISOString(),
        priority,
      },
      { enabled: at !== null && settled !== null, placeholderData: keepPreviousData, retry: false },
    ),
  );
  return (
    <Card aria-labelledby="simulation">
      <CardHeader id="simulation" title="What would happen" detail="if an alert came in then and nobody took it" />
      <CardBody className="flex flex-col gap-4">
        <div className="flex flex-wrap items-end gap-3">
          <Field label={`Alert at (${zoneWord(zone, at ?? now)})`} required>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                className="w-58"
                value={local}
                onChange={({ target }) => setLocal(target.value)}
              />
            )}
          </Field>
          <Field label="Priority" required>
            {(control) => (
              <Select
                {...control}
                className="w-28"
                value={priority}
                onChange={({ target }) => setPriority(target.value as Priority)}
              >
                {priorities.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            )}
          </Field>
          <Button onClick={() => setLocal(localTime(now, zone))}>Now</Button>
          <Button onClick={() => setLocal(comingNight(now, zone))}>Coming night</Button>
        </div>
        {settled === null ? (
          <p className="text-muted">It is drawn here as soon as every step says whom it pages.</p>
        ) : error ? (
          <Notice tone="major" title="This cannot be drawn">
            {refusalOf(error).message}
          </Notice>
        ) : data ? (
          <>
            <SimulationDrawing steps={data.steps} from={data.at} zone={zone} />
            <SimulationTable steps={data.steps} from={data.at} zone={zone} />
            <p className="text-muted">
              Who is on call is asked as each step comes due, so later changes of the rotation count. The fallback is
              paged again and again, until somebody acknowledges.
            </p>
          </>
        ) : (
          <div className="min-h-48" />
        )}
      </CardBody>
    </Card>
  );
}

/** The value once it has not changed for a moment: a letter typed is no question. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
