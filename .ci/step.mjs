// One step of the checks: a name, what it does, how long it took. A command's output is kept and shown when it fails.
import { spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");
export const inModules = (file) => path.join(root, "node_modules", file);

const running = new Set();
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => { for (const child of running) child.kill(signal); setTimeout(() => process.exit(1), 12_000).unref(); });

/** Runs Node on a file of this project. Resolves with the exit code and, unless it was shown at once, the output. */
export function node(args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env }, stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"] });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => { output += part; });
    child.on("close", (code) => { running.delete(child); resolve({ code: code ?? 1, output }); });
  });
}

/** Steps in their order, `atOnce` at a time; the next starts when one ends. `run` returns { failed, said }. */
export async function runSteps(steps, atOnce = 1) {
  const counts = { passed: 0, failed: 0 };
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedAt = performance.now();
      const { failed, said } = await step.run().catch((error) => ({ failed: true, said: error.stack }));
      counts[failed ? "failed" : "passed"] += 1;
      console.log(`${failed ? "FAILED" : "passed"}  ${step.name}  ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
      if (said?.trim() && (failed || step.speaks)) console.log(said.trimEnd().replace(/^/gm, "        "));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return counts;
}

/** A step that is one or more commands; all must end with 0. */
export const commands = (name, list, speaks = false) => ({
  name, speaks,
  async run() {
    let said = "";
    for (const args of list) {
      const { code, output } = await node(args);
      said += output;
      if (code !== 0) return { failed: true, said };
    }
    return { failed: false, said };
  },
});
