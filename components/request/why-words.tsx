'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { dayAndTime } from '@/components/ui/instant';
import { paths } from '@/server/paths';
import type { Why } from '@/server/request/view';
import { kindWord } from './request-words';

type WhyWordsProps = {
  rotationId: string;
  role: string;
  /** An instant within the shift. */
  at: Date;
  zone: string;
  viewerId: string | null;
  now: Date;
};

/** What made it so: "Swap SWP-17, in effect since Tue 3 Nov", with the way there; or who changed the rotation by hand. */
export function WhyWords({ rotationId, role, at, zone, viewerId, now }: WhyWordsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.request.why.queryOptions({ rotationId, role, at: at.toISOString() }));
  if (!data) return null;
  if (data.request) {
    const { request } = data;
    const nameOf = (id: string) =>
      id === viewerId ? 'you' : (data.people.find((person) => person.id === id)?.name ?? 'somebody');
    return (
      <span className="block">
        {kindWord(request)}{' '}
        <Link href={paths.request(request.id)} className="underline underline-offset-2">
          {request.label}
        </Link>
        , {request.takenOver ? 'made' : 'asked'} by {nameOf(request.askedById)}
        {request.decidedAt ? `, in effect since ${dayAndTime(request.decidedAt, zone, now)}` : ''}.
      </span>
    );
  }
  return data.change ? <span className="block">{changeWords(data.change, zone, now)}</span> : null;
}

const changeWords = ({ what, by, at, reason }: NonNullable<Why['change']>, zone: string, now: Date): string =>
  `${what}, by ${by}, ${dayAndTime(at, zone, now)}${reason ? ` (${reason})` : ''}.`;
