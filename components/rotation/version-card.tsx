'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button, buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import type { EditorView } from '@/server/rotation/editing';
import type { Segment } from '@/server/rotation/history';
import { asOfVersion } from '@/server/rotation/restore';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { BeginField } from './begin-field';
import { loggedWords } from './difference-words';
import { type Begin, beginOf, type Draft, weeksOf } from './draft';
import { RotationFacts } from './rotation-facts';
import { WeeksDifference } from './weeks-difference';

type VersionCardProps = {
  plan: EditorView;
  version: number;
  nameOf: (personId: string) => string;
  now: Date;
  /** Left out for those who may only read. */
  onDraft?: ((draft: Draft) => void) | undefined;
  disabled: boolean;
};

/** An earlier version: what was set, the weeks it meant, and the way back to it. Nothing of the past is touched. */
export function VersionCard({ plan, version, nameOf, now, onDraft, disabled }: VersionCardProps) {
  const trpc = useTRPC();
  const { data: revisions, isError } = useQuery(trpc.rotation.versions.queryOptions({ rotationId: plan.id }));
  const { data: history } = useQuery(trpc.rotation.history.queryOptions({ rotationId: plan.id }));
  const change = history?.changes.find((each) => each.version === version);
  const earlier = asOfVersion(revisions ?? [], version);
  const from = change?.effectiveFrom ?? earlier.at(-1)?.effectiveFrom;
  return (
    <Card aria-labelledby="version" className="mb-4">
      <CardHeader
        id="version"
        title={`Version ${version}`}
        detail={
          change
            ? `${change.by}, ${dayAndTime(change.at, plan.zone, now)}: ${loggedWords(change, nameOf, { zone: plan.zone, now })}`
            : null
        }
        actions={
          <Link href={paths.rotationSettings(plan.id)} className={cn(buttonLook({ size: 'small' }))}>
            Back to the rotation as it is
          </Link>
        }
      />
      <CardBody className="flex flex-col gap-4">
        {isError ? (
          <Notice tone="critical" title="The versions could not be read">
            Nothing was changed. Reloading the page tries again.
          </Notice>
        ) : !revisions ? (
          <div className="skeleton h-64" />
        ) : !from ? (
          <Notice title={`There is no version ${version} of this rotation.`} />
        ) : (
          <Meant {...{ plan, version, earlier, from, nameOf, now, onDraft, disabled }} />
        )}
      </CardBody>
    </Card>
  );
}

type MeantProps = VersionCardProps & { earlier: Segment[]; from: Date };

function Meant({ plan, version, earlier, from, nameOf, now, onDraft, disabled }: MeantProps) {
  const [begin, setBegin] = useState<Begin>({ kind: 'published' });
  const at = beginOf(plan, begin, now);
  const then = { ...plan, segments: earlier };
  const definition =
    earlier.findLast(({ effectiveFrom }) => effectiveFrom <= from)?.definition ?? earlier[0]?.definition;
  const zone = definition?.timeZone ?? plan.zone;
  return (
    <>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {definition ? <RotationFacts plan={then} {...{ definition, nameOf }} now={from} title="What was set" /> : null}
        <WeeksDifference
          caption="The 12 weeks it meant, without covers"
          difference={weeksOf(earlier, from, zone, now)}
          roles={rolesOfSegments(earlier)}
          {...{ nameOf, zone, now }}
        />
      </div>
      {onDraft ? (
        <div className="flex flex-wrap items-end gap-3">
          <BeginField plan={plan} value={begin} onChange={setBegin} now={now} />
          <Button
            disabled={disabled || at === null}
            onClick={() => (at ? onDraft({ kind: 'restore', version, earlier, from: at }) : undefined)}
          >
            Restore this version…
          </Button>
        </div>
      ) : null}
    </>
  );
}
