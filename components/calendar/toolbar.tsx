'use client';

import { ChevronLeft, ChevronRight, Printer, Rows3 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import type { CalendarView } from '@/server/oncall/calendar';
import { type Laning, type View, views, type ZoneChoice, zoneChoices } from './address';
import { titleOf } from './days';

type ToolbarProps = {
  day: string;
  view: View;
  onStep: (step: 1 | -1) => void;
  onToday: () => void;
  onView: (view: View) => void;
  by: Laning;
  onBy: (by: Laning) => void;
};

const viewWords: Record<View, string> = { lanes: 'Lanes', month: 'Month', week: 'Week', list: 'List' };

/** What is looked at, and the ways to earlier and later. */
export function Toolbar({ day, view, onStep, onToday, onView, by, onBy }: ToolbarProps) {
  const unit = { lanes: 'four weeks', month: 'month', week: 'week', list: 'week' }[view];
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
        {titleOf(day, view)}
      </h2>
      <div className="ml-auto flex flex-wrap gap-2 print:hidden">
        {view === 'lanes' ? (
          <Button
            size="small"
            variant="ghost"
            aria-pressed={by === 'person'}
            onClick={() => onBy(by === 'person' ? 'role' : 'person')}
          >
            <Rows3 aria-hidden="true" /> By person
          </Button>
        ) : null}
        <Button size="small" variant="ghost" onClick={() => window.print()}>
          <Printer aria-hidden="true" /> Print
        </Button>
        <fieldset className="flex gap-1">
          <legend className="sr-only">View</legend>
          {views.map((each) => (
            <Button
              key={each}
              size="small"
              variant={each === view ? 'primary' : 'secondary'}
              aria-pressed={each === view}
              onClick={() => onView(each)}
            >
              {viewWords[each]}
            </Button>
          ))}
        </fieldset>
      </div>
    </div>
  );
}

type FiltersProps = {
  choices: CalendarView['choices'];
  teams: CalendarView['teams'];
  team: string | null;
  onTeam: (id: string | null) => void;
  rotation: string | null;
  onRotation: (id: string | null) => void;
  zones: Record<ZoneChoice, string>;
  zone: ZoneChoice;
  onZone: (zone: ZoneChoice) => void;
  now: Date;
};

const zoneWords: Record<ZoneChoice, string> = { mine: 'My time', rotation: 'The rotation’s time', utc: 'UTC' };

/** Which rotations, and on whose clock: printed, never guessed. */
export function Filters({
  choices,
  teams,
  team,
  onTeam,
  rotation,
  onRotation,
  zones,
  zone,
  onZone,
  now,
}: FiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {teams.length > 1 ? (
        <Select
          aria-label="Team"
          className="w-full sm:w-48 print:hidden"
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
          className="w-full sm:w-56 print:hidden"
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
        onChange={({ target }) => onZone(target.value as ZoneChoice)}
      >
        {zoneChoices.map((each) => (
          <option key={each} value={each}>
            {zoneWords[each]}
            {each === 'utc' ? '' : ` (${zoneWord(zones[each], now)})`}
          </option>
        ))}
      </Select>
      <p className="text-muted">
        All times in <span className="font-medium text-ink">{zones[zone].replaceAll('_', ' ')}</span>
      </p>
    </div>
  );
}
