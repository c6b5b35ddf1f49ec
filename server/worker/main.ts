import { setTimeout as pause } from 'node:timers/promises';
import { holdPresence, joinWorkers, untilNextDueMs } from '@/server/beat';
import { onRing } from '@/server/bell';
import { worker as bounds } from '@/server/bounds';
import { machineTime } from '@/server/clock';
import { ensurePushKeys } from '@/server/contact/commands';
import { pushKeys } from '@/server/contact/queries';
import { makeContext } from '@/server/context';
import { env } from '@/server/env';
import { outboundOf } from '@/server/integrations/outbound';
import { log } from '@/server/log';
import { system } from '@/server/policy/actor';
import { hearOfSpace } from '@/server/space';
import { stopping } from '@/server/stopping';
import { auditor } from './auditor';
import { withBreakers } from './breaker';
import { deadMan } from './dead-man';
import { jobs } from './jobs';
import { type Pager, pagerOf } from './pager';
import { mailDoor } from './smtp';

const contextOf = (pool: 'paging' | 'housekeeping') => makeContext(system('worker'), { pool });

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
      return await joinWorkers(contextOf('paging'));
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
      const { again, outdated } = await pager.turn(contextOf('paging'), contextOf('housekeeping'));
      if (outdated) return await stepAside(wait);
      // Rounded up, and never at once: a clock that a test holds still would have it look without an end.
      if (!again)
        await wait(Math.max(bounds.glanceMs, Math.ceil(await untilNextDueMs(contextOf('paging'), bounds.pollMs))));
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
  const ctx = contextOf('paging');
  await ensurePushKeys(ctx);
  return pushKeys(ctx);
}

/** Paging goes on where the port is taken, by a second worker of this machine or by a stranger. */
async function openMailDoor(): Promise<{ close(): Promise<void> } | null> {
  if (env.SMTP_IN_PORT === undefined) return null;
  try {
    const door = await mailDoor({ port: env.SMTP_IN_PORT, host: env.HOST });
    log.info({ port: door.port }, 'mail is taken in');
    return door;
  } catch (error) {
    log.error({ port: env.SMTP_IN_PORT, error: String(error) }, 'no mail is taken in here');
    return null;
  }
}

async function main(): Promise<void> {
  hearOfSpace();
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
  const mail = await openMailDoor();
  log.info({ workerId }, 'worker turns');
  await turnUntilStopped(pager, alarmClock());
  await Promise.all([mail?.close(), pager.drain(bounds.stopMs - 2_000)]);
  await here.letGo();
  process.exit(0);
}

await main();
