'use client';

import { useQuery } from '@tanstack/react-query';
import { CalendarSync } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { Board, BoardRole, BoardRotation } from '@/server/oncall/board';
import { paths } from '@/server/paths';
import type { Prefill } from './ask-address';
import { isPending, waitsForWords } from './request-words';
import { TakeOver } from './take-over';

type RoleRequestsProps = {
  board: Board;
  rotation: BoardRotation;
  role: BoardRole;
  now: Date;
};

/** The two ways to hand a role on: asking, where one holds it, and taking it, where somebody else does. */
export function HandOn({
  board,
  rotation,
  role,
  now,
  onAsk,
}: RoleRequestsProps & { onAsk: (prefill: Prefill) => void }) {
  if (!board.viewer) return null;
  if (role.personId !== null && role.personId === board.viewer.id) {
    return (
      <Button onClick={() => onAsk({ kind: 'cover', rotation: rotation.id, role: role.role, from: role.from })}>
        <CalendarSync aria-hidden="true" /> Ask for cover
      </Button>
    );
  }
  const holder = board.people.find(({ id }) => id === role.personId)?.name ?? null;
  return <TakeOver {...{ rotation, holder, now }} role={role.role} until={role.until} />;
}

/** Until a request is in effect the original person is on call, and the card says so. */
export function PendingCover({ board, rotation, role, now }: RoleRequestsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.request.list.queryOptions({ tab: 'team' }));
  const open = data?.items.filter(
    (request) =>
      isPending(request.state) &&
      request.rotation.id === rotation.id &&
      request.personId === role.personId &&
      (request.role === role.role || request.role === null) &&
      (role.until === null || request.from < role.until),
  );
  if (!data || !open || open.length === 0) return null;
  const nameOf = (id: string) =>
    id === board.viewer?.id ? 'You' : (data.people.find((person) => person.id === id)?.name ?? 'Somebody');
  return (
    <ul className="flex flex-col gap-1.5">
      {open.map((request) => {
        const holder = nameOf(request.personId);
        return (
          <li key={request.id} className="rounded-control border border-waiting/35 bg-waiting-tint px-3 py-2">
            <Mark kind="waiting" look="plain" className="whitespace-normal">
              {request.kind === 'swap' ? 'Swap' : 'Cover'} asked, not yet in effect
            </Mark>
            <p>
              <Link href={paths.request(request.id)} className="underline underline-offset-2">
                {request.label}
              </Link>
              , {spanOf(request.from, request.to, rotation.zone, now)}. {holder} {holder === 'You' ? 'are' : 'is'} on
              call until this is in effect. {waitsForWords(request, nameOf)}.
            </p>
          </li>
        );
      })}
    </ul>
  );
}
