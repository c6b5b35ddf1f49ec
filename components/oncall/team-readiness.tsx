'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardHeader } from '@/components/ui/card';
import { dayOf, relative, spanOf, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { PersonChip } from '@/components/ui/person-chip';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { channelNames } from '@/server/contact/contact-method';
import type { TeamPerson } from '@/server/oncall/team-view';
import { roleWord } from './phrases';

type TeamReadinessProps = { team: { id: string; name: string }; viewer: { id: string; timeZone: string } };

/** Who is next, whether a page would reach them, and who carries how much. */
export function TeamReadiness({ team, viewer }: TeamReadinessProps) {
  const trpc = useTRPC();
  const now = useNow(60);
  const { data } = useQuery(trpc.oncall.team.queryOptions({ teamId: team.id }));
  if (!data || data.people.length === 0) return null;
  const { average } = data;
  return (
    <Card aria-label={`On call in ${team.name}`}>
      <CardHeader
        title={`On call in ${team.name}`}
        detail={`Next shifts first. Served and load: since ${dayOf(data.since, viewer.timeZone, now)}.`}
      />
      <Table caption={`On call in ${team.name}`} frozen>
        <TableHead>
          <TableRow>
            <TableHeader>Person</TableHeader>
            <TableHeader>Next shift</TableHeader>
            <TableHeader>Pages arrive</TableHeader>
            <TableHeader>Time off</TableHeader>
            <TableHeader>Served</TableHeader>
            <TableHeader>Load</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.people.map((row) => (
            <TableRow key={row.person.id}>
              <TableCell>
                <PersonChip
                  name={row.person.name}
                  isYou={row.person.id === viewer.id}
                  localTime={`${timeOfDay(now, row.person.timeZone)}, works ${row.person.workStart} to ${row.person.workEnd}`}
                />
              </TableCell>
              <TableCell>
                <NextShift next={row.next} zone={viewer.timeZone} now={now} />
              </TableCell>
              <TableCell>
                <Reach reach={row.reach} now={now} />
              </TableCell>
              <TableCell>
                {row.away ? spanOf(row.away.from, row.away.to, row.person.timeZone, now) : 'None known'}
              </TableCell>
              <TableCell>
                <Served row={row} />
              </TableCell>
              <TableCell>{row.burden ? loadInWords(row.burden) : 'For them and their managers'}</TableCell>
            </TableRow>
          ))}
          {average ? (
            <TableRow>
              <TableCell className="font-medium">Average of those who serve</TableCell>
              <TableCell colSpan={4} />
              <TableCell>{loadInWords(average)}</TableCell>
            </TableRow>
          ) : null}
        </TableBody>
      </Table>
    </Card>
  );
}

function NextShift({ next, zone, now }: { next: TeamPerson['next']; zone: string; now: Date }) {
  if (!next) return <span className="text-muted">In no rotation ahead</span>;
  return (
    <>
      <span className="font-medium">
        {roleWord(next.role)}, {next.rotation}
      </span>
      <span className="block text-muted">
        {next.from <= now ? 'now, ' : ''}
        {spanOf(next.from, next.to, zone, now)}
      </span>
    </>
  );
}

function Reach({ reach, now }: { reach: TeamPerson['reach']; now: Date }) {
  if (!reach.reachable) return <Mark kind="critical">Cannot be paged</Mark>;
  return (
    <>
      <Mark kind={reach.usable > 1 ? 'good' : 'minor'}>
        {reach.usable > 1 ? `${reach.usable} ways` : 'One way only'}
      </Mark>
      <span className="block text-muted">
        {reach.channels.map((channel) => channelNames[channel]).join(', ')},{' '}
        {reach.provenAt ? `proven ${relative(reach.provenAt, now)}` : 'not proven yet'}
      </span>
    </>
  );
}

function Served({ row: { served, mark } }: { row: TeamPerson }) {
  return (
    <>
      {served ? `${served.weeks} weeks, ${served.primaryWeeks} as primary` : null}
      {mark ? <Mark kind="waiting">{mark === 'never' ? 'Has not served' : 'Rarely serves'}</Mark> : null}
      {!served && !mark ? <span className="text-muted">Does not serve</span> : null}
    </>
  );
}

const loadInWords = ({ weeks, nights, weekends, holidays }: NonNullable<TeamPerson['burden']>): string =>
  `${weeks} weeks, ${nights} nights, ${weekends} weekends, ${holidays} holidays`;
