'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { AskFirst } from '@/components/ui/ask-first';
import { Button } from '@/components/ui/button';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { MaintenanceChange } from './maintenance-change';

type MaintenanceLineProps = {
  window: Answers['service']['windows'][number];
  where: string;
  services: readonly { id: string; name: string; teamId: string }[];
  zone: string;
  now: Date;
  onChanging: (isChanging: boolean) => void;
};

/** One window: what it keeps quiet, from when until when. */
export function MaintenanceLine({ window, where, services, zone, now, onChanging }: MaintenanceLineProps) {
  const { title, match, startsAt, endsAt, state, may } = window;
  const labels = Object.entries(match);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere">{title}</p>
        <p className="text-label text-muted wrap-anywhere">
          {where}
          {labels.length > 0 ? ` · only ${labels.map(([name, value]) => `${name} = ${value}`).join(', ')}` : ''}
        </p>
      </div>
      <p className="text-muted">
        <When instant={startsAt} zone={zone} now={now} show="weekday-and-time" />{' '}
        {endsAt ? (
          <>
            to <When instant={endsAt} zone={zone} now={now} show="weekday-and-time" />
          </>
        ) : (
          'until somebody ends it'
        )}
      </p>
      {state === 'active' ? <Mark kind="waiting">Quiet</Mark> : null}
      {state !== 'over' && may['maintenance.edit'] ? (
        <span className="flex gap-2">
          <MaintenanceChange window={window} services={services} zone={zone} now={now} onChanging={onChanging} />
          <End window={window} />
        </span>
      ) : null}
    </li>
  );
}

function End({ window }: Pick<MaintenanceLineProps, 'window'>) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = useMutation(trpc.service.endWindow.mutationOptions());
  const isActive = window.state === 'active';
  return (
    <AskFirst
      title={isActive ? `End “${window.title}” now?` : `Drop “${window.title}”?`}
      description={isActive ? 'Alerts that are still open are paged at once.' : 'It never begins.'}
      trigger={
        <Button size="small" aria-label={`${isActive ? 'End' : 'Drop'} ${window.title}`}>
          {isActive ? 'End now' : 'Drop'}
        </Button>
      }
      go={isActive ? 'End it' : 'Drop it'}
      act={async () => {
        await end.mutateAsync({ windowId: window.id });
        await Promise.all([
          queries.invalidateQueries(trpc.service.pathFilter()),
          queries.invalidateQueries(trpc.alert.pathFilter()),
        ]);
      }}
      faultOf={(error) => refusalOf(error).message}
    />
  );
}
