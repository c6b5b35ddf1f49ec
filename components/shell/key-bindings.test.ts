import { describe, expect, it, vi } from 'vitest';
import { bindKeys, currentGroups, onKeysChange, press } from './key-bindings';

const bind = (keys: string) => ({ keys, does: keys, run: () => {} });
const groups = [
  { title: 'Go', bindings: [bind('g n'), bind('g a')] },
  { title: 'List', bindings: [bind('n'), bind('j')] },
];

describe('press', () => {
  it('follows a sequence to its end, and a single key at once', () => {
    expect(press('', 'g', groups)).toEqual({ pending: 'g' });
    expect(press('g', 'n', groups).found?.keys).toBe('g n');
    expect(press('', 'n', groups).found?.keys).toBe('n');
  });

  it('a broken sequence does nothing: `g j` is not `j`', () => {
    expect(press('g', 'j', groups)).toEqual({ pending: '' });
  });

  it('prefers what the screen added last', () => {
    const later = { title: 'Panel', bindings: [bind('j')] };
    expect(press('', 'j', [...groups, later]).found).toBe(later.bindings[0]);
  });
});

describe('bindKeys', () => {
  it("a screen's own keys count before those of all screens, whichever came first", () => {
    const undo = [
      bindKeys({ title: 'Screen', bindings: [bind('n')] }),
      bindKeys({ title: 'Everywhere', everywhere: true, bindings: [bind('n')] }),
    ];
    expect(currentGroups().map(({ title }) => title)).toEqual(['Everywhere', 'Screen']);
    expect(press('', 'n', currentGroups()).found).toBe(currentGroups()[1]?.bindings[0]);
    for (const each of undo) each();
  });

  it('holds until it is undone, and tells those who list the keys', () => {
    const heard = vi.fn();
    const silence = onKeysChange(heard);
    const undo = bindKeys({ title: 'Screen', bindings: [bind('p')] });
    expect(currentGroups().flatMap(({ bindings }) => bindings.map(({ keys }) => keys))).toEqual(['p']);
    undo();
    expect(currentGroups()).toEqual([]);
    expect(heard).toHaveBeenCalledTimes(2);
    silence();
  });
});
