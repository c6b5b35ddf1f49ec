import { roleWord } from '@/components/oncall/phrases';
import { dayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type Definition, isPagingRole, rolesOf } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import { shifts } from '@/server/rotation/shifts';

type WeeksAheadProps = {
  definition: Definition;
  nameOf: (personId: string) => string;
  now: Date;
  weeks?: number;
};

/** What a definition means in the coming weeks, computed here while it is typed, by the same function as everywhere. */
export function WeeksAhead({ definition, nameOf, now, weeks = 12 }: WeeksAheadProps) {
  const span = { from: now, to: new Date(now.getTime() + weeks * 7 * 86_400_000) };
  const { shifts: held } = shifts({ segments: plain(definition), overrides: [], span });
  const roles = rolesOf(definition);
  const starts = [...new Set(held.map(({ from }) => from.getTime()))].sort((a, b) => a - b);
  return (
    <Table caption={`The next ${weeks} weeks`} captionShown>
      <TableHead>
        <TableRow>
          <TableHeader>From</TableHeader>
          {roles.map((role) => (
            <TableHeader key={role}>{roleWord(role)}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {starts.map((start) => (
          <TableRow key={start}>
            <TableCell>{dayAndTime(new Date(start), definition.timeZone, now)}</TableCell>
            {roles.map((role) => {
              const shift = held.find(
                (each) => each.role === role && each.from.getTime() <= start && start < each.to.getTime(),
              );
              return <TableCell key={role}>{shift ? nameOf(shift.personId) : <Empty role={role} />}</TableCell>;
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const Empty = ({ role }: { role: string }) => (isPagingRole(role) ? <Mark kind="gap">Nobody</Mark> : null);
