'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import type { CalendarView } from '@/server/oncall/calendar';
import { type View, views, type ZoneChoice, zoneChoices } from './address';
import { titleOf } from './days';

type ToolbarProps = {
  day: string;
  view: View;
  onStep: (step: 1 | -1) => void;
  onToday: () => void;
  onView: (view: View) => void;
};

const viewWords: Record<View, string> = { month: 'Month', week: 'Week', list: 'List' };

/** What is looked at, and the ways to earlier and later. */
export function Toolbar({ day, view, onStep, onToday, onView }: ToolbarProps) {
  const unit = view === 'month' ? 'month' : 'week';
  return (
    <div className="flex grow flex-wrap items-center gap-2">
      <Button size="icon" variant="ghost" aria-label={`Earlier ${unit}`} onClick={() => onStep(-1)}>
        <ChevronLeft aria-hidden="true" />
      </Button>
      <Button size="icon" variant="ghost" aria-label={`Later ${unit}`} onClick={() => onStep(1)}>
        <ChevronRight aria-hidden="true" />
      </Button>
      <Button size="small" onClick={onToday}>
        Now
      </Button>
      <h2 aria-live="polite" className="min-w-40 font-semibold text-section">
        {titleOf(day, view)}
      </h2>
      <fieldset className="ml-auto flex gap-1">
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
  );
}

type FiltersProps = {
  choices: CalendarView['choices'];
  rotation: string | null;
  onRotation: (id: string | null) => void;
  zones: Record<ZoneChoice, string>;
  zone: ZoneChoice;
  onZone: (zone: ZoneChoice) => void;
  now: Date;
};

const zoneWords: Record<ZoneChoice, string> = { mine: 'My time', rotation: 'The rotation’s time', utc: 'UTC' };

/** Which rotations, and on whose clock: printed, never guessed. */
export function Filters({ choices, rotation, onRotation, zones, zone, onZone, now }: FiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {choices.length > 1 ? (
        <Select
          aria-label="Rotation"
          className="w-full sm:w-56"
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
        className="w-full sm:w-64"
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
