'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { When } from '@/components/ui/when';
import { addressOf, type Found, factsOf, kindWords } from './found-words';
import { MarkedText } from './marked-text';

/** The id of the link of what was found: where the keys move the focus to. */
export const foundLinkId = ({ kind, id }: Pick<Found, 'kind' | 'id'>): string => `found-${kind}-${id}`;

/** One thing that was found: what it is, where the words stand in it, and when it was. */
export function FoundLine({ found, zone }: { found: Found; zone: string }) {
  const now = useNow();
  const Icon = kindWords[found.kind].icon;
  return (
    <li className="flex gap-3 border-b px-4 py-3 last:border-b-0 focus-within:bg-accent-tint sm:hover:bg-surface sm:focus-within:hover:bg-accent-tint">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 stroke-[1.5] text-muted" />
      <div className="min-w-0 flex-1">
        <Link
          id={foundLinkId(found)}
          href={addressOf(found) as Route}
          className="font-medium leading-6 wrap-anywhere hover:underline focus-visible:underline max-sm:inline-block max-sm:min-h-11"
        >
          <MarkedText segments={found.title} />
        </Link>
        {found.excerpt.length > 0 ? (
          <p className="max-w-[88ch] text-muted wrap-anywhere">
            <MarkedText segments={found.excerpt} />
          </p>
        ) : null}
        <p className="mt-0.5 text-label text-muted">
          {factsOf(found)} · <When instant={found.at} zone={zone} now={now} show="relative" />
        </p>
      </div>
    </li>
  );
}
