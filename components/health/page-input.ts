import type { Place } from './address';

/** What the server is asked for a place in the report. */
export const reportInput = (place: Place & { team: string }) => ({
  ...{ teamId: place.team, period: place.period },
  ...(place.at && { at: place.at }),
  ...(place.rotation && { rotationId: place.rotation }),
  ...(place.service && { serviceId: place.service }),
});

/** What the server is asked for the rows beside it; null: none lie open. */
export function rowsInput(place: Place & { team: string }) {
  const { show, week, key, weekday, hour } = place;
  if (!show) return null;
  return {
    ...{ ...reportInput(place), metric: show },
    ...(week && { week }),
    ...(key && { key }),
    ...(weekday && { weekday: Number(weekday) }),
    ...(hour && { hour: Number(hour) }),
  };
}
