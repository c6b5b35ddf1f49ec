import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['server/**/*.test.ts', 'components/**/*.test.{ts,tsx}'],
    globalSetup: [path.join(root, 'server/testing/global-setup.ts')],
    env: { AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests', BATON_TEST_CLOCK: '1', BATON_LOG: 'silent' },
    // Two cores, and each database file has a database of its own.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
