'use client';

import FullCalendar from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import interaction from '@fullcalendar/react/interaction';
import theme from '@fullcalendar/react/themes/monarch';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/monarch/theme.css';
import './grid.css';
import { instantOf } from '@/server/time/wall-clock';
import { EventBar } from './event-bar';
import type { requestEvents } from './request-bars';
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
  asked: ReturnType<typeof requestEvents>;
  onOpen: (id: string) => void;
  onRequest: (id: string) => void;
  /** Dragged over days: from the first midnight to the last. */
  onStretch: (stretch: { from: Date; to: Date }) => void;
};

/** Month or week. It is drawn anew for each day, view and zone: the address rules, not the library. */
export function Grid(props: GridProps) {
  const { view, day, zone, now, entries, several, away, asked, onOpen, onRequest, onStretch } = props;
  const open = (id: string) => {
    if (id.startsWith('request ')) onRequest(id.slice('request '.length));
    else if (!id.startsWith('away ')) onOpen(id);
  };
  return (
    // The frame is ours: the library's own has corners that its lines do not follow.
    <div className="overflow-hidden rounded-card border">
      <FullCalendar
        key={`${view} ${day} ${zone}`}
        plugins={[dayGrid, interaction, theme]}
        initialView={libraryViews[view]}
        initialDate={day}
        now={now.toISOString()}
        timeZone={zone}
        headerToolbar={false}
        borderless
        height="auto"
        // A whole month fits a laptop's screen: weeks grow with what stands in them, not with the width.
        dayRowClass="basis-11! sm:basis-18!"
        dayCellTopInnerClass="my-0.5!"
        firstDay={1}
        locale="en-GB"
        fixedWeekCount={false}
        dayMaxEvents={false}
        eventInteractive
        eventOrder="place,start,title"
        eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
        events={[...toEvents(entries, several), ...asked, ...away]}
        selectable
        selectMinDistance={6}
        select={({ startStr, endStr }) => onStretch({ from: midnight(startStr, zone), to: midnight(endStr, zone) })}
        eventContent={({ event, timeText, timeClass, titleClass }) => (
          <EventBar
            title={event.title}
            short={String(event.extendedProps.short ?? event.title)}
            time={timeText}
            {...{ timeClass, titleClass }}
          />
        )}
        eventClick={({ event }) => open(event.id)}
      />
    </div>
  );
}

const midnight = (day: string, zone: string): Date => instantOf(`${day.slice(0, 10)}T00:00`, zone);
