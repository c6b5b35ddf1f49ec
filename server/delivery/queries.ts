import { audit } from '@/server/audit';
import { lastBeat } from '@/server/beat';
import { sending, worker } from '@/server/bounds';
import type { Context } from '@/server/context';
import { channelsConfigured, env } from '@/server/env';
import { authorize } from '@/server/policy/authorize';
import { unseal } from '@/server/secret';
import type { Subject } from '@/server/timeline/subject';
import { channelState } from './health';
import type { Answerable, DeliveryView, Sealed, SentMessage } from './parcel';
import { type ListDeliveries, peoplesChannels } from './schema';
import * as store from './store';

// Retries may take their whole window and the last attempt its time; later than that is not retrying but standing still.
const lateAfterSeconds = sending.retryWindowSeconds + 2 * (sending.attemptMs / 1_000);

/** What became of messages, by id. For queries of concepts that have authorised the subject. */
export const deliveriesByIds = (ctx: Context, ids: string[]): Promise<Map<string, DeliveryView>> =>
  store.byIds(ctx, ids);

/** What messages are about, by id. Internal, for whoever follows them. */
export const aboutOf = (ctx: Context, ids: string[]): Promise<Map<string, Subject[]>> => store.aboutOf(ctx, ids);

/** The message of that identity, to be said or answered. For doors that have checked who asks. */
export async function answerable(ctx: Context, identity: string): Promise<Answerable | null> {
  const sent = await store.byIdentity(ctx, identity);
  return sent && asAnswerable(sent);
}

/** What went to an address of these people since then, the newest first. For doors that have checked who asks. */
export async function answerableTo(ctx: Context, input: Parameters<typeof store.sentTo>[1]): Promise<Answerable[]> {
  return (await store.sentTo(ctx, input)).map(asAnswerable);
}

function asAnswerable({ identity, personId, message }: SentMessage): Answerable {
  return { identity, personId, about: message.about, notice: openedMessage(message.sealed).notice };
}

/** What is due since then and not yet sent is told to administrators. */
const lateSeconds = 60;

/** One page of the record of messages, newest first; for admins. What is in them stays sealed. */
export async function listDeliveries(ctx: Context, input: ListDeliveries) {
  authorize(ctx.actor, 'delivery.view');
  return store.list(ctx, input, 50);
}

/** Whether messages leave: how late the oldest is, and how each channel is doing; for admins. */
export async function deliveryHealth(ctx: Context) {
  authorize(ctx.actor, 'delivery.view');
  const [late, records, findings] = await Promise.all([
    store.oldestDueSeconds(ctx),
    store.channelRecords(ctx, peoplesChannels),
    audit(ctx),
  ]);
  const configured = channelsConfigured(env);
  const channels = records.map((record) => channelState(record, configured[record.channel]));
  return {
    lateSeconds: late > lateSeconds ? Math.round(late) : 0,
    channels,
    broken: channels.filter(({ brokenSince }) => brokenSince !== null).map(({ channel }) => channel),
    /** What the auditor finds: open, and nothing follows. Empty is the only good value. */
    findings: findings.map(({ kind, count }) => ({ kind, count })),
  };
}

/** Whether nothing that was due at `at` is still waiting or on its way. For the worker. */
export const isQuiet = (ctx: Context, at: Date): Promise<boolean> => store.isQuiet(ctx, at);

/** How late the oldest message is that should have left, in seconds; 0 when none is. Open to operators. */
export const oldestDueSeconds = (ctx: Context): Promise<number> => store.oldestDueSeconds(ctx);

export type Readiness = {
  ready: boolean;
  /** What is wrong, each a sentence; empty when ready. */
  reasons: string[];
  oldestDuePageSeconds: number;
  /** By the real clock; null: no worker has ever turned. */
  workerTurnAgeSeconds: number | null;
  /** By `clock()`: everything that was due until then has been seen to. */
  lookedAt: Date | null;
  /** Rises with each turn of a worker. */
  turns: number;
  /** The database's time. */
  now: Date;
};

/** Whether pages can be stored and are being sent. Throws when the database is away. Open to operators. */
export async function readinessOf(ctx: Context): Promise<Readiness> {
  const [beat, late, now] = await Promise.all([lastBeat(ctx), store.oldestDueSeconds(ctx), ctx.now()]);
  const reasons: string[] = [];
  if (beat.lastTurnAgeSeconds === null) reasons.push('no worker has finished a turn yet');
  else if (beat.lastTurnAgeSeconds > worker.stuckAfterSeconds)
    reasons.push(`the last turn of a worker is ${Math.round(beat.lastTurnAgeSeconds)} s old`);
  if (late > lateAfterSeconds) reasons.push(`the oldest due page is ${Math.round(late)} s late`);
  return {
    ready: reasons.length === 0,
    reasons,
    oldestDuePageSeconds: late,
    workerTurnAgeSeconds: beat.lastTurnAgeSeconds,
    lookedAt: beat.lookedAt,
    turns: beat.turns,
    now,
  };
}

/** Internal: what is in a message. What was stored before channels had secrets is the notice alone. */
export function openedMessage(sealed: string): Sealed {
  const parsed = JSON.parse(unseal(sealed)) as Sealed | Sealed['notice'];
  const plain = { secret: null, replaces: null, standing: null, offer: null };
  return 'notice' in parsed ? { ...plain, ...parsed } : { ...plain, notice: parsed };
}
