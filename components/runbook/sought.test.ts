import { describe, expect, it } from 'vitest';
import { countWords, isShown, isSought } from './sought';

const disk = { title: 'Disk full', owner: { name: 'Ada' }, serviceIds: ['s'], rules: ['HostDisk*'] };
const names = new Map([['s', 'Checkout']]);

describe('searching runbooks', () => {
  it('finds by title, owner, service and rule, in any order and case', () => {
    for (const text of ['', 'DISK', 'ada full', 'checkout', 'hostdisk'])
      expect(isSought(disk, names, text), text).toBe(true);
    expect(isSought(disk, names, 'disk network')).toBe(false);
  });

  it('shows the stale and the never used on request', () => {
    expect(isShown({ stale: true, neverUsed: false }, 'stale')).toBe(true);
    expect(isShown({ stale: true, neverUsed: false }, 'never-used')).toBe(false);
    expect(isShown({ stale: false, neverUsed: false }, 'all')).toBe(true);
  });

  it('counts in words', () => {
    expect(countWords([{ stale: true, neverUsed: true }])).toBe('1 runbook, 1 stale, 1 never used');
    expect(
      countWords([
        { stale: false, neverUsed: false },
        { stale: false, neverUsed: false },
      ]),
    ).toBe('2 runbooks');
  });
});
