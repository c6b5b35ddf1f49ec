import { higher, type Priority, type Signal, storableText } from './signal';

const longestKey = 512;

type Keyed = Pick<Signal, 'key' | 'digestOf' | 'title' | 'text' | 'fields'>;

/**
 * The identity of a trouble within its integration: the sender's key whole, byte for byte; above 512 characters a
 * digest stands for it. Without a key equal messages fold and different ones stay apart.
 */
export function keyOf(signal: Keyed, digest: (text: string) => string): string {
  if (signal.key !== null) {
    const key = storableText(signal.key);
    return key.length > longestKey ? `sha256:${digest(key)}` : key;
  }
  const whole = signal.digestOf ?? JSON.stringify([signal.title, signal.text, signal.fields]);
  return `sha256:${digest(storableText(whole))}`;
}

/** What the signals of one key come to, as far as one alert can hold it. */
export type Folded<T> = {
  origin: string;
  key: string;
  /** Repeats of the open alert, or the opening and its repeats. */
  opens: T[];
  priority: Priority;
  /** Comes after the opens. */
  resolve: T | null;
  /** Acknowledge, update, record: heard, without effect on the alert's state. */
  heard: T[];
};

/** What tells keys of different origins apart in memory. */
export const placeOf = ({ origin, key }: { origin: string; key: string }): string => `${origin} ${key}`;

type Arrived = { origin: string; key: string; signal: Signal };

/**
 * Folds signals into waves: in each wave a key has its opens and then at most its end. An open after a resolve of the
 * same key belongs to the next wave, for it opens a new alert. Within a wave keys are sorted, so that two batches lock
 * in one order.
 */
export function wavesOf<T extends Arrived>(arrived: readonly T[]): Folded<T>[][] {
  const waves: Map<string, Folded<T>>[] = [];
  const place = new Map<string, number>();
  for (const one of arrived) {
    const id = placeOf(one);
    let wave = place.get(id) ?? 0;
    if (one.signal.state === 'open' && waves[wave]?.get(id)?.resolve) wave += 1;
    place.set(id, wave);
    waves[wave] ??= new Map();
    const folded: Folded<T> = waves[wave]?.get(id) ?? {
      origin: one.origin,
      key: one.key,
      opens: [],
      priority: one.signal.priority,
      resolve: null,
      heard: [],
    };
    if (one.signal.state === 'open') {
      folded.priority = folded.opens.length === 0 ? one.signal.priority : higher(folded.priority, one.signal.priority);
      folded.opens.push(one);
    } else if (one.signal.state === 'resolve') folded.resolve ??= one;
    else folded.heard.push(one);
    waves[wave]?.set(id, folded);
  }
  return waves.map((wave) => [...wave.values()].sort((a, b) => order(a.origin, b.origin) || order(a.key, b.key)));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
