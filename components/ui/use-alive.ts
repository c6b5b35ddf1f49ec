'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and until the page's scripts have taken over: what cannot work before is not offered before. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
