/**
 * The signal that ends open streams and loops. On `globalThis` because the web process holds two module graphs
 * (its own and the one Next bundles), and both must hear the same stop.
 */
const shared = globalThis as { __batonStop?: AbortController };

if (!shared.__batonStop) {
  const controller = new AbortController();
  shared.__batonStop = controller;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => controller.abort());
}

export const stopping: AbortSignal = shared.__batonStop.signal;
