import { setTimeout as pause } from 'node:timers/promises';
import { holdPresence, joinWorkers } from '@/server/beat';
import { onRing } from '@/server/bell';
import { worker as bounds } from '@/server/bounds';
import { machineTime } from '@/server/clock';
import { makeContext } from '@/server/context';
import { env } from '@/server/env';
import { outboundOf } from '@/server/integrations/outbound';
import { log } from '@/server/log';
import { ensurePushKeys } from '@/server/notification/commands';
import { pushKeys } from '@/server/notification/queries';
import { system } from '@/server/policy/actor';
import { stopping } from '@/server/stopping';
import { auditor } from './auditor';
import { withBreakers } from './breaker';
import { deadMan } from './dead-man';
import { jobs } from './jobs';
import { type Pager, pagerOf } from './pager';

/** A bell rung between two looks is not lost: it ends the next wait at once. */
function alarmClock() {
  let rung = false;
  let wake = () => {};
  const ring = () => {
    rung = true;
    wake();
  };
  onRing('pager', ring);
  stopping.addEventListener('abort', ring, { once: true });
  return async (ms: number): Promise<void> => {
    if (!rung && !stopping.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    rung = false;
  };
}

/** Holds the worker's presence, and takes it again whenever the connection is lost. */
function presence(workerId: number) {
  let letGo: (() => Promise<void>) | null = null;
  const take = async (): Promise<void> => {
    while (!stopping.aborted && !letGo) {
      try {
        letGo = await holdPresence(workerId, () => {
          letGo = null;
          void take();
        });
      } catch (error) {
        log.warn({ workerId, error: String(error) }, 'presence not held');
        await pause(500 + 500 * Math.random());
      }
    }
  };
  return { take, isHeld: () => letGo !== null, letGo: () => letGo?.() };
}

async function join(): Promise<number> {
  for (;;) {
    try {
      return await joinWorkers(makeContext(system('worker'), { pool: 'paging' }));
    } catch (error) {
      if (stopping.aborted) throw error;
      log.warn({ error: String(error) }, 'the database does not answer yet');
      await pause(500);
    }
  }
}

async function turnUntilStopped(pager: Pager, wait: (ms: number) => Promise<void>): Promise<void> {
  while (!stopping.aborted) {
    try {
      const { again, outdated } = await pager.turn(makeContext(system('worker'), { pool: 'paging' }));
      if (outdated) return await stepAside(wait);
      if (!again) await wait(bounds.pollMs);
    } catch (error) {
      log.warn({ error: String(error) }, 'turn not finished');
      await wait(bounds.pollMs);
    }
  }
}

/** Old code beside a newer schema claims nothing more (R15). Ending would only have it started again. */
async function stepAside(wait: (ms: number) => Promise<void>): Promise<void> {
  log.error(
    {},
    'the database was migrated by a newer version of Baton: this worker stands still, restart it with the new version',
  );
  while (!stopping.aborted) await wait(60_000);
}

/** Made once and shared; while the database is away the worker has nothing to send anyway. */
async function keysForPushes() {
  const ctx = makeContext(system('worker'), { pool: 'paging' });
  await ensurePushKeys(ctx);
  return pushKeys(ctx);
}

async function main(): Promise<void> {
  const workerId = await join();
  const here = presence(workerId);
  await here.take();
  const watch = auditor();
  const feed = deadMan(env.DEADMAN_URL, log);
  const pager = pagerOf({
    outbound: withBreakers(outboundOf({ now: machineTime, pushKeys: await keysForPushes() })),
    workerId,
    jobs: [...jobs, { name: 'audit', everySeconds: 20, run: watch.run }],
    isPresent: here.isHeld,
    turned: () => {
      if (watch.isClear()) feed();
    },
  });
  log.info({ workerId }, 'worker turns');
  await turnUntilStopped(pager, alarmClock());
  await pager.drain(bounds.stopMs - 2_000);
  await here.letGo();
  process.exit(0);
}

await main();
