'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import type { Helper } from './use-incident';

export type OwedRow = { key: number; title: string; ownerId: string; dueOn: string };

type FollowUpRowsProps = {
  /** Null: nobody answered yet. Empty: none. */
  rows: OwedRow[] | null;
  onChange: (rows: OwedRow[]) => void;
  helpers: readonly Helper[];
  /** Those it has already. */
  there: readonly { id: string; reference: string; title: string }[];
  error?: string | undefined;
};

/** What is owed after it: each with one owner and a day. None is an answer, and a button. */
export function FollowUpRows({ rows, onChange, helpers, there, error }: FollowUpRowsProps) {
  const all = rows ?? [];
  const add = () =>
    onChange([...all, { key: (all.at(-1)?.key ?? 0) + 1, title: '', ownerId: helpers[0]?.id ?? '', dueOn: '' }]);
  const set = (key: number, change: Partial<OwedRow>) =>
    onChange(all.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <FieldGroup
      legend="Follow-ups"
      error={error}
      hint="Without a day it is due in four weeks, for minor ones in eight."
    >
      {there.length > 0 ? (
        <ul aria-label="Already there" className="text-muted">
          {there.map(({ id, reference, title }) => (
            <li key={id}>
              {reference} {title}
            </li>
          ))}
        </ul>
      ) : null}
      <ul aria-label="New follow-ups" className="flex flex-col gap-2">
        {all.map((row, place) => (
          <li key={row.key} className="flex flex-wrap gap-2 max-sm:border-b max-sm:pb-3">
            <Input
              aria-label={`Follow-up ${place + 1}: what is to be done`}
              className="min-w-52 flex-1 max-sm:basis-full"
              value={row.title}
              placeholder="What is to be done"
              onChange={(event) => set(row.key, { title: event.target.value })}
            />
            <Select
              aria-label={`Follow-up ${place + 1}: owner`}
              className="w-44 max-sm:flex-1"
              value={row.ownerId}
              onChange={(event) => set(row.key, { ownerId: event.target.value })}
            >
              {helpers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Input
              aria-label={`Follow-up ${place + 1}: due day`}
              type="date"
              className="w-40 max-sm:flex-1"
              value={row.dueOn}
              onChange={(event) => set(row.key, { dueOn: event.target.value })}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Leave out follow-up ${place + 1}`}
              onClick={() => onChange(all.filter(({ key }) => key !== row.key))}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={add}>Add a follow-up</Button>
        <Button
          aria-pressed={rows?.length === 0}
          className={rows?.length === 0 ? 'border-accent bg-accent-tint text-accent' : ''}
          onClick={() => onChange([])}
        >
          None
        </Button>
      </div>
    </FieldGroup>
  );
}
