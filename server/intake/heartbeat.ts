import type { Known as Integration } from '@/server/service/integration';
import type { Signal } from './signal';

/** The one trouble a heartbeat can have. */
export const pulseKey = 'heartbeat';

const plain = { key: pulseKey, digestOf: null, source: null, links: [], payload: null };

/** "3 minutes", "1 hour": an interval in the largest unit that fits it whole. */
export function everyWords(seconds: number): string {
  const unit = (
    [
      [86_400, 'day'],
      [3_600, 'hour'],
      [60, 'minute'],
    ] as const
  ).find(([size]) => seconds % size === 0);
  const [size, name] = unit ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** It was not heard in time. */
export function missing({ name, settings }: Integration, lastHeardAt: Date | null, createdAt: Date): Signal {
  const every = everyWords(settings.intervalSeconds ?? 0);
  const last = lastHeardAt ? lastHeardAt.toISOString() : `never, expected since ${createdAt.toISOString()}`;
  return {
    ...plain,
    state: 'open',
    title: `${name} has not been heard from`,
    priority: 'P2',
    text: `It is expected every ${every}. What it stands for may have stopped.`,
    fields: [{ name: 'Last heard', value: last }],
  };
}

/** It is back. */
export const heard = ({ name }: Integration): Signal => ({
  ...plain,
  state: 'resolve',
  title: `${name} is back`,
  priority: 'P2',
  text: '',
  fields: [],
});
