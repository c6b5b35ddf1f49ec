import superjson, { type SuperJSONResult } from 'superjson';
import { isShared } from './together';

const written = new WeakMap<object, SuperJSONResult>();

/** How answers are written down for screens. What many are handed at once, as all who watch one incident are, once. */
export const writtenOnce = {
  serialize(answer: unknown): SuperJSONResult {
    if (!isShared(answer)) return superjson.serialize(answer);
    const found = written.get(answer) ?? superjson.serialize(answer);
    written.set(answer, found);
    return found;
  },
  deserialize: superjson.deserialize,
};
