'use client';

import { ArrowDown, ArrowUp, Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { FieldError } from '@/components/ui/field';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { EditorView } from '@/server/rotation/editing';
import { BeginField } from './begin-field';
import { queuesFrom } from './draft';
import { LayerForm } from './layer-form';
import { layersFrom, type Template, templates } from './layer-templates';
import { hoursWords, turnsWords } from './layer-words';
import { isUnchanged, type LayerFields, layerOf } from './schedule-fields';
import { definitionAt } from './settings-fields';
import type { SettingsState } from './use-settings';

type LayersCardProps = {
  plan: EditorView;
  nameOf: (personId: string) => string;
  now: Date;
  settings: SettingsState;
  /** What is wrong, by field path. */
  faults: Readonly<Record<string, string>>;
};

/** What lies over what: the highest layer that has somebody counts. Nothing here counts before it was published. */
export function LayersCard({ plan, nameOf, now, settings, faults }: LayersCardProps) {
  const [open, setOpen] = useState<string>();
  const { fields, from } = settings;
  if (!fields) return null;
  const { layers } = fields;
  const set = (next: LayerFields[]) => settings.change({ layers: next });
  const base = definitionAt(plan, from);
  const common = queuesFrom(plan, from).find(({ layer, role }) => layer === undefined && role === undefined);
  const joinable = plan.people.filter(({ id }) => plan.joinable.includes(id));
  const standing = (common?.places ?? []).flatMap(({ place }) => joinable.find(({ id }) => id === place) ?? []);
  const people = standing.length > 0 ? standing : joinable;
  const add = (template: Template) => {
    const made = layersFrom(template, { fields, people, taken: layers.map(({ name }) => name), from });
    set([...layers, ...made]);
    setOpen(made.length === 1 ? made[0]?.key : undefined);
  };
  const lift = (at: number, by: number) => {
    const rest = layers.filter((_, i) => i !== at);
    set(rest.toSpliced(at + by, 0, ...layers.slice(at, at + 1)));
  };
  return (
    <Card aria-labelledby="layers">
      <CardHeader
        id="layers"
        title="Layers"
        detail="The highest one that has somebody counts."
        actions={<AddLayer onAdd={add} />}
      />
      <CardBody className="flex flex-col gap-3">
        {layers.length > 0 ? (
          <BeginField plan={plan} value={settings.begin} onChange={settings.setBegin} now={now} />
        ) : null}
        <ol aria-label="Layers, the highest first" className="flex flex-col gap-2">
          {layers
            .map((layer, i) => (
              <li key={layer.key} className="rounded-control border">
                <LayerRow
                  {...{ layer, nameOf, from }}
                  top={i === layers.length - 1}
                  bottom={i === 0}
                  open={open === layer.key}
                  onOpen={() => setOpen(open === layer.key ? undefined : layer.key)}
                  onLift={(by) => lift(i, by)}
                  onRemove={() => set(layers.filter(({ key }) => key !== layer.key))}
                />
                {open === layer.key ? (
                  <LayerForm
                    layer={layer}
                    people={joinable}
                    faults={within(faults, `layers.${i}.`)}
                    onChange={(edit) =>
                      set(layers.map((each) => (each.key === layer.key ? { ...each, ...edit } : each)))
                    }
                    onDone={() => setOpen(undefined)}
                  />
                ) : (
                  <Faulty faults={within(faults, `layers.${i}.`)} />
                )}
              </li>
            ))
            .reverse()}
          {base?.queue || base?.queues ? (
            <li className="rounded-control border border-dashed px-3 py-2">
              <span className="font-medium">Base</span>
              <span className="block text-muted">
                {hoursWords(base.activeHours)} · {base.roles.join(', ')} · {turnsWords(base, from)}
                {layers.length > 0 ? ' · lies below all layers' : ''}
              </span>
            </li>
          ) : null}
        </ol>
        {layers.length === 0 ? (
          <p className="text-muted">
            A layer lies over the base: business hours with other people, weekends, or follow the sun.
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}

const within = (faults: Readonly<Record<string, string>>, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([path, words]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), words]] : [],
    ),
  );

function Faulty({ faults }: { faults: Readonly<Record<string, string>> }) {
  const [words] = Object.values(faults);
  return words ? (
    <div className="px-3 pb-2">
      <FieldError>{words}</FieldError>
    </div>
  ) : null;
}

const AddLayer = ({ onAdd }: { onAdd: (template: Template) => void }) => (
  <Menu
    trigger={
      <Button size="small">
        <Plus aria-hidden="true" /> Add a layer
      </Button>
    }
  >
    {(Object.keys(templates) as Template[]).map((template) => (
      <MenuItem key={template} onSelect={() => onAdd(template)}>
        {templates[template].word}
        <span className="block text-label text-muted">{templates[template].hint}</span>
      </MenuItem>
    ))}
  </Menu>
);

type LayerRowProps = {
  layer: LayerFields;
  nameOf: (personId: string) => string;
  from: Date;
  top: boolean;
  bottom: boolean;
  open: boolean;
  onOpen: () => void;
  onLift: (by: number) => void;
  onRemove: () => void;
};

function LayerRow({ layer, nameOf, from, top, bottom, open, onOpen, onLift, onRemove }: LayerRowProps) {
  const { name, was, queue, roles } = layer;
  const people = queue.map((place) => (place === null ? 'nobody' : nameOf(place))).join(' → ');
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {name || 'A layer without a name'}
          {was === null ? (
            <Mark kind="waiting">New</Mark>
          ) : isUnchanged(layer) ? null : (
            <Mark kind="waiting">Changed</Mark>
          )}
        </span>
        <span className="block text-muted">
          {hoursWords(layer.activeHours)} · {roles.map((role) => role.name).join(', ')} ·{' '}
          {turnsWords(layerOf(layer, from), from)}
        </span>
        {was === null ? <span className="block text-muted">{people}</span> : null}
      </div>
      <span className="ml-auto flex">
        <Button size="icon" variant="ghost" aria-label={`Lay ${name} higher`} disabled={top} onClick={() => onLift(1)}>
          <ArrowUp aria-hidden="true" />
        </Button>
        <Button
          size="icon"
          variant="ghost"
          aria-label={`Lay ${name} lower`}
          disabled={bottom}
          onClick={() => onLift(-1)}
        >
          <ArrowDown aria-hidden="true" />
        </Button>
        <Button size="icon" variant="ghost" aria-label={`Edit ${name}`} aria-expanded={open} onClick={onOpen}>
          <Pencil aria-hidden="true" />
        </Button>
        <Button size="icon" variant="ghost" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}
