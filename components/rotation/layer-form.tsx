import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { QueueField } from './queue-field';
import type { LayerFields } from './schedule-fields';
import { ScheduleFieldset } from './schedule-fieldset';

type LayerFormProps = {
  layer: LayerFields;
  people: readonly { id: string; name: string }[];
  /** What is wrong, by field path within the layer. */
  faults: Readonly<Record<string, string>>;
  onChange: (edit: Partial<LayerFields>) => void;
  onDone: () => void;
};

/** One layer. Who stands in a new one is said here; later its queue is changed turn by turn, as the base's. */
export function LayerForm({ layer, people, faults, onChange, onDone }: LayerFormProps) {
  const { name, queue, was } = layer;
  const inQueue = Object.entries(faults).find(([path]) => /^queue(\.|$)/.test(path))?.[1];
  return (
    <div className="flex flex-col gap-4 border-t p-3">
      <Field label="Name of the layer" required error={faults.name}>
        {(control) => <Input {...control} value={name} onChange={({ target }) => onChange({ name: target.value })} />}
      </Field>
      {was === null ? (
        <QueueField
          legend={`Order of ${name || 'the layer'}`}
          people={people}
          value={queue.filter((place) => place !== null)}
          onChange={(order) => onChange({ queue: order })}
          error={inQueue}
        />
      ) : (
        <p className="text-muted">Who stands in it, and in which order, is changed under Queue.</p>
      )}
      <ScheduleFieldset
        fields={layer}
        standing={Object.keys(was?.queues ?? {})}
        {...{ onChange, faults, people, queue }}
      />
      <div>
        <Button onClick={onDone}>Close the form</Button>
      </div>
    </div>
  );
}
