'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { bindKeys, currentGroups, keysAreOn, openSearch, openSearchEvent, press, showKeysEvent } from './key-bindings';
import { places } from './navigation';

const KeysDialog = lazy(() => import('./keys-dialog'));
const Palette = lazy(() => import('@/components/search/palette'));
const sequenceMilliseconds = 1_500;

/** Listens for the keys of the whole product, once. */
export function Keyboard() {
  const router = useRouter();
  const [dialog, setDialog] = useState<Shown>('never');
  const [palette, setPalette] = useState<Shown>('never');

  useEffect(() => {
    const open = () => setDialog('open');
    const search = () => setPalette('open');
    const goTo = places.map(({ keys, label, address }) => ({
      keys,
      does: `Go to ${label}`,
      run: () => router.push(address as Route),
    }));
    const unbind = bindKeys({
      title: 'Everywhere',
      everywhere: true,
      bindings: [
        ...goTo,
        { keys: '/', does: 'Search or go to (Ctrl or ⌘ and K, also while typing)', run: search },
        { keys: '?', does: 'Show the keys of this screen', run: open },
      ],
    });
    window.addEventListener(showKeysEvent, open);
    window.addEventListener(openSearchEvent, search);
    return () => {
      unbind();
      window.removeEventListener(showKeysEvent, open);
      window.removeEventListener(openSearchEvent, search);
    };
  }, [router]);

  useEffect(() => listen(), []);

  return (
    <Suspense fallback={null}>
      {dialog === 'never' ? null : (
        <KeysDialog open={dialog === 'open'} onOpenChange={(open) => setDialog(open ? 'open' : 'closed')} />
      )}
      {palette === 'never' ? null : (
        <Palette open={palette === 'open'} onOpenChange={(open) => setPalette(open ? 'open' : 'closed')} />
      )}
    </Suspense>
  );
}

/** Loaded when first wanted; from then on it stays, so that it closes as gently as it opened. */
type Shown = 'never' | 'open' | 'closed';

function listen(): () => void {
  let pending = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isPaletteKey(event)) {
      event.preventDefault();
      openSearch();
      return;
    }
    if (event.defaultPrevented || event.repeat || isForSomethingElse(event) || !keysAreOn()) return;
    const next = press(pending, nameOf(event), currentGroups());
    pending = next.pending;
    clearTimeout(timer);
    timer = setTimeout(() => {
      pending = '';
    }, sequenceMilliseconds);
    if (!next.found) return;
    event.preventDefault();
    next.found.run();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('keydown', onKeyDown);
  };
}

/** Not over a dialog: never one over another. */
const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' &&
  event.ctrlKey !== event.metaKey &&
  !event.altKey &&
  !event.shiftKey &&
  document.querySelector('[role="dialog"]') === null;

/** Caps lock is no reason not to be understood; Shift is. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  if (key === ' ') return 'Space';
  return key.length === 1 && !shiftKey ? key.toLowerCase() : key;
}

const typing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="textbox"]';

/** A field, a dialog and a menu keep their keys; with a modifier they belong to the browser; Enter and Space to what has the focus. */
function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === 'Shift') return true;
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest(typing)) return true;
  return (event.key === 'Enter' || event.key === ' ') && event.target.closest('a, button, summary') !== null;
}
