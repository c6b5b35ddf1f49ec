/** What keys do on the present screen. Screens add theirs; the list behind `?` is made of the same table. */
export type KeyBinding = {
  /** As `KeyboardEvent.key` names them, one after the other: "p", "g n", "Enter", "?". */
  keys: string;
  /** What it does, as a button would say it. */
  does: string;
  run: () => void;
};

export type KeyGroup = {
  title: string;
  bindings: readonly KeyBinding[];
  /** Holds on all screens: a screen's own keys come before it. */
  everywhere?: true;
};

let groups: readonly KeyGroup[] = [];
const listeners = new Set<() => void>();

export const currentGroups = (): readonly KeyGroup[] => groups;

export function onKeysChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Adds a group until the answer is called. Of two bindings with the same keys the later one counts. */
export function bindKeys(group: KeyGroup): () => void {
  change(group.everywhere ? [group, ...groups] : [...groups, group]);
  return () => change(groups.filter((other) => other !== group));
}

function change(next: readonly KeyGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/**
 * One press after those that were already pressed (`pending`, "" or "g"): the binding that is now complete, and what is
 * pending from here. A press that continues nothing ends the sequence and does nothing by itself, so that `g x` cannot
 * turn into an unmeant `x`.
 */
export function press(
  pending: string,
  key: string,
  known: readonly KeyGroup[],
): { found?: KeyBinding; pending: string } {
  const keys = pending === '' ? key : `${pending} ${key}`;
  const bindings = known.flatMap((group) => group.bindings).toReversed();
  const found = bindings.find((binding) => binding.keys === keys);
  if (found) return { found, pending: '' };
  return { pending: bindings.some((binding) => binding.keys.startsWith(`${keys} `)) ? keys : '' };
}

/** Single keys can be switched off (WCAG 2.1.4); the choice stays on the device. */
const storageKey = 'baton.keys';

export const keysAreOn = (): boolean => localStorage.getItem(storageKey) !== 'off';

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  for (const listener of listeners) listener();
}

/** Opens the list of keys; for the menu, so that it can be had without a key. */
export function showKeys(): void {
  window.dispatchEvent(new Event(showKeysEvent));
}

export const showKeysEvent = 'baton:show-keys';

/** Opens the palette; for the button, so that it can be had without a key. */
export function openSearch(): void {
  window.dispatchEvent(new Event(openSearchEvent));
}

export const openSearchEvent = 'baton:open-search';
