import { calendarRead as bounds } from '@/server/bounds';
import { askOutside } from '@/server/integrations/http';
import { absencesIn } from '@/server/time-off/absences';
import type { ReadAbsences } from '@/server/time-off/time-off';

const dayMs = 86_400_000;

/** Reads a calendar of absences at an address that a person gave, from a month back to a year ahead. */
export const absencesAt: ReadAbsences = async (address, zone, now) => {
  const { status, body } = await askOutside(address, bounds);
  if (status !== 200) throw new Error(`It answered ${status}`);
  const span = {
    from: new Date(now.getTime() - bounds.backDays * dayMs),
    to: new Date(now.getTime() + bounds.aheadDays * dayMs),
  };
  return absencesIn(body, zone, span);
};
