'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { MoveButtons } from '@/components/ui/move-buttons';

type QueueFieldProps = {
  /** Whoever may stand in it. */
  people: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (queue: string[]) => void;
  error?: string | undefined;
  /** What it is the order of, where there are several. */
  legend?: string;
  hint?: string;
};

const afterATurn = 'The first has the first turn; after a turn one goes to the back.';

/** People in the order of their turns. Moved by buttons: by key, by pointer, and without dragging. */
export function QueueField(props: QueueFieldProps) {
  const { people, value, onChange, error, legend = 'Order', hint = afterATurn } = props;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const left = people.filter(({ id }) => !value.includes(id));
  const swap = (i: number, j: number) =>
    onChange(value.map((id, at) => (at === i ? value[j] : at === j ? value[i] : id) ?? id));
  return (
    <FieldGroup legend={legend} hint={hint} error={error}>
      <ol className="flex flex-col gap-1">
        {value.map((id, i) => (
          <li key={id} className="flex min-h-11 items-center gap-1 rounded-control border px-3 sm:pointer-fine:min-h-9">
            <span className="w-6 text-muted">{i + 1}</span>
            <span className="min-w-0 flex-1 truncate font-medium">{nameOf(id)}</span>
            <MoveButtons
              name={nameOf(id)}
              first={i === 0}
              last={i === value.length - 1}
              onMove={(by) => swap(i, i + by)}
            />
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
          aria-label={legend === 'Order' ? 'Add a person' : `Add a person: ${legend}`}
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
