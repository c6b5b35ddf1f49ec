import { stop } from './stopping';

/** A process started by the launcher ends with it, also when the launcher is killed and cannot say so. */
export function followParent(): void {
  if (process.send) process.once('disconnect', stop);
}
