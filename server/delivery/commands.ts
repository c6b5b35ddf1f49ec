import { setTimeout as pause } from 'node:timers/promises';
import { sending } from '@/server/bounds';
import { stopwatch } from '@/server/clock';
import { type Context, inTransaction } from '@/server/context';
import { fault } from '@/server/fault';
import type { Notice, Outbound, Outlet, Receipt } from '@/server/outbound';
import { digest, seal } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import type { SubjectKind } from '@/server/timeline/subject';
import { type Verdict, verdict } from './attempt';
import type { About, Addressees, Claim, Later, NewDelivery, Outcome, Recent, Sealed } from './parcel';
import { openedMessage } from './queries';
import * as store from './store';

/** R6: the same parts make the same identity; 32 URL-safe characters, as a push topic allows. */
export const identityOf = (...parts: (string | number | null)[]): string => digest(JSON.stringify(parts)).slice(0, 32);

/**
 * Puts messages into the outbox, in the caller's transaction; the worker sends them. What is there already by identity
 * is left out. For commands, which have authorised what they do. Returns the ids of the new ones.
 */
export async function enqueue(ctx: Context, now: Date, parcels: NewDelivery[]): Promise<string[]> {
  if (parcels.length === 0) return [];
  return store.insert(
    ctx,
    parcels.map(
      ({ notice, secret = null, replaces = null, standing = null, offer = null, about, sources, ...rest }) => ({
        ...rest,
        createdAt: now,
        message: {
          sealed: seal(JSON.stringify({ notice, secret, replaces, standing, offer } satisfies Sealed)),
          thread: rest.thread,
          personName: rest.person?.name ?? null,
          about,
          ...(sources && { sources }),
        },
      }),
    ),
  );
}

/** What went, or is to go, to them about things of one kind lately; what may still be added to is locked. For commands. */
export const recentTo = (ctx: Context, to: Addressees, kind: SubjectKind): Promise<Recent[]> =>
  store.recentTo(ctx, to, kind);

/** Messages of `ids` that have not begun, whose locks the caller holds. For commands. */
export const unbegun = (ctx: Context, ids: string[]) => store.unbegun(ctx, ids);

type Rewritten = { notice: Notice; about: About[]; sources?: string[]; priority: number };

/** Says something else in a message that has not begun; its identity stays. The caller holds its lock. For commands. */
export async function rewrite(
  ctx: Context,
  { id, message }: Pick<Recent, 'id' | 'message'>,
  { notice, about, sources, priority }: Rewritten,
): Promise<void> {
  const sealed = seal(JSON.stringify({ ...openedMessage(message.sealed), notice } satisfies Sealed));
  await store.rewrite(ctx, id, { ...message, sealed, about, ...(sources && { sources }) }, priority);
}

/** Cancels messages that are not yet sent; one on the wire is not tried again. Returns those cancelled. For commands. */
export const withdraw = (ctx: Context, ids: string[], now: Date): Promise<string[]> => store.withdraw(ctx, ids, now);

/** Locks those of `ids` that have not ended, so that two withdrawals of one bundle see each other. For commands. */
export const lockUnended = (ctx: Context, ids: string[]): Promise<string[]> => store.lockUnended(ctx, ids);

/** Gives back what nobody works on; `inHand`: what the caller, `workerId`, is sending. For the worker. */
export const releaseDeadClaims = (ctx: Context, workerId: number, inHand: string[]): Promise<number> =>
  store.releaseDead(ctx, workerId, inHand);

export type Sender = {
  outbound: Outbound;
  workerId: number;
  /** How many may be claimed now. */
  most: number;
  /** Over which channels none may: so many are on their way that others would wait for them. */
  full?: Outlet[];
  /** Aborted when the process has to end: what is on its way is cut off and given back. */
  cutOff?: AbortSignal;
  /** Told what became of each attempt, in the transaction that records it. */
  heard(ctx: Context, outcome: Outcome): Promise<void>;
};

