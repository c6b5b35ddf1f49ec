'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { instantOf } from '@/server/time/wall-clock';
import type { definitionOf } from './rotation-draft';

type Props = {
  definition: ReturnType<typeof definitionOf>;
  nameOf: (id: string) => string;
  now: Date;
};

const weeks = 12;

/** What the draft would mean: the next twelve weeks, drawn while one types, by the same code that will be on call. */
export function WeeksPreview({ definition, nameOf, now }: Props) {
  const trpc = useTRPC();
  const settled = useDeferredValue(definition);
  const from = instantOf(settled.startsAt, settled.timeZone);
  const to = new Date(from.getTime() + weeks * 7 * 86_400_000);
  const input = { definition: settled, from: from.toISOString(), to: to.toISOString() };
  const drawn = useQuery({
    ...trpc.rotation.preview.queryOptions(input, { enabled: settled.queue.length > 0 }),
    placeholderData: keepPreviousData,
  });
  if (settled.queue.length === 0 || !drawn.data) return null;
  const { shifts, gaps } = drawn.data;
  const starts = [...new Set([...shifts, ...gaps].map((piece) => piece.from.getTime()))].sort((a, b) => a - b);
  const holder = (role: string, at: number) =>
    shifts.find((shift) => shift.role === role && shift.from.getTime() <= at && at < shift.to.getTime());

  return (
    <Table caption={`The next ${weeks} weeks`} captionShown>
      <TableHead>
        <TableRow>
          <TableHeader>Week</TableHeader>
          <TableHeader>Primary</TableHeader>
          <TableHeader>Secondary</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {starts.map((start, place) => (
          <TableRow key={start}>
            <TableCell className="whitespace-nowrap">
              {spanOf(new Date(start), new Date(starts[place + 1] ?? to.getTime()), settled.timeZone, now)}
            </TableCell>
            {['primary', 'secondary'].map((role) => {
              const shift = holder(role, start);
              return (
                <TableCell key={role}>
                  {shift ? nameOf(shift.person) : <Mark kind="gap">Nobody is {role}</Mark>}
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
