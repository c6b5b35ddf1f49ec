import { reference } from '@/server/follow-up/follow-up';
import type { Facts, Span } from '@/server/health/facts';
import { classOf } from '@/server/health/load';
import { holds } from '@/server/health/spans';
import type { Felt } from '@/server/health/tally';

/** The latest alert of a key, and what was last said of one. */
export type Latest = {
  key: string;
  alertId: string;
  title: string;
  serviceId: string;
  service: string;
  classification: string | null;
};
type Work = {
  id: string;
  number: number;
  title: string;
  key: string;
  ownerId: string;
  owner: string;
  dueOn: Date;
  state: string;
  doneAt: Date | null;
};

export type NoisyKey = {
  key: string;
  title: string;
  service: { id: string; name: string };
  /** Interruptions in the period, and those of them in somebody's sleep. */
  count: number;
  sleep: number;
  share: number;
  /** With all that stand before it. */
  cumulative: number;
  classification: string | null;
  owner: { id: string; name: string } | null;
  followUp: { id: string; reference: string; title: string; dueOn: string; state: string } | null;
  lastAlertId: string;
};

type Counted = { key: string; count: number; sleep: number; lastAt: Date };

/** The keys that interrupted in a span, those with most first, then by key. */
export function keysByCount(facts: Facts, felt: readonly Felt[], span: Span): Counted[] {
  const keys = new Map<string, Counted>();
  for (const one of felt) {
    if (!holds(span, one.at)) continue;
    const found = keys.get(one.key) ?? { key: one.key, count: 0, sleep: 0, lastAt: one.at };
    found.count += 1;
    if (one.at > found.lastAt) found.lastAt = one.at;
    if (classOf(facts, one) === 'sleep') found.sleep += 1;
    keys.set(one.key, found);
  }
  return [...keys.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Every key with who looks after it: the owner of the follow-up that is open, else of the last one done. */
export function paretoOf(
  counted: readonly Counted[],
  total: number,
  latest: readonly Latest[],
  work: readonly Work[],
): NoisyKey[] {
  let before = 0;
  return counted.flatMap(({ key, count, sleep }): NoisyKey[] => {
    const known = latest.find((one) => one.key === key);
    before += count;
    if (!known) return [];
    const own = work.filter((one) => one.key === key);
    const followUp = own.find(({ doneAt }) => doneAt === null) ?? own[0];
    return [
      {
        ...{ key, count, sleep, title: known.title, classification: known.classification, lastAlertId: known.alertId },
        service: { id: known.serviceId, name: known.service },
        ...{ share: total === 0 ? 0 : count / total, cumulative: total === 0 ? 0 : before / total },
        owner: followUp ? { id: followUp.ownerId, name: followUp.owner } : null,
        followUp: followUp
          ? {
              ...{ id: followUp.id, reference: reference(followUp), title: followUp.title, state: followUp.state },
              dueOn: followUp.dueOn.toISOString().slice(0, 10),
            }
          : null,
      },
    ];
  });
}
