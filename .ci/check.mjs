// Everything that can be said about the source without running the product. Cheap steps first.        npm run check
import { pathToFileURL } from "node:url";
import { floorStep, lockStep } from "./dependencies.mjs";
import { commands, inModules, runSteps } from "./step.mjs";

export const clientStep = commands("database client made from the schema", [["--import", "tsx", "server/start/main.ts", "--generate"]]);

export async function check() {
  const next = inModules("next/dist/bin/next");
  const cheap = await runSteps([lockStep, floorStep, clientStep, commands("format and lint (Biome)", [[inModules("@biomejs/biome/bin/biome"), "check", "."]])]);
  const rest = await runSteps([
    commands("types (tsc)", [[next, "typegen"], [inModules("typescript/bin/tsc"), "--noEmit"]]),
    commands("unused code (knip)", [[inModules("knip/bin/knip.js"), "--no-progress"]]),
    commands("every door stands in the policy table", [[inModules("vitest/vitest.mjs"), "run", "--config", "server/testing/vitest.config.mts", "server/testing/matrix.test.ts"]]),
    commands("migrations make the schema", [[".ci/schema-drift.mjs"]]),
    commands("architecture", [[".ci/architecture-proof.mjs", "."]], true),
  ], 2);
  return { passed: cheap.passed + rest.passed, failed: cheap.failed + rest.failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
