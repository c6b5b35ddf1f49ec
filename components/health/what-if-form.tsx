'use client';

import { useId } from 'react';
import { targetWords } from '@/components/escalation/policy-words';
import type { Answers } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Select } from '@/components/ui/input';
import { MoveButtons } from '@/components/ui/move-buttons';
import { priorities } from '@/server/escalation/priority';

export type Choices = {
  services: Answers['service']['list'];
  policies: Answers['escalation']['list'];
  queues: readonly { id: string; name: string; queue: readonly string[] }[];
  /** Of the people of the team, by id. */
  names: Record<string, string>;
};
export type Policy = Choices['policies'][number];

/** What is changed; empty texts: as it was. */
export type Wish = {
  serviceId: string;
  policyId: string;
  steps: { minutes: string; priorityAtLeast: string }[];
  groupMinutes: string;
  rotationId: string;
  queue: { personId: string; stays: boolean }[];
};

export const nothingChanged: Wish = {
  ...{ serviceId: '', policyId: '', steps: [], groupMinutes: '', rotationId: '', queue: [] },
};

type FormProps = { choices: Choices; wish: Wish; onWish: (wish: Wish) => void; faults: Record<string, string> };

/** Service, policy, grouping and queue as they might have been. */
export function WhatIfForm({ choices: { services, policies, queues, names }, wish, onWish, faults }: FormProps) {
  const change = (part: Partial<Wish>) => onWish({ ...wish, ...part });
  const policy = policies.find(({ id }) => id === wish.policyId);
  const choosePolicy = (policyId: string) =>
    change({ policyId, steps: stepsOf(policies.find(({ id }) => id === policyId)) });
  const chooseRotation = (rotationId: string) => {
    const found = queues.find(({ id }) => id === rotationId);
    change({ rotationId, queue: (found?.queue ?? []).map((personId) => ({ personId, stays: true })) });
  };
  const move = (place: number, by: 1 | -1) => {
    const queue = [...wish.queue];
    const [one] = queue.splice(place, 1);
    if (one) queue.splice(place + by, 0, one);
    change({ queue });
  };
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Field label="Alerts of" error={faults.serviceId} required>
          {(control) => (
            <Select {...control} value={wish.serviceId} onChange={(event) => change({ serviceId: event.target.value })}>
              <option value="">All services of the team</option>
              {services.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Escalation policy" error={faults.policy} required>
          {(control) => (
            <Select {...control} value={wish.policyId} onChange={(event) => choosePolicy(event.target.value)}>
              <option value="">As it was</option>
              {policies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {policy ? <Steps policy={policy} wish={wish} onWish={onWish} names={names} queues={queues} /> : null}
      </div>
      <div className="flex flex-col gap-4">
        <Field
          label="Grouping"
          hint="What opens so soon after another alert of its service is taken together with it."
          error={faults.groupSeconds}
          required
        >
          {(control) => (
            <Select
              {...control}
              value={wish.groupMinutes}
              onChange={(event) => change({ groupMinutes: event.target.value })}
            >
              <option value="">As it is</option>
              <option value="0">None</option>
              {['1', '5', '15', '60'].map((minutes) => (
                <option key={minutes} value={minutes}>
                  {minutes} min
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Queue" hint="Covers and swaps of the time then count no more." error={faults.queue} required>
          {(control) => (
            <Select {...control} value={wish.rotationId} onChange={(event) => chooseRotation(event.target.value)}>
              <option value="">As it was</option>
              {queues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {wish.rotationId ? (
          <ol className="flex flex-col gap-1" aria-label="The queue as it would have been">
            {wish.queue.map(({ personId, stays }, place) => (
              <li key={personId} className="flex items-center gap-1">
                <div className="min-w-0 flex-1">
                  <Checkbox
                    checked={stays}
                    onChange={(event) =>
                      change({
                        queue: wish.queue.map((one) =>
                          one.personId === personId ? { ...one, stays: event.target.checked } : one,
                        ),
                      })
                    }
                  >
                    {names[personId] ?? 'Former member'}
                  </Checkbox>
                </div>
                <MoveButtons
                  name={names[personId] ?? 'former member'}
                  first={place === 0}
                  last={place === wish.queue.length - 1}
                  onMove={(by) => move(place, by)}
                />
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </div>
  );
}

const stepsOf = (policy: Policy | undefined): Wish['steps'] =>
  (policy?.steps ?? []).map(({ afterSeconds, priorityAtLeast }) => ({
    ...{ minutes: String(afterSeconds / 60), priorityAtLeast: priorityAtLeast ?? '' },
  }));

type StepsProps = Pick<FormProps, 'wish' | 'onWish'> & Pick<Choices, 'names' | 'queues'> & { policy: Policy };

/** The steps of a policy: after how long each, and from what priority on. Taken out, a step pages nobody. */
function Steps({ policy, wish, onWish, names, queues }: StepsProps) {
  const id = useId();
  const known = {
    people: new Map(Object.entries(names)),
    rotations: new Map(queues.map(({ id: rotationId, name }) => [rotationId, name])),
    teams: new Map<string, string>(),
  };
  const change = (place: number, part: Partial<Wish['steps'][number]>) =>
    onWish({ ...wish, steps: wish.steps.map((step, i) => (i === place ? { ...step, ...part } : step)) });
  return (
    <FieldGroup legend="Its steps" hint="Minutes after the step before. Change them here; the policy itself stays.">
      <ol className="flex flex-col gap-3">
        {wish.steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name, and are never moved
          <li key={`${id} ${place}`} className="flex flex-wrap items-end gap-2">
            <p className="w-full font-medium">
              {place + 1}. {(policy.steps[place]?.targets ?? []).map((target) => targetWords(target, known)).join(', ')}
            </p>
            <Field label={`Minutes until step ${place + 1}`} className="w-44" required>
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  value={step.minutes}
                  onChange={(event) => change(place, { minutes: event.target.value })}
                />
              )}
            </Field>
            <Field label={`Step ${place + 1} pages for`} className="min-w-40 flex-1" required>
              {(control) => (
                <Select
                  {...control}
                  value={step.priorityAtLeast}
                  onChange={(event) => change(place, { priorityAtLeast: event.target.value })}
                >
                  <option value="">Every priority</option>
                  {priorities.slice(0, -1).map((priority) => (
                    <option key={priority} value={priority}>
                      {priority === 'P1' ? 'P1 only' : `P1 to ${priority}`}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </li>
        ))}
      </ol>
      <Button variant="ghost" className="mt-2 self-start" onClick={() => onWish({ ...wish, steps: stepsOf(policy) })}>
        As the policy is
      </Button>
    </FieldGroup>
  );
}
