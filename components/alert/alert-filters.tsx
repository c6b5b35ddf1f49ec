'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { groupNames, groupTitles } from './groups';

const filters = {
  state: parseAsArrayOf(parseAsStringLiteral(groupNames)).withDefault([]),
  service: parseAsString,
  team: parseAsString,
};

/** What the list is narrowed to; the address keeps it. No state chosen means all of them. */
export const useAlertFilters = () => useQueryStates(filters);

type Named = { id: string; name: string };
type AlertFiltersProps = { services: readonly Named[]; teams: readonly Named[] };

export function AlertFilters({ services, teams }: AlertFiltersProps) {
  const [{ state, service, team }, set] = useAlertFilters();
  const narrowed = state.length > 0 || service !== null || team !== null;
  return (
    <div className="-mx-4 mb-5 flex items-center gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
      <fieldset className="flex shrink-0 gap-2">
        <legend className="sr-only">State</legend>
        {groupNames.map((name) => {
          const on = state.includes(name);
          return (
            <Button
              key={name}
              size="small"
              aria-pressed={on}
              className={on ? 'border-accent bg-accent-tint text-accent' : ''}
              onClick={() => void set({ state: on ? state.filter((other) => other !== name) : [...state, name] })}
            >
              {groupTitles[name]}
            </Button>
          );
        })}
      </fieldset>
      {services.length > 1 || service ? (
        <Choice
          label="Service"
          all="All services"
          value={service}
          options={services}
          onChange={(id) => void set({ service: id })}
        />
      ) : null}
      {teams.length > 1 || team ? (
        <Choice label="Team" all="All teams" value={team} options={teams} onChange={(id) => void set({ team: id })} />
      ) : null}
      {narrowed ? (
        <Button variant="ghost" size="small" onClick={() => void set({ state: null, service: null, team: null })}>
          Show all
        </Button>
      ) : null}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  all: string;
  value: string | null;
  options: readonly Named[];
  onChange: (id: string | null) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      className="w-44 shrink-0"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{all}</option>
      {value && !options.some(({ id }) => id === value) ? <option value={value}>Not among yours</option> : null}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
