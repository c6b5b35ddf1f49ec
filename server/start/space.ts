import { statfs } from 'node:fs/promises';

const mebibyte = 1_048_576;
/** Below the first the doors close, above the second they open again: not at every byte. */
export const marks = { low: 256 * mebibyte, enough: 320 * mebibyte } as const;
const everyMs = 2_000;

/** What follows from the bytes that are free, and from what was so before. */
export const isLow = (freeBytes: number, wasLow: boolean): boolean => freeBytes < (wasLow ? marks.enough : marks.low);

const freeOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/**
 * Watches the disk under a folder and tells `changed` whenever it becomes low or has enough again. What cannot be read
 * changes nothing. Ends with `stop`.
 */
export function watchSpace(
  folder: string,
  changed: (low: boolean) => void,
  stop: AbortSignal,
  read: (folder: string) => Promise<number> = freeOf,
): void {
  let low = false;
  const look = async () => {
    const free = await read(folder).catch(() => null);
    if (free === null || isLow(free, low) === low || stop.aborted) return;
    low = !low;
    changed(low);
  };
  const timer = setInterval(() => void look(), everyMs);
  stop.addEventListener('abort', () => clearInterval(timer), { once: true });
  void look();
}
