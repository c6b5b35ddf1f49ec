import { setTimeout as sleep } from 'node:timers/promises';
import { env } from './env';

/** The lines at which a test may break the product. */
export type FaultPoint =
  | 'ingest.before-store'
  | 'ingest.after-commit'
  | 'page.before-claim'
  | 'page.after-claim'
  | 'page.before-provider'
  | 'page.after-provider'
  | 'page.before-commit'
  | 'step.before-commit'
  | 'migrate.mid';

const wanted = env.BATON_FAULT ? /^(.+)=(kill|throw|hang|delay:(\d+))(?:@(\d+))?$/.exec(env.BATON_FAULT) : null;
let passes = 0;

/** Does what `BATON_FAULT` says when execution passes `point` for the nth time; otherwise costs one comparison. */
export async function fault(point: FaultPoint): Promise<void> {
  if (wanted === null) return;
  const [, name, what, delayMs, nth] = wanted;
  if (name !== point || ++passes !== Number(nth ?? 1)) return;
  if (what === 'kill') process.kill(process.pid, 'SIGKILL');
  if (what === 'throw') throw new Error(`fault injected at ${point}`);
  if (what === 'hang') await new Promise(() => setInterval(() => undefined, 60_000));
  if (delayMs) await sleep(Number(delayMs));
}
