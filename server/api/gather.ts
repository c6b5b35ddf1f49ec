/**
 * Group commit: calls that come in while others are under way wait and go together. `work` is given the whole group
 * and answers in the same order; when a group fails, its calls are made one by one, so that a poisoned one fails alone.
 * @param most how many go together; @param atOnce how many groups are under way at a time
 */
export function gather<In, Out>(
  work: (group: In[]) => Promise<Out[]>,
  { most, atOnce }: { most: number; atOnce: number },
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
      const [only] = calls;
      if (calls.length === 1 && only) only.reject(error);
      else for (const call of calls) await settle([call]);
    }
  };

  const start = () => {
    while (running < atOnce && waiting.length > 0) {
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
