import type { CSSProperties } from 'react';
import { cn } from '@/components/ui/class-names';
import { timeOfDay } from '@/components/ui/instant';
import { ChannelIcon } from './channel-icon';
import { type Column, channelName, drawingOf, type Simulated, sinceWords } from './simulation-words';

type SimulationDrawingProps = { steps: readonly Simulated[]; from: Date; zone: string };

/** More than this is no longer read; the table holds it all. */
const most = 24;

/** Who is paged when, over what: time runs to the right, everybody has a lane. The table below says the same in words. */
export function SimulationDrawing({ steps, from, zone }: SimulationDrawingProps) {
  const { lanes, columns: all, dots } = drawingOf(steps);
  const columns = all.slice(0, most);
  const channelsIn = (lane: string, at: Date) => [
    ...new Set(
      dots.filter((dot) => dot.lane === lane && dot.at.getTime() === at.getTime()).map(({ channel }) => channel),
    ),
  ];
  const isFirst = (place: number) => columns[place]?.step !== columns[place - 1]?.step;
  return (
    <div aria-hidden="true" className="overflow-x-auto overscroll-x-contain pb-2">
      <div
        className="grid min-w-max grid-cols-[6.5rem_repeat(var(--instants),minmax(5rem,1fr))] sm:grid-cols-[11rem_repeat(var(--instants),minmax(5.25rem,1fr))]"
        style={{ '--instants': columns.length } as CSSProperties}
      >
        <span className="sticky left-0 z-10 border-b bg-background" />
        {columns.map((column, place) => (
          <Head key={column.at.getTime()} column={column} from={from} zone={zone} first={isFirst(place)} />
        ))}
        {lanes.map(({ key, name, detail, kind }) => (
          <div key={key} className="contents">
            <span className="sticky left-0 z-10 flex min-h-14 flex-col justify-center border-b bg-background pr-3">
              <span className={cn('truncate font-medium', kind === 'nobody' && 'text-gap')}>{name}</span>
              {detail ? <span className="truncate text-label text-muted">{detail}</span> : null}
            </span>
            {columns.map(({ at, step }, place) => (
              <span
                key={at.getTime()}
                className={cn(
                  'relative flex items-center justify-center gap-1 border-b',
                  isFirst(place) && place > 0 && 'border-l border-l-divider',
                )}
                title={
                  channelsIn(key, at).length > 0
                    ? `${step}: ${channelsIn(key, at).map(channelName).join(', ')}`
                    : undefined
                }
              >
                <span className="absolute inset-x-0 top-1/2 h-px bg-divider" />
                {channelsIn(key, at).map((channel) => (
                  <span
                    key={channel}
                    className={cn(
                      'relative grid size-8 place-items-center rounded-full border-2 [&>svg]:size-4',
                      kind === 'nobody'
                        ? 'border-gap bg-background text-gap'
                        : 'border-accent bg-accent-tint text-accent-strong',
                    )}
                  >
                    <ChannelIcon channel={channel} />
                  </span>
                ))}
              </span>
            ))}
          </div>
        ))}
      </div>
      {all.length > most ? (
        <p className="mt-2 text-muted">The first {most} instants; the table has all of them.</p>
      ) : null}
    </div>
  );
}

function Head({ column, from, zone, first }: { column: Column; from: Date; zone: string; first: boolean }) {
  return (
    <span
      className={cn(
        'flex flex-col items-center border-b px-1 pb-1.5 text-center',
        first && 'border-l border-l-divider',
      )}
    >
      <span className="min-h-[1.4em] whitespace-nowrap text-label text-muted">{first ? column.step : ''}</span>
      <span className="whitespace-nowrap font-medium">{sinceWords(column.at, from)}</span>
      <span className="whitespace-nowrap text-label text-muted tabular-nums">
        {timeOfDay(column.at, zone, { seconds: column.at.getTime() % 60_000 !== 0 })}
      </span>
    </span>
  );
}
