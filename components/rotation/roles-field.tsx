import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { MoveButtons } from '@/components/ui/move-buttons';
import { shadow } from '@/server/rotation/definition';
import { QueueField } from './queue-field';
import type { RoleFields } from './schedule-fields';

type RolesFieldProps = {
  value: readonly RoleFields[];
  onChange: (roles: RoleFields[]) => void;
  people: readonly { id: string; name: string }[];
  /** The common queue, as a queue of its own begins with. */
  queue: readonly (string | null)[];
  /** Roles whose own queue is in force: its order is changed as a queue, turn by turn. */
  standing: readonly string[];
  error: string | undefined;
};

/** Which roles are held, the first pages first, and from which queue each is drawn. */
export function RolesField({ value, onChange, people, queue, standing, error }: RolesFieldProps) {
  const change = (at: number, part: Partial<RoleFields>) =>
    onChange(value.map((role, i) => (i === at ? { ...role, ...part } : role)));
  const move = (at: number, to: number) => {
    const rest = value.filter((_, i) => i !== at);
    onChange(rest.toSpliced(to, 0, ...value.slice(at, at + 1)));
  };
  const placed = queue.filter((place) => place !== null);
  return (
    <FieldGroup legend="Roles" hint="The first pages first. “shadow” follows along and is never paged." error={error}>
      <ol className="flex flex-col gap-2">
        {value.map(({ name, own }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a role has no other identity while its name is typed
          <li key={i} className="flex flex-col gap-2 rounded-control border px-3 py-2">
            <div className="flex flex-wrap items-center gap-2">
              <Input
                aria-label={`Role ${i + 1}`}
                value={name}
                readOnly={name === shadow}
                className="min-w-28 flex-1 basis-28"
                onChange={({ target }) => change(i, { name: target.value })}
              />
              <Select
                aria-label={`Queue of ${name || `role ${i + 1}`}`}
                className="flex-1 basis-44"
                value={own ? 'own' : 'common'}
                onChange={({ target }) => change(i, { own: target.value === 'own' ? placed : null })}
              >
                <option value="common">From the common queue</option>
                <option value="own">From a queue of its own</option>
              </Select>
              <span className="ml-auto flex">
                <MoveButtons
                  name={`role ${name}`}
                  first={i === 0}
                  last={i === value.length - 1}
                  onMove={(by) => move(i, i + by)}
                />
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={`Remove role ${name}`}
                  disabled={value.length === 1}
                  onClick={() => onChange(value.filter((_, at) => at !== i))}
                >
                  <X aria-hidden="true" />
                </Button>
              </span>
            </div>
            {own && standing.includes(name) ? (
              <p className="text-muted">Its order is changed under Queue.</p>
            ) : own ? (
              <QueueField
                legend={`Order of ${name || `role ${i + 1}`}`}
                people={people}
                value={own.filter((place) => place !== null)}
                onChange={(order) => change(i, { own: order })}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onChange([...value, { name: nextRole(value), own: null }])}>
          <Plus aria-hidden="true" /> Add a role
        </Button>
        {value.some(({ name }) => name === shadow) ? null : (
          <Button size="small" onClick={() => onChange([...value, { name: shadow, own: [] }])}>
            <Plus aria-hidden="true" /> Add a shadow
          </Button>
        )}
      </div>
    </FieldGroup>
  );
}

const nextRole = (roles: readonly RoleFields[]): string =>
  ['primary', 'secondary', 'tertiary'].find((word) => roles.every(({ name }) => name !== word)) ?? '';
