import { zoneWord } from '@/components/ui/instant';
import type { CalendarView } from '@/server/oncall/calendar';
import { zoneChoices } from './address';

/** A clock to look at the calendar by. `value` stands in the address: a choice, or the name of a zone. */
export type ZoneOption = { value: string; zone: string; word: string };

const words = { mine: 'My time', rotation: 'The rotation’s time', utc: 'UTC' };
const mostNames = 2;

/**
 * The viewer's clock, that of the rotation chosen (the first of several), UTC, and those of everybody else who is seen:
 * each zone once.
 */
export function zoneOptions(data: CalendarView | undefined, now: Date): [ZoneOption, ...ZoneOption[]] {
  const mine = data?.viewer?.timeZone ?? 'UTC';
  const zones = { mine, rotation: data?.rotations[0]?.zone ?? mine, utc: 'UTC' };
  const chosen = zoneChoices.map((value): ZoneOption => {
    const zone = zones[value];
    return { value, zone, word: value === 'utc' ? words.utc : `${words[value]} (${zoneWord(zone, now)})` };
  });
  const elsewhere = new Map<string, string[]>();
  for (const { name, timeZone } of data?.people ?? [])
    if (!Object.values(zones).includes(timeZone))
      elsewhere.set(timeZone, [...(elsewhere.get(timeZone) ?? []), name.trim()]);
  const theirs = [...elsewhere].map(([zone, names]): ZoneOption => {
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return { value: zone, zone, word: `${names.slice(0, mostNames).join(', ')}${more} (${zoneWord(zone, now)})` };
  });
  const [first = { value: 'mine', zone: mine, word: words.mine }, ...rest] = chosen;
  return [first, ...rest, ...theirs.sort((a, b) => a.word.localeCompare(b.word))];
}

/** The clock that the address names; the viewer's own where nobody here has that one. */
export const zoneFor = (options: readonly [ZoneOption, ...ZoneOption[]], value: string): ZoneOption =>
  options.find((option) => option.value === value) ?? options[0];
