type Options = {
  /** How many calls go together at the most. */
  most: number;
  /** How many groups may be under way. A second begins only when `most` are waiting: fewer, larger groups cost less. */
  atOnce: number;
  /** Whether a failure would meet every call alike (the database is away): then none of them is tried by itself. */
  meetsAll(error: unknown): boolean;
};

/**
 * Group commit: calls that come in while others are under way wait and go together. `work` is given the whole group
 * and answers in the same order. When a group fails its calls are made one by one, so that a poisoned one fails alone;
 * when the failure would meet all of them, they and those that wait are refused at once.
 */
export function gather<In, Out>(
  work: (group: In[]) => Promise<Out[]>,
  { most, atOnce, meetsAll }: Options,
): (one: In) => Promise<Out> {
  type Call = { one: In; resolve(out: Out): void; reject(error: unknown): void };
  const waiting: Call[] = [];
  let running = 0;

  const settle = async (calls: Call[]) => {
    try {
      const outs = await work(calls.map(({ one }) => one));
      calls.forEach(({ resolve, reject }, i) => {
        const out = outs[i];
        if (out === undefined) reject(new Error('a group answered for fewer than it was asked'));
        else resolve(out);
      });
    } catch (error) {
      const refused = meetsAll(error) ? [...calls, ...waiting.splice(0)] : calls.length === 1 ? calls : [];
      for (const { reject } of refused) reject(error);
      if (refused.length === 0) for (const call of calls) await settle([call]);
    }
  };

  const start = () => {
    while (waiting.length > 0 && (running === 0 || (running < atOnce && waiting.length >= most))) {
      running += 1;
      void settle(waiting.splice(0, most)).finally(() => {
        running -= 1;
        start();
      });
    }
  };

  return (one) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      // one turn of the event loop, so that requests read in the same turn share the first group too
      setImmediate(start);
    });
}
