'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import type { RequestRow } from '@/server/request/view';

type TurnQuestionProps = {
  request: Pick<RequestRow, 'rotation'>;
  value: string;
  error: string | undefined;
  now: Date;
  onChange: (turnStartsAt: string) => void;
};

/** Whoever takes a swap that was offered to everyone says which turn of theirs they give. */
export function TurnQuestion({ request: { rotation }, value, error, now, onChange }: TurnQuestionProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.request.form.queryOptions({}));
  const turns = data?.rotations.find(({ id }) => id === rotation.id)?.myTurns ?? [];
  return (
    <Field label="The turn you give" error={error} required>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">Choose a turn</option>
          {turns.map((turn) => (
            <option key={turn.getTime()} value={turn.toISOString()}>
              From {dayAndTime(turn, rotation.zone, now)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
