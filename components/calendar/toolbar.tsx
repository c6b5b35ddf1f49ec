'use client';

import { ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Select } from '@/components/ui/input';
import type { CalendarView } from '@/server/oncall/calendar';
import { type Laning, lanings, type Range, ranges, type View, views } from './address';
import { type Period, titleOf } from './days';
import { type ZoneOption, zoneFor } from './zones';

type ToolbarProps = {
  day: string;
  view: View;
  period: Period;
  onStep: (step: 1 | -1) => void;
  onToday: () => void;
  onView: (view: View) => void;
  by: Laning;
  onBy: (by: Laning) => void;
  range: Range;
  onRange: (range: Range) => void;
};

const viewWords: Record<View, string> = { lanes: 'Lanes', month: 'Month', week: 'Week', list: 'List' };

/** Never the word of a view: two buttons of one name would be told apart by nobody who hears them. */
const rangeWords: Record<Range, string> = { weeks: '4 weeks', month: '1 mo', quarter: '3 mo' };
const laningWords: Record<Laning, string> = { role: 'By role', person: 'By person' };

/** What is looked at, and the ways to earlier and later. */
export function Toolbar(props: ToolbarProps) {
  const { day, view, period, onStep, onToday, onView, by, onBy, range, onRange } = props;
  const unit = { weeks: 'four weeks', quarter: 'quarter', month: 'month', week: 'week' }[period];
  return (
    <div className="flex grow flex-wrap items-center gap-2">
      <Button
        size="icon"
        variant="ghost"
        className="print:hidden"
        aria-label={`Earlier ${unit}`}
        onClick={() => onStep(-1)}
      >
        <ChevronLeft aria-hidden="true" />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        className="print:hidden"
        aria-label={`Later ${unit}`}
        onClick={() => onStep(1)}
      >
        <ChevronRight aria-hidden="true" />
      </Button>
      <Button size="small" className="print:hidden" onClick={onToday}>
        Now
      </Button>
      <h2 aria-live="polite" className="min-w-40 font-semibold text-section">
        {titleOf(day, period)}
      </h2>
      <div className="flex flex-wrap gap-2 max-sm:w-full sm:ml-auto print:hidden">
        <Button size="small" variant="ghost" className="max-sm:hidden" onClick={() => window.print()}>
          <Printer aria-hidden="true" /> Print
        </Button>
        {view === 'lanes' ? (
          <>
            <Choice word="Lanes" all={lanings} chosen={by} words={laningWords} onChoose={onBy} quiet />
            <Choice word="Range" all={ranges} chosen={range} words={rangeWords} onChoose={onRange} quiet />
          </>
        ) : null}
        <Choice word="View" all={views} chosen={view} words={viewWords} onChoose={onView} />
      </div>
    </div>
  );
}

type ChoiceProps<T extends string> = {
  word: string;
  all: readonly T[];
  chosen: T;
  words: Record<T, string>;
  onChoose: (one: T) => void;
  /** How the chosen view is drawn, rather than which: it stands back behind it. */
  quiet?: boolean;
};

/** One of a few, joined in a row. */
function Choice<T extends string>({ word, all, chosen, words, onChoose, quiet = false }: ChoiceProps<T>) {
  return (
    <fieldset className={cn('flex -space-x-px', all.length > 2 && 'max-sm:w-full')}>
      <legend className="sr-only">{word}</legend>
      {all.map((each) => (
        <Button
          key={each}
          size="small"
          variant={each === chosen && !quiet ? 'primary' : 'secondary'}
          aria-pressed={each === chosen}
          className={cn(
            'grow rounded-none first-of-type:rounded-l-control last-of-type:rounded-r-control focus-visible:z-10',
            quiet && (each === chosen ? 'bg-accent-tint font-semibold' : 'text-muted'),
          )}
          onClick={() => onChoose(each)}
        >
          {words[each]}
        </Button>
      ))}
    </fieldset>
  );
}

type FiltersProps = {
  choices: CalendarView['choices'];
  teams: CalendarView['teams'];
  team: string | null;
  onTeam: (id: string | null) => void;
  rotation: string | null;
  onRotation: (id: string | null) => void;
  zones: readonly [ZoneOption, ...ZoneOption[]];
  /** The value of the one in force. */
  zone: string;
  onZone: (zone: string) => void;
};

/** Which rotations, and on whose clock: printed, never guessed. */
export function Filters({ choices, teams, team, onTeam, rotation, onRotation, zones, zone, onZone }: FiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {teams.length > 1 ? (
        <Select
          aria-label="Team"
          className="min-w-40 flex-1 sm:w-48 sm:flex-none print:hidden"
          value={team ?? ''}
          onChange={({ target }) => onTeam(target.value || null)}
        >
          <option value="">All teams</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : null}
      {choices.length > 1 || rotation !== null ? (
        <Select
          aria-label="Rotation"
          className="min-w-40 flex-1 sm:w-56 sm:flex-none print:hidden"
          value={rotation ?? ''}
          onChange={({ target }) => onRotation(target.value || null)}
        >
          <option value="">All rotations</option>
          {choices.map(({ id, name, team }) => (
            <option key={id} value={id}>
              {name} ({team})
            </option>
          ))}
        </Select>
      ) : null}
      <Select
        aria-label="Time zone"
        className="w-full sm:w-64 print:hidden"
        value={zone}
        onChange={({ target }) => onZone(target.value)}
      >
        {zones.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      <p className="text-muted">
        All times in <span className="font-medium text-ink">{zoneFor(zones, zone).zone.replaceAll('_', ' ')}</span>
      </p>
    </div>
  );
}
