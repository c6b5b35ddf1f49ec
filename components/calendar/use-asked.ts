'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import type { CalendarView } from '@/server/oncall/calendar';
import type { questionOf } from './address';
import { askedQuestion } from './asked-question';
import type { Asked } from './request-bars';

/** The requests that touch what is looked at; none until they are known. */
export function useAsked(view: CalendarView | undefined, { teamId, rotationId }: ReturnType<typeof questionOf>): Asked {
  const trpc = useTRPC();
  const question = view ? askedQuestion(view, { teamId, rotationId }) : skipToken;
  const { data } = useQuery({
    ...trpc.request.onCalendar.queryOptions(question),
    placeholderData: keepPreviousData,
  });
  const names = new Map(data?.people.map(({ id, name }) => [id, name]));
  return {
    requests: data?.items ?? [],
    nameOf: (id) => (id === view?.viewer?.id ? 'You' : (names.get(id) ?? 'Somebody')),
  };
}
