'use client';

import { useEffect } from 'react';
import { bindKeys, type KeyBinding } from './key-bindings';

/** The keys of a screen or a part of it, while it stands: `useScreenKeys('Alerts', [{ keys: 'a', does: 'Acknowledge', run }])`. */
export function useScreenKeys(title: string, bindings: readonly KeyBinding[]): void {
  useEffect(() => bindKeys({ title, bindings }), [title, bindings]);
}
