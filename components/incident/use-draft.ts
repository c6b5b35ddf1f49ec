'use client';

import { useEffect, useState } from 'react';

const prefix = 'baton.draft.';

/**
 * Text that is kept on this device while it is typed, until it was sent: a lost network, a closed tab or an empty
 * battery lose nothing. `restored`: it was there before this screen opened.
 */
export function useDraft(name: string, initial = '') {
  const [text, setText] = useState(initial);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const kept = localStorage.getItem(prefix + name);
    if (!kept) return;
    setText(kept);
    setRestored(true);
  }, [name]);

  const change = (next: string) => {
    setText(next);
    keep(prefix + name, next);
  };
  const clear = () => {
    change('');
    setRestored(false);
  };
  return { text, change, clear, restored: restored && text !== '' };
}

function keep(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A full or forbidden store: the text still stands in its field.
  }
}
