'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Checkbox } from '@/components/ui/input';
import { moved } from './rotation-draft';

type QueueFieldProps = {
  people: { id: string; name: string }[];
  /** Ids, first one first. */
  queue: string[];
  onChange: (queue: string[]) => void;
  error?: string | undefined;
};

/** Who takes turns, and in which order: a tick and two buttons each, no dragging needed. */
export function QueueField({ people, queue, onChange, error }: QueueFieldProps) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const others = people.filter(({ id }) => !queue.includes(id));
  return (
    <FieldGroup legend="Order" hint="The first is on call now." error={error}>
      <ol className="flex flex-col">
        {queue.map((id, place) => (
          <li key={id} className="flex items-center gap-2">
            <span className="w-5 text-right text-muted tabular-nums">{place + 1}</span>
            <Checkbox checked onChange={() => onChange(queue.filter((other) => other !== id))}>
              {nameOf(id)}
            </Checkbox>
            <span className="ml-auto flex gap-1">
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${nameOf(id)} up`}
                disabled={place === 0}
                onClick={() => onChange(moved(queue, place, -1))}
              >
                <ArrowUp aria-hidden="true" />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${nameOf(id)} down`}
                disabled={place === queue.length - 1}
                onClick={() => onChange(moved(queue, place, 1))}
              >
                <ArrowDown aria-hidden="true" />
              </Button>
            </span>
          </li>
        ))}
        {others.map(({ id, name }) => (
          <li key={id} className="flex items-center gap-2 pl-7">
            <Checkbox checked={false} onChange={() => onChange([...queue, id])}>
              {name}
            </Checkbox>
          </li>
        ))}
      </ol>
    </FieldGroup>
  );
}
