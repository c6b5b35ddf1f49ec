'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useNow } from '@/components/clock';
import { roleWord } from '@/components/oncall/phrases';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { dayAndTime } from '@/components/ui/instant';
import { paths } from '@/server/paths';
import type { Approval } from '@/server/rotation/approval';
import { type Definition, layersOf } from '@/server/rotation/definition';
import { instantOf } from '@/server/time/wall-clock';
import { WeeksAhead } from './weeks-ahead';

const approvalWords: Record<Approval, string> = {
  default: 'Swaps and covers over 24 hours need the colleague and a manager; shorter covers the colleague',
  none: 'None: a change is in effect when it is made',
  counterpart: 'The colleague who covers',
  'counterpart-and-manager': 'The colleague who covers, and a manager',
};

const pairingWords: Record<Definition['pairing'], string> = {
  'secondary-then-primary': 'Secondary first, primary the turn after',
  'primary-then-secondary': 'Primary first, secondary the turn after',
};

/** A rotation as it is set. The page prefetches `rotation.byId` and `team.people`. */
export function RotationView({ rotationId }: { rotationId: string }) {
  const trpc = useTRPC();
  const now = useNow(60);
  const { data: rotation } = useQuery(trpc.rotation.byId.queryOptions({ rotationId }));
  const { data: people = [] } = useQuery(trpc.team.people.queryOptions());
  if (!rotation) return <div className="skeleton h-64" />;
  const { definition } = rotation;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'Somebody who left';
  return (
    <>
      <PageHeader
        title={rotation.name}
        actions={
          <Link href={`${paths.calendar()}?rotation=${encodeURIComponent(rotation.id)}`} className={cn(buttonLook())}>
            Show in the calendar
          </Link>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card aria-labelledby="settings">
          <CardHeader id="settings" title="Settings" />
          <CardBody>
            <dl className="grid gap-3">
              {layersOf(definition).map((layer, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: layers are told apart by their place
                <LayerFacts key={i} layer={layer} nameOf={nameOf} now={now} />
              ))}
              <Fact word="Who confirms a change">{approvalWords[rotation.approval]}</Fact>
              <Fact word="Published ahead">{rotation.publishedWeeks} weeks</Fact>
            </dl>
          </CardBody>
        </Card>
        <Card aria-label="The coming weeks">
          <CardBody>
            <WeeksAhead definition={definition} nameOf={nameOf} now={now} />
            <p className="mt-2 text-label text-muted">
              By this definition alone; covers and swaps are in the calendar.
            </p>
          </CardBody>
        </Card>
      </div>
    </>
  );
}

type LayerFactsProps = { layer: ReturnType<typeof layersOf>[number]; nameOf: (id: string) => string; now: Date };

function LayerFacts({ layer, nameOf, now }: LayerFactsProps) {
  const { timeZone, cadence, startsAt, roles, pairing, queue = [] } = layer;
  return (
    <>
      <Fact word="Order">{queue.map((id) => (id === null ? 'nobody' : nameOf(id))).join(' → ')}</Fact>
      <Fact word="Roles">{roles.map(roleWord).join(', ')}</Fact>
      {roles.length > 1 ? <Fact word="Pairing">{pairingWords[pairing]}</Fact> : null}
      <Fact word="A turn lasts">
        {cadence.count === 1 ? `One ${cadence.unit}` : `${cadence.count} ${cadence.unit}s`}
      </Fact>
      <Fact word="First handoff">{dayAndTime(instantOf(startsAt, timeZone), timeZone, now)}</Fact>
      <Fact word="Time zone">{timeZone.replaceAll('_', ' ')}</Fact>
    </>
  );
}

const Fact = ({ word, children }: { word: string; children: ReactNode }) => (
  <div>
    <dt className="text-label text-muted">{word}</dt>
    <dd>{children}</dd>
  </div>
);
