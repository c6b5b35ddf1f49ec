import { sending } from '@/server/bounds';
import { stopwatch } from '@/server/clock';
import { askOperatorsAddress } from '@/server/integrations/http';
import type { Log } from '@/server/log';

const mostOftenSeconds = 60;

/**
 * Calls `url` after a turn in which the pager really turned, at most once a minute: its silence is the alarm (R17).
 * Outside the turn: it is waited for by nobody.
 */
export function deadMan(url: string | undefined, log: Log): () => void {
  let since: (() => number) | null = null;
  return () => {
    if (!url || (since !== null && since() < mostOftenSeconds)) return;
    since = stopwatch();
    askOperatorsAddress(url, sending.deadManMs).catch((error) =>
      log.warn({ error: String(error) }, 'the dead man switch could not be called'),
    );
  };
}
