import { roleWord } from '@/components/oncall/phrases';
import { cn } from '@/components/ui/class-names';
import { dayOf, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { isPagingRole } from '@/server/rotation/definition';
import type { Difference, WeekDifference } from '@/server/rotation/difference';
import { overlaps } from '@/server/time/span';
import { holdersOf } from './difference-words';

type WeeksDifferenceProps = {
  caption: string;
  difference: Difference;
  roles: readonly string[];
  nameOf: (personId: string) => string;
  zone: string;
  now: Date;
};

/** Week by week who holds what: as it is, and, where a change makes it another, "Ana → Ben". */
export function WeeksDifference({ caption, difference, roles, nameOf, zone, now }: WeeksDifferenceProps) {
  const first = difference.weeks[0]?.from;
  return (
    <Table caption={caption} captionShown frozen>
      <TableHead>
        <TableRow>
          <TableHeader>
            Week from
            {first ? <span className="max-sm:block"> ({timeOfDay(first, zone)})</span> : null}
          </TableHeader>
          {roles.map((role) => (
            <TableHeader key={role} className="min-w-36">
              {roleWord(role)}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {difference.weeks.map((week) => (
          <TableRow key={week.from.getTime()} className={cn(week.changed && '[&>*]:bg-accent-tint!')}>
            <TableCell className="whitespace-nowrap">
              {dayOf(week.from, zone, now)}
              {week.changed ? <span className="block text-label text-muted">changes</span> : null}
            </TableCell>
            {roles.map((role) => (
              <TableCell key={role} className="max-sm:min-w-36">
                <Holders {...{ week, role, nameOf, difference }} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type HoldersProps = { week: WeekDifference; role: string; nameOf: (id: string) => string; difference: Difference };

function Holders({ week, role, nameOf, difference }: HoldersProps) {
  const [before, after] = [holdersOf(week.before, role, nameOf), holdersOf(week.after, role, nameOf)];
  const isGap = difference.after.gaps.some((gap) => gap.role === role && overlaps(gap, week));
  const differs = before !== after;
  return (
    // On a phone who was stands above who will be: names are not broken in the middle.
    <span className="flex flex-col gap-x-1.5 sm:flex-row sm:flex-wrap sm:items-center">
      {differs ? (
        <>
          <del className="text-muted max-sm:text-label">{before ?? 'nobody'}</del>
          <span className="flex gap-1.5">
            <span aria-hidden="true">→</span>
            <ins className="font-medium no-underline">{after ?? (isGap ? '' : 'nobody')}</ins>
          </span>
        </>
      ) : (
        after
      )}
      {isGap && isPagingRole(role) ? <Mark kind="gap">{after === null ? 'Nobody' : 'In part nobody'}</Mark> : null}
    </span>
  );
}
