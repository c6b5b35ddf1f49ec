'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Select } from '@/components/ui/input';

type QueueFieldProps = {
  /** Whoever may stand in it. */
  people: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (queue: string[]) => void;
  error?: string | undefined;
};

/** People in the order of their turns. Moved by buttons: by key, by pointer, and without dragging. */
export function QueueField({ people, value, onChange, error }: QueueFieldProps) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const left = people.filter(({ id }) => !value.includes(id));
  const swap = (i: number, j: number) =>
    onChange(value.map((id, at) => (at === i ? value[j] : at === j ? value[i] : id) ?? id));
  return (
    <FieldGroup legend="Order" hint="The first has the first turn; after a turn one goes to the back." error={error}>
      <ol className="flex flex-col gap-1">
        {value.map((id, i) => (
          <li key={id} className="flex min-h-11 items-center gap-1 rounded-control border px-3 sm:pointer-fine:min-h-9">
            <span className="w-6 text-muted">{i + 1}</span>
            <span className="min-w-0 flex-1 truncate font-medium">{nameOf(id)}</span>
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Move ${nameOf(id)} up`}
              disabled={i === 0}
              onClick={() => swap(i, i - 1)}
            >
              <ArrowUp aria-hidden="true" />
            </Button>
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Move ${nameOf(id)} down`}
              disabled={i === value.length - 1}
              onClick={() => swap(i, i + 1)}
            >
              <ArrowDown aria-hidden="true" />
            </Button>
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Remove ${nameOf(id)}`}
              onClick={() => onChange(value.filter((each) => each !== id))}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      {left.length > 0 ? (
        <Select
          aria-label="Add a person"
          value=""
          onChange={({ target }) => (target.value ? onChange([...value, target.value]) : undefined)}
        >
          <option value="" disabled>
            Add a person…
          </option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : null}
    </FieldGroup>
  );
}