type Begun = { id: string; channel: Outlet; done: Promise<void> };

/**
 * Claims what is due and begins to send it. Resolves when the claims are made; each `done` resolves when its message is
 * recorded, and never rejects: one that fails stops only itself. For the worker.
 */
export async function sendDue(ctx: Context, sender: Sender): Promise<Begun[]> {
  if (sender.most <= 0) return [];
  await fault('page.before-claim');
  const claims = await store.claim(ctx, sender.workerId, sender.most, sender.full);
  return claims.map((claim) => ({ id: claim.id, channel: claim.channel, done: sendOne(ctx, sender, claim) }));
}

async function sendOne(ctx: Context, sender: Sender, claim: Claim): Promise<void> {
  const elapsed = stopwatch();
  const about = { identity: claim.identity, delivery: claim.id, channel: claim.channel, attempt: claim.attempts };
  let secondsLeft: number | null = null;
  try {
    await fault('page.after-claim');
    await fault('page.before-provider');
    secondsLeft = await lastLook(ctx, claim, elapsed);
  } catch (error) {
    ctx.log.warn({ ...about, error: String(error) }, 'page not begun');
    await store.release(ctx, claim).catch(() => undefined);
  }
  if (secondsLeft === null) return;
  try {
    const receipt = await askProvider(ctx, sender, claim);
    await fault('page.after-provider').catch((error) =>
      ctx.log.warn({ ...about, error: String(error) }, 'fault after provider'),
    );
    const next = verdict(receipt, {
      attempts: claim.attempts,
      secondsLeft: secondsLeft - elapsed(),
      jitter: Math.random(),
    });
    const written = await recordFirmly(ctx, sender, claim, next, elapsed);
    ctx.log.info({ ...about, state: next.state, written, seconds: elapsed() }, 'page attempt');
  } catch (error) {
    // The row keeps its lease; after it somebody tries again, under the same identity.
    ctx.log.error({ ...about, error: String(error) }, 'page outcome not recorded');
  }
}

/** Patient for half a lease with a database that is away: a claim dropped here would wait out the whole of it. */
async function lastLook(ctx: Context, claim: Claim, elapsed: () => number): Promise<number | null> {
  for (;;) {
    try {
      return await store.markSending(ctx, claim);
    } catch (error) {
      if (!store.isAway(error) || elapsed() > sending.leaseSeconds / 2) throw error;
      await pause(250);
    }
  }
}

/** One attempt of at most `attemptMs`, whatever the adapter does. No transaction is open meanwhile. */
async function askProvider(ctx: Context, { outbound, cutOff }: Sender, claim: Claim): Promise<Receipt> {
  const deadline = AbortSignal.timeout(sending.attemptMs);
  const signal = cutOff ? AbortSignal.any([deadline, cutOff]) : deadline;
  const tooSlow: Receipt = { outcome: 'try-again', reason: 'no answer in time', mayHaveArrived: true };
  const { identity, channel, address, message } = claim;
  try {
    const alertIds = message.about.flatMap(({ subject }) => (subject.kind === 'alert' ? [subject.id] : []));
    const pressing = claim.priority <= 1;
    const repeat = claim.attempts > 1;
    const said = { identity, thread: message.thread, channel, address, alertIds, pressing, repeat };
    const sent = outbound.send({ ...said, ...openedMessage(message.sealed) }, signal);
    // An adapter that hears the signal says more; one that does not is left behind.
    const left = new Promise<Receipt>((resolve) =>
      signal.addEventListener('abort', () => setTimeout(resolve, 250, tooSlow), { once: true }),
    );
    return await Promise.race([sent, left]);
  } catch (error) {
    ctx.log.error({ identity, channel, error: String(error) }, 'adapter failed');
    return { outcome: 'try-again', reason: 'the message could not be handed over', mayHaveArrived: true };
  }
}

