// Everything that proves the product: checks, unit and database tests, browser tests.
//   npm test        all of it        npm run test:unit · npm run test:e2e        its parts
// The last line is `N passed, N failed`: steps of the check, and tests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { check, clientStep } from "./check.mjs";
import { alertmanager, browser } from "./programs.mjs";
import { commands, inModules, node, runSteps } from "./step.mjs";

const scratch = mkdtempSync(path.join(tmpdir(), "baton-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const report = (name) => { try { return JSON.parse(readFileSync(path.join(scratch, name), "utf8")); } catch { return undefined; } };

const numberOf = ({ fullName }) => /\bF\d\d\b/.exec(fullName)?.[0] ?? "";

async function unit() {
  alertmanager();
  const { code } = await node([inModules("vitest/vitest.mjs"), "run", "--config", "server/testing/vitest.config.mts", "--reporter=default", "--reporter=json", `--outputFile.json=${path.join(scratch, "unit.json")}`], { show: true });
  const found = report("unit.json");
  const passed = found?.numPassedTests ?? 0;
  // Passing files are one line each above: what is broken on purpose is named, whatever became of it.
  const faults = (found?.testResults ?? []).flatMap((file) => file.assertionResults).filter(numberOf);
  for (const { fullName, status } of faults.sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1))) console.log(`${status}  ${fullName}`);
  // A file that could not be loaded holds no failed test, and an error outside of tests belongs to none: neither may pass.
  const unloaded = found?.testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((one) => one.status === "failed")).length ?? 1;
  const failed = (found?.numFailedTests ?? 0) + unloaded;
  return { passed, failed: failed || (code === 0 && passed > 0 ? 0 : 1) };
}

async function e2e() {
  alertmanager();
  const chosen = await browser();
  if (!chosen) return { passed: 0, failed: 1 };
  // Built once, before: the tests start many Batons from the one build.
  const built = await runSteps([commands("screens built", [["--import", "tsx", "server/start/main.ts", "--build"]])]);
  if (built.failed) return built;
  const { code } = await node([inModules("@playwright/test/cli.js"), "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"], {
    show: true, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(scratch, "e2e.json"), ...(chosen.path ? { CHROMIUM_PATH: chosen.path } : {}) },
  });
  const stats = report("e2e.json")?.stats;
  const passed = stats?.expected ?? 0;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0); // a test that passes now and then proves nothing
  return { passed: passed + built.passed, failed: failed || (code === 0 && passed > 0 ? 0 : 1) };
}

const parts = { all: [check, unit, e2e], unit: [() => runSteps([clientStep]), unit], e2e: [() => runSteps([clientStep]), e2e] }[process.argv[2] ?? "all"];
if (!parts) {
  console.error("npm test takes nothing, unit or e2e");
  process.exit(1);
}
const total = { passed: 0, failed: 0 };
for (const part of parts) {
  const { passed, failed } = await part();
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
