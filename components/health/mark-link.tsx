import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type MarkLinkProps = {
  /** The rows behind the mark; nothing to open where there are none. */
  href: Route | null;
  /** What the mark says, heard and shown on hover: "Mon 26 Oct: 9 interruptions". */
  words: string;
  children: ReactNode;
};

/** A mark in a drawing that opens its rows. The page keeps its place: the rows come beside it. */
export function MarkLink({ href, words, children }: MarkLinkProps) {
  if (href === null)
    return (
      <g>
        <title>{words}</title>
        {children}
      </g>
    );
  return (
    <Link href={href} scroll={false} prefetch={false} aria-label={words} className="chart-mark outline-none">
      <title>{words}</title>
      {children}
    </Link>
  );
}
