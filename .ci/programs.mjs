// The programs that tests need and npm does not bring: a browser, and the Alertmanager that sends real alerts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const onPath = (name) => (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name)).find((file) => existsSync(file));

/** Root with apt may install; anyone else is told how. True when the package is there afterwards. */
function install(name) {
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return false;
  console.log(`installing ${name} with apt`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", ["-qq", "-o", "Dpkg::Use-Pty=0", ...args], { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  const once = () => apt("install", "-y", "--no-install-recommends", name);
  return once() || (apt("update") && once());
}

/** The browser for the tests as { path }: undefined means Playwright's own. Null, and one line how to get one, where there is none. */
export async function browser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return { path: given };
    console.log(`CHROMIUM_PATH names ${given}, where there is no browser`);
    return null;
  }
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return { path: undefined };
  const installed = () => ["/usr/bin/chromium", onPath("google-chrome"), "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find((file) => file && existsSync(file));
  const found = installed() ?? (install("chromium") ? installed() : undefined);
  if (found) return { path: found };
  console.log(`no browser for the tests: ${onPath("apt-get") ? "sudo apt-get install chromium" : "npx playwright install chromium"}, or set CHROMIUM_PATH`);
  return null;
}

/** Prometheus' own Alertmanager, which tests start to send real alerts. Without it those tests fail; here stands how to get it. */
export function alertmanager() {
  if (onPath("prometheus-alertmanager") || onPath("alertmanager") || install("prometheus-alertmanager")) return true;
  console.log("no Alertmanager for the tests, those that need it will fail: sudo apt-get install prometheus-alertmanager");
  return false;
}
