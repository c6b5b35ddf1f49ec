import { type FoundKind, foundKinds } from '@/server/search/found';

/** What the page asks the server for; on the server it asks exactly the same. */
export const searchInput = (q: string, kind: FoundKind | null) => ({ q, ...(kind && { kind }) });

/** Results are asked for page by page: one key for all pages. */
export const searchKey = (q: string, kind: FoundKind | null) =>
  [['search', 'find'], { input: searchInput(q, kind), type: 'pages' }] as const;

export const kindIn = (text: unknown): FoundKind | null => foundKinds.find((kind) => kind === text) ?? null;

/** As the field sends it: nothing but spaces is nothing, and no more than the server reads. */
export const askedIn = (text: unknown): string => (typeof text === 'string' ? text.trim().slice(0, 200) : '');
