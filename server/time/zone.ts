import { Temporal } from 'temporal-polyfill';

const day = 86_400_000;
// A block knows its calendar year and a margin on both sides, so that any wall-clock time of the year resolves inside
// it: the largest step a zone ever made is a whole day (Pacific/Apia, 2011).
const margin = 3 * day;

/** The stretches of constant offset in one year: stretch i begins at `starts[i]` and has `offsets[i]` milliseconds. */
interface Block {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const blocks = new Map<string, Map<number, Block>>();

/** Whether the name is an IANA zone that this machine knows. Bare offsets such as `+02:00` have no rules and are not. */
export function isKnownZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  if (blocks.has(name)) return true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Offset from UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, zone: string): number {
  const block = blockOf(new Date(instant).getUTCFullYear(), zone);
  let i = block.starts.length - 1;
  while (i > 0 && (block.starts[i] ?? 0) > instant) i -= 1;
  return block.offsets[i] ?? 0;
}

/**
 * The instant at which the zone's clock shows `wall` (milliseconds as if the clock ran in UTC). A time that exists
 * twice is the first; one that does not exist is the end of the gap. Never decreases as `wall` grows.
 */
export function resolve(wall: number, zone: string): number {
  const { starts, offsets } = blockOf(new Date(wall).getUTCFullYear(), zone);
  for (let i = 0; i < starts.length - 1; i += 1) {
    const offset = offsets[i] ?? 0;
    if (wall < (starts[i + 1] ?? 0) + offset) return Math.max(wall - offset, starts[i] ?? 0);
  }
  return Math.max(wall - (offsets.at(-1) ?? 0), starts.at(-1) ?? 0);
}

function blockOf(year: number, zone: string): Block {
  let years = blocks.get(zone);
  if (!years) {
    years = new Map();
    blocks.set(zone, years);
  }
  let block = years.get(year);
  if (!block) {
    block = readBlock(year, zone);
    years.set(year, block);
  }
  return block;
}

/** Asking for a transition costs a quarter of a millisecond, so each zone is asked once a year of its calendar. */
function readBlock(year: number, zone: string): Block {
  const from = Date.UTC(year, 0, 1) - margin;
  const to = Date.UTC(year + 1, 0, 1) + margin;
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const starts = [from];
  const offsets = [at.offsetNanoseconds / 1e6];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= to) return { starts, offsets };
    at = next;
    starts.push(at.epochMilliseconds);
    offsets.push(at.offsetNanoseconds / 1e6);
  }
}
