import type { Context } from './context';
import { withoutIdentity } from './policy/actor';

type Turn = { running: Promise<unknown>; next: Promise<unknown> | null };

const turns = new WeakMap<object, Map<string, Turn>>();
const shared = new WeakSet<object>();

/** Whether this very answer may be in several hands: what is made of it may be made once for all of them. */
export const isShared = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null && shared.has(answer);

/**
 * One reading for many who ask the same with the same rights, as all who watch one thing do when it changes. Whoever asks
 * while it is being read shares the next reading, never the one under way: an answer is never older than its question.
 * `read` asks whether those rights suffice; it is handed them without the person, so it cannot answer anything personal.
 * Inside a transaction it reads for itself. The answer belongs to all of them: nobody changes it.
 */
export function together<T>(ctx: Context, what: string, read: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.inside) return read(ctx);
  const { actor, key } = withoutIdentity(ctx.actor);
  const all = turns.get(ctx.client) ?? new Map<string, Turn>();
  turns.set(ctx.client, all);
  return take(all, `${what} ${key}`, () => read({ ...ctx, actor })) as Promise<T>;
}

function take(all: Map<string, Turn>, key: string, read: () => Promise<unknown>): Promise<unknown> {
  const turn = all.get(key);
  if (!turn) return begin(all, key, read);
  turn.next ??= turn.running.then(
    () => begin(all, key, read),
    () => begin(all, key, read),
  );
  return turn.next;
}

function begin(all: Map<string, Turn>, key: string, read: () => Promise<unknown>): Promise<unknown> {
  const turn: Turn = { running: read(), next: null };
  all.set(key, turn);
  const end = () => {
    if (!turn.next) all.delete(key);
  };
  turn.running.then((answer) => {
    if (typeof answer === 'object' && answer !== null) shared.add(answer);
    end();
  }, end);
  return turn.running;
}