/**
 * Records an outcome that is known, though the database may be away for a moment: forgetting it would send the message
 * again. A record that cannot be made whole is made bare, for the same reason. False: the claim was no longer ours.
 */
async function recordFirmly(
  ctx: Context,
  sender: Sender,
  claim: Claim,
  next: Verdict,
  elapsed: () => number,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(ctx, (ctx) => recordWhole(ctx, sender, claim, next));
    } catch (error) {
      ctx.log.warn({ identity: claim.identity, attempt, error: String(error) }, 'page outcome not recorded yet');
      if (elapsed() > sending.leaseSeconds - 5) throw error;
      if (!store.isAway(error) && attempt >= 2) return (await store.record(ctx, claim, next)) !== null;
      await pause(250);
    }
  }
}

async function recordWhole(ctx: Context, sender: Sender, claim: Claim, next: Verdict): Promise<boolean> {
  const written = await store.record(ctx, claim, next);
  if (!written) return false;
  const failedFirst = next.state === 'due' && claim.attempts === 1;
  if (next.state === 'failed' || failedFirst) await store.bringForward(ctx, claim);
  const { about, personName } = claim.message;
  const told = {
    identity: claim.identity,
    channel: claim.channel,
    personId: claim.personId,
    personName,
    attempts: claim.attempts,
  };
  const kinds: { kind: EventKind; reason?: string }[] = [];
  if (next.state === 'sent') kinds.push({ kind: 'page-sent' });
  if (next.state === 'sent' && written.possibleDuplicate) kinds.push({ kind: 'possible-duplicate' });
  if (next.state === 'failed') kinds.push({ kind: 'page-failed', reason: next.reason });
  const events = kinds.flatMap(({ kind, ...more }) =>
    about.map((one) => ({ ...one, kind, data: { ...told, ...more } })),
  );
  if (events.length > 0) await tell(ctx, await ctx.now(), ...events);
  const at = await ctx.now();
  const reason = next.state === 'sent' ? null : next.reason;
  const permanent = next.state === 'failed' && next.permanent;
  const attempt = { deliveryId: claim.id, number: claim.attempts, channel: claim.channel, at };
  // An address to blame says nothing of the channel.
  const ofAddress = permanent || (next.state === 'failed' && next.nobodys === true);
  await store.insertAttempt(ctx, { ...attempt, state: next.state, permanent: ofAddress, reason });
  await sender.heard(ctx, {
    deliveryId: claim.id,
    about,
    personId: claim.personId,
    personName,
    channel: claim.channel,
    address: claim.address,
    state: next.state,
    permanent,
    reason,
    providerId: next.state === 'sent' ? next.providerId : null,
  });
  await fault('page.before-commit');
  return true;
}

/**
 * Hears what a provider says later of a message it had accepted. State moves only forward: what was said before, or
 * stands behind it, changes nothing, and neither does what is said of another attempt. A message that did not get there
 * brings the person's next channel forward. Answers its outcome when that ends it, null otherwise. For notification.
 */
export async function hearLater(ctx: Context, later: Later): Promise<Outcome | null> {
  const sent = await store.lockByIdentity(ctx, later.identity);
  if (!sent || (sent.providerId !== null && sent.providerId !== later.providerId)) return null;
  if (later.rank <= sent.receiptRank) return null;
  const at = await ctx.now();
  await store.saveReceipt(ctx, sent.id, { ...later, at });
  if (later.meaning === 'under-way' || later.meaning === 'reached') return null;
  const { message, personId, channel, address } = sent;
  const { about, personName } = message;
  const data = { identity: sent.identity, channel, personId, personName, reason: later.reason };
  await tell(ctx, at, ...about.map((one) => ({ ...one, kind: 'page-failed' as const, data })));
  await store.bringForward(ctx, sent);
  const permanent = later.meaning === 'refused';
  const whose = { deliveryId: sent.id, about, personId, personName, channel, address, providerId: sent.providerId };
  return { ...whose, state: 'failed', permanent, reason: later.reason };
}
