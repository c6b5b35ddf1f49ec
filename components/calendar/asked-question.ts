import type { CalendarView } from '@/server/oncall/calendar';

type Narrowed = { teamId?: string | undefined; rotationId?: string | undefined };

/** Whole months: the same in the page that fetches it first and in the browser. */
export const askedQuestion = ({ from, to }: Pick<CalendarView, 'from' | 'to'>, { teamId, rotationId }: Narrowed) => ({
  ...{ from: from.toISOString(), to: to.toISOString() },
  ...(teamId ? { teamId } : {}),
  ...(rotationId ? { rotationId } : {}),
});
