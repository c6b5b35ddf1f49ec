import { Button } from '@/components/ui/button';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import type { Board, ComingShift } from '@/server/oncall/board';
import { roleWord } from './phrases';

type MyShiftsProps = { board: Board; now: Date; onAsk?: (shift: ComingShift) => void };

/** My next three shifts, on my own clock and on the rotation's; for each, somebody else can be asked. */
export function MyShifts({ board, now, onAsk }: MyShiftsProps) {
  const zone = board.viewer?.timeZone ?? 'UTC';
  return (
    <ul className="divide-y">
      {board.mine.map((shift) => {
        const { rotationId, role, from, to, source } = shift;
        const rotation = board.rotations.find(({ id }) => id === rotationId);
        // The screen's clock may be a little behind the server's, from which the shifts came.
        const running = from <= now || from <= board.now;
        const when = (inZone: string) =>
          running ? `until ${dayAndTime(to, inZone, now)}` : spanOf(from, to, inZone, now);
        const theirs = rotation && rotation.zone !== zone ? when(rotation.zone) : null;
        return (
          <li
            key={`${rotationId} ${role} ${from.toISOString()}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5"
          >
            <span className="font-medium">{roleWord(role)}</span>
            <span className="text-muted">{rotation?.name}</span>
            {source === 'rotation' ? null : <Mark kind="neutral">{source === 'swap' ? 'Swap' : 'Cover'}</Mark>}
            <span className="basis-full sm:ml-auto sm:basis-auto">
              {running ? `now, ${when(zone)}` : when(zone)}
              {theirs ? <span className="block text-label text-muted sm:text-right">{theirs}</span> : null}
            </span>
            <span className="text-muted empty:max-sm:hidden sm:w-28 sm:text-right">
              {running ? null : <When instant={from} zone={zone} now={now} show="relative" />}
            </span>
            {onAsk ? (
              <Button
                size="small"
                className="self-center max-sm:ml-auto"
                aria-label={`Ask for cover: ${roleWord(role)}, ${when(zone)}`}
                onClick={() => onAsk(shift)}
              >
                Ask for cover
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
