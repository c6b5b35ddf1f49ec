'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useNow } from '@/components/clock';
import { Subscribe } from '@/components/oncall/subscribe';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { CalendarView } from '@/server/oncall/calendar';
import { paths } from '@/server/paths';
import { calendarAddress, lanings, questionOf, type View, views, type ZoneChoice, zoneChoices } from './address';
import { dayIn, stepFrom } from './days';
import './print.css';
import { Grid } from './grid';
import { LaneChart } from './lane-chart';
import { ShiftPanel } from './shift-panel';
import { awayEvents, type Entry, entriesOf } from './to-events';
import { Filters, Toolbar } from './toolbar';
import { WeekList } from './week-list';

type CalendarScreenProps = {
  /** On a phone the list is what one sees first; told by the server, so that nothing jumps. */
  phone: boolean;
};

const after = <T,>(all: readonly T[], one: T): T => all[(all.indexOf(one) + 1) % all.length] ?? one;

/** Who, when, and am I free? The page prefetches `trpc.oncall.calendar` with the same question. */
export function CalendarScreen({ phone }: CalendarScreenProps) {
  const trpc = useTRPC();
  const now = useNow(60);
  const [address, setAddress] = useQueryStates(calendarAddress, { history: 'push' });
  const question = trpc.oncall.calendar.queryOptions(questionOf(address));
  const { data, isError } = useQuery({ ...question, placeholderData: keepPreviousData, refetchInterval: 60_000 });

  const view = address.view ?? (phone ? 'list' : 'lanes');
  const zones = zonesOf(data);
  const zone = zones[address.zone];
  const day = address.day ?? dayIn(now, zone);
  const step = (by: 1 | -1) => void setAddress({ day: stepFrom(day, view, by) });
  const show = (next: View) => void setAddress({ view: next });
  const today = () => void setAddress({ day: null });

  useScreenKeys('Calendar', [
    { keys: '[', does: 'Earlier', run: () => step(-1) },
    { keys: ']', does: 'Later', run: () => step(1) },
    { keys: 't', does: 'Now', run: today },
    { keys: 'v', does: 'Next view', run: () => show(after(views, view)) },
    { keys: 'p', does: 'By role or by person', run: () => void setAddress({ by: after(lanings, address.by) }) },
    { keys: 'z', does: 'Next time zone', run: () => void setAddress({ zone: after(zoneChoices, address.zone) }) },
  ]);

  if (!data) return isError ? <Unreadable /> : <div className="skeleton full-bleed h-[36rem]" />;
  const entries = entriesOf(data);
  const open = entries.find(({ id }) => id === address.shift);
  return (
    <div className="calendar-sheet full-bleed">
      <PageHeader
        title="Calendar"
        detail="Who is on call, when, and where nobody is."
        actions={data.viewer ? <Subscribe zone={zones.mine} rotations={data.choices} /> : null}
      />
      {data.choices.length === 0 && address.team === null ? (
        <NoRotation />
      ) : (
        <div className="flex flex-col gap-3">
          <Gaps entries={entries} now={now} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <Toolbar
              {...{ day, view, by: address.by }}
              onStep={step}
              onToday={today}
              onView={show}
              onBy={(by) => void setAddress({ by })}
            />
            <Filters
              choices={data.choices}
              teams={data.teams}
              team={address.team}
              onTeam={(team) => void setAddress({ team, rotation: null })}
              rotation={address.rotation}
              onRotation={(rotation) => void setAddress({ rotation })}
              zones={zones}
              zone={address.zone}
              onZone={(next) => void setAddress({ zone: next })}
              now={now}
            />
          </div>
          {view === 'lanes' ? (
            <LaneChart
              {...{ view: data, day, zone, by: address.by, now }}
              onOpen={(shift) => void setAddress({ shift })}
            />
          ) : null}
          {view === 'list' ? (
            <WeekList {...{ view: data, day, zone, entries, now }} onOpen={(shift) => void setAddress({ shift })} />
          ) : null}
          {view === 'month' || view === 'week' ? (
            <Grid
              {...{ view, day, zone, entries, now: data.now }}
              several={data.rotations.length > 1}
              away={awayEvents(data)}
              onOpen={(shift) => void setAddress({ shift })}
            />
          ) : null}
          {open ? (
            <ShiftPanel
              entry={open}
              viewerZone={zones.mine}
              now={now}
              onClose={() => void setAddress({ shift: null })}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}

/** The rotation's zone is that of the one chosen, or of the first of several. */
function zonesOf(data: CalendarView | undefined): Record<ZoneChoice, string> {
  const mine = data?.viewer?.timeZone ?? 'UTC';
  return { mine, rotation: data?.rotations[0]?.zone ?? mine, utc: 'UTC' };
}

/** What is coming and has nobody is said in words as well: a red bar three weeks on is easily not looked at. */
function Gaps({ entries, now }: { entries: readonly Entry[]; now: Date }) {
  const count = entries.filter(({ kind, to }) => kind === 'gap' && to > now).length;
  if (count === 0) return null;
  return (
    <Notice
      tone="critical"
      title={count === 1 ? 'One gap ahead: nobody is on call' : `${count} gaps ahead: nobody is on call`}
    >
      It is drawn red in its week: choose it to see from when to when.
    </Notice>
  );
}

function NoRotation() {
  return (
    <Card>
      <EmptyState
        action={
          <Link href={paths.rotations()} className={buttonLook({ variant: 'primary' })}>
            Add people in order
          </Link>
        }
      >
        Shifts appear here as soon as there is a rotation.
      </EmptyState>
    </Card>
  );
}

const Unreadable = () => (
  <Notice tone="critical" title="The calendar could not be read">
    Nothing was changed. Baton keeps trying; reloading the page tries at once.
  </Notice>
);
