import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restartDelayMs, type Supervised, supervise } from './supervise';

let folder: string;
let kept: Supervised | undefined;
const starts = (): string[] => {
  try {
    return readFileSync(path.join(folder, 'starts'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};
/** A process that notes its pid and its fault, then does what `then` says. */
const keep = (then: string, environment: Record<string, string> = {}) => {
  const note = `require('fs').appendFileSync('${folder}/starts', process.pid + ' ' + (process.env.BATON_FAULT ?? 'none') + '\\n');`;
  kept = supervise('probe', ['-e', `${note} ${then}`], { ...process.env, ...environment }, () => undefined);
  return kept;
};
const pidOf = (line: string | undefined) => Number(line?.split(' ')[0]);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-supervise-'));
});
afterEach(async () => {
  await kept?.stop(100);
  rmSync(folder, { recursive: true, force: true });
});

describe('web and worker come back by themselves (F48)', () => {
  it('at once the first time, and never later than 2 s', () => {
    expect([1, 2, 3, 4, 5, 50].map(restartDelayMs)).toEqual([0, 250, 500, 1_000, 2_000, 2_000]);
  });

  it('after a kill, without the fault that a test asked for', async () => {
    keep('setInterval(() => {}, 1000)', { BATON_FAULT: 'page.after-claim=kill' });
    await vi.waitUntil(() => starts().length === 1, { timeout: 30_000 });
    process.kill(pidOf(starts()[0]), 'SIGKILL');
    await vi.waitUntil(() => starts().length === 2, { timeout: 30_000 });
    expect(starts().map((line) => line.split(' ')[1])).toEqual(['page.after-claim=kill', 'none']);
  });

  it('and end when told, a deaf one by force', async () => {
    const one = keep("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
    await vi.waitUntil(() => starts().length === 1, { timeout: 30_000 });
    await one.stop(300);
    expect(isAlive(pidOf(starts()[0]))).toBe(false);
    expect(starts()).toHaveLength(1);
  });
});
