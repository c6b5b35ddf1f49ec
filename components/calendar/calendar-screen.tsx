'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useNow } from '@/components/clock';
import { Subscribe } from '@/components/oncall/subscribe';
import { useAskDrawer } from '@/components/request/use-ask-drawer';
import { NoRotation } from '@/components/rotation/no-rotation';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { calendarAddress, lanings, questionOf, ranges, type View, views, zoneChoices } from './address';
import { dayIn, periodOf, stepFrom } from './days';
import './print.css';
import { Grid } from './grid';
import { LaneChart } from './lane-chart';
import { requestEvents } from './request-bars';
import { ShiftPanel } from './shift-panel';
import { awayEvents, type Entry, entriesOf } from './to-events';
import { Filters, Toolbar } from './toolbar';
import { useAskKeys } from './use-ask-keys';
import { useAsked } from './use-asked';
import { WeekList } from './week-list';
import { zoneFor, zoneOptions } from './zones';

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
  const zones = zoneOptions(data, now);
  const { zone, value: zoneValue } = zoneFor(zones, address.zone);
  const day = address.day ?? dayIn(now, zone);
  const period = periodOf(view, address.range);
  const step = (by: 1 | -1) => void setAddress({ day: stepFrom(day, period, by) });
  const { ask, drawer } = useAskDrawer();
  const asked = useAsked(data, questionOf(address));
  const router = useRouter();
  const show = (next: View) => void setAddress({ view: next });
  const today = () => void setAddress({ day: null });

  useScreenKeys('Calendar', [
    { keys: '[', does: 'Earlier', run: () => step(-1) },
    { keys: ']', does: 'Later', run: () => step(1) },
    { keys: 't', does: 'Now', run: today },
    { keys: 'v', does: 'Next view', run: () => show(after(views, view)) },
    { keys: 'r', does: 'Weeks, month or quarter', run: () => void setAddress({ range: after(ranges, address.range) }) },
    { keys: 'p', does: 'By role or by person', run: () => void setAddress({ by: after(lanings, address.by) }) },
    { keys: 'z', does: 'Next time zone', run: () => void setAddress({ zone: after<string>(zoneChoices, zoneValue) }) },
  ]);

  useAskKeys({ data, shift: address.shift, now, ask });

  if (!data) return isError ? <Unreadable /> : <div className="skeleton full-bleed h-[36rem]" />;
  const entries = entriesOf(data);
  const open = entries.find(({ id }) => id === address.shift);
  return (
    <div className="calendar-sheet full-bleed">
      <PageHeader
        title="Calendar"
        detail="Who is on call, when, and where nobody is."
        actions={data.viewer ? <Subscribe zone={zones[0].zone} rotations={data.choices} /> : null}
      />
      {data.choices.length === 0 && address.team === null ? (
        <NoRotation>Shifts appear here as soon as there is a rotation.</NoRotation>
      ) : (
        <div className="flex flex-col gap-3">
          <Gaps entries={entries} now={now} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <Toolbar
              {...{ day, view, period, by: address.by, range: address.range }}
              onStep={step}
              onToday={today}
              onView={show}
              onBy={(by) => void setAddress({ by })}
              onRange={(range) => void setAddress({ range })}
            />
            <Filters
              choices={data.choices}
              teams={data.teams}
              team={address.team}
              onTeam={(team) => void setAddress({ team, rotation: null })}
              rotation={address.rotation}
              onRotation={(rotation) => void setAddress({ rotation })}
              zones={zones}
              zone={zoneValue}
              onZone={(next) => void setAddress({ zone: next })}
            />
          </div>
          {view === 'lanes' ? (
            <LaneChart
              {...{ view: data, day, range: address.range, zone, by: address.by, now, asked }}
              onOpen={(shift) => void setAddress({ shift })}
              onStretch={(stretch) => ask({ kind: 'cover', ...stretch })}
            />
          ) : null}
          {view === 'list' ? (
            <WeekList
              {...{ view: data, day, zone, entries, now, asked }}
              onOpen={(shift) => void setAddress({ shift })}
            />
          ) : null}
          {view === 'month' || view === 'week' ? (
            <Grid
              {...{ view, day, zone, entries, now: data.now }}
              several={data.rotations.length > 1}
              away={awayEvents(data)}
              asked={requestEvents(asked)}
              onOpen={(shift) => void setAddress({ shift })}
              onRequest={(id) => router.push(paths.request(id))}
              onStretch={(stretch) => ask({ kind: 'cover', rotation: address.rotation, ...stretch })}
            />
          ) : null}
          {open ? (
            <ShiftPanel
              {...{ entry: open, viewer: data.viewer, asked, now }}
              onAsk={ask}
              onClose={() => void setAddress({ shift: null })}
            />
          ) : null}
        </div>
      )}
      {drawer}
    </div>
  );
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

const Unreadable = () => (
  <Notice tone="critical" title="The calendar could not be read">
    Nothing was changed. Baton keeps trying; reloading the page tries at once.
  </Notice>
);
