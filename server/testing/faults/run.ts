import { spawn } from 'node:child_process';
import path from 'node:path';
import { seed } from '../rounds';

// npm run faults [-- <file or name> …]: every fault test in its long form, thousands of rounds, one file after the
// other. BATON_FAULTS_SEED=<n> draws the same faults again.

const root = path.resolve(import.meta.dirname, '../../..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const files = [
  'server/testing/faults',
  'server/api/http-server.test.ts',
  'server/testing/simulation-comes-true.test.ts',
  'server/worker',
  'server/delivery',
  'server/escalation',
];
const wanted = process.argv.slice(2);

console.log(`seed ${seed}: BATON_FAULTS_SEED=${seed} npm run faults draws the same faults again`);
const began = performance.now();
const child = spawn(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    'server/testing/vitest.config.mts',
    '--no-file-parallelism',
    '--reporter=verbose',
    ...(wanted.length > 0 ? wanted : files),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, BATON_FAULTS: 'long', BATON_FAULTS_SEED: String(seed) } },
);
child.once('exit', (code) => {
  const minutes = (performance.now() - began) / 60_000;
  console.log(
    `seed ${seed}: ${code === 0 ? 'every property held' : 'something broke'} after ${minutes.toFixed(1)} min`,
  );
  process.exitCode = code ?? 1;
});
