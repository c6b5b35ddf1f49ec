import { existsSync } from 'node:fs';
import { chromium, defineConfig, devices } from '@playwright/test';

/** `CHROMIUM_PATH`, else an installed Playwright Chromium, else what the system has. */
function browser(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (existsSync(chromium.executablePath())) return undefined;
  return [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => existsSync(path));
}
const executablePath = browser();

/** Stories that hold a bound in seconds: they have the machine to themselves, after all others. */
const timed = /the-worker-is-killed-in-the-night/;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: '../server/testing/browser-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'stories', testIgnore: timed },
    { name: 'timed', testMatch: timed, dependencies: ['stories'], workers: 1 },
  ],
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 15_000,
    // A trace (`--trace on`) costs each story a tenth of its time; this and what Baton said show most failures.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
