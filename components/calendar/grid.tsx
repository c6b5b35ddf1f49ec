'use client';

import FullCalendar from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import theme from '@fullcalendar/react/themes/monarch';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/monarch/theme.css';
import './grid.css';
import { type awayEvents, type Entry, toEvents } from './to-events';

const libraryViews = { month: 'dayGridMonth', week: 'dayGridWeek' } as const;

type GridProps = {
  view: keyof typeof libraryViews;
  /** The day that is looked at, on the clock of `zone`. */
  day: string;
  zone: string;
  /** The server's instant: what is drawn there and here is then the same. */
  now: Date;
  entries: readonly Entry[];
  /** Several rotations: their names stand in the bars. */
  several: boolean;
  away: ReturnType<typeof awayEvents>;
  onOpen: (id: string) => void;
};

/** Month or week. It is drawn anew for each day, view and zone: the address rules, not the library. */
export function Grid({ view, day, zone, now, entries, several, away, onOpen }: GridProps) {
  return (
    <FullCalendar
      key={`${view} ${day} ${zone}`}
      plugins={[dayGrid, theme]}
      initialView={libraryViews[view]}
      initialDate={day}
      now={now.toISOString()}
      timeZone={zone}
      headerToolbar={false}
      height="auto"
      firstDay={1}
      locale="en-GB"
      fixedWeekCount={false}
      dayMaxEvents={false}
      eventInteractive
      eventOrder="place,start,title"
      eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
      events={[...toEvents(entries, several), ...away]}
      eventClick={({ event }) => (event.id.startsWith('away ') ? undefined : onOpen(event.id))}
    />
  );
}
