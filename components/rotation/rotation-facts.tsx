import { type ReactNode, useId } from 'react';
import { roleWord } from '@/components/oncall/phrases';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { type Definition, layersOf } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { instantOf } from '@/server/time/wall-clock';
import { queuesFrom } from './draft';
import { hoursWords } from './layer-words';
import { approvalWords, pairingWords } from './setting-words';

type RotationFactsProps = {
  plan: EditorView;
  definition: Definition;
  nameOf: (id: string) => string;
  now: Date;
  title?: string;
};

/** A rotation as it is set, to be read. */
export function RotationFacts({ plan, definition, nameOf, now, title = 'Settings' }: RotationFactsProps) {
  const headingId = useId();
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={title} />
      <CardBody>
        <dl className="grid gap-3">
          {queuesFrom(plan, now).map(({ layer, role, places }) => (
            <Fact key={`${layer} ${role}`} word={['Order, the next first', layer, role].filter(Boolean).join(', ')}>
              {places.map(({ place }) => (place === null ? 'nobody' : nameOf(place))).join(' → ')}
            </Fact>
          ))}
          {layersOf(definition).map((layer, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: layers are told apart by their place
            <LayerFacts key={i} layer={layer} now={now} />
          ))}
          <Fact word="Who confirms a change">{approvalWords[plan.approval]}</Fact>
          <Fact word="Published ahead">{plan.publishedWeeks} weeks</Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function LayerFacts({ layer, now }: { layer: ReturnType<typeof layersOf>[number]; now: Date }) {
  const { timeZone, cadence, startsAt, roles, pairing, activeHours } = layer;
  return (
    <>
      {'name' in layer && typeof layer.name === 'string' ? <Fact word="Layer">{layer.name}</Fact> : null}
      {activeHours && activeHours.length > 0 ? <Fact word="Active hours">{hoursWords(activeHours)}</Fact> : null}
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
