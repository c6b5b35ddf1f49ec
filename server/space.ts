let low = false;

/**
 * Whether the disk under the database is nearly full. Then the doors for senders close, so that what is stored already
 * can still be paged and recorded: PostgreSQL itself stops when its log can no longer be written. The launcher says so.
 */
export const isSpaceLow = (): boolean => low;

/** Hears the launcher, where there is one above this process. */
export function hearOfSpace(): void {
  process.on('message', (message: { lowSpace?: unknown } | null) => {
    if (typeof message?.lowSpace === 'boolean') low = message.lowSpace;
  });
  // Listening must not keep a process alive that has nothing else to do.
  process.channel?.unref();
}
