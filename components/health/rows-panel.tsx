'use client';

import { X } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { buttonLook } from '@/components/ui/button';

type RowsPanelProps = { title: string; closeHref: Route; children: ReactNode };

/** Beside the report, not over it: what is read here belongs to what stands there. Escape closes it. */
export function RowsPanel({ title, closeHref, children }: RowsPanelProps) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') router.push(closeHref, { scroll: false });
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [router, closeHref]);

  return (
    <aside
      aria-labelledby="rows-title"
      className="fixed inset-x-0 bottom-0 z-30 flex max-h-[80dvh] flex-col rounded-t-card border bg-background pb-[env(safe-area-inset-bottom)] shadow-float sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[min(34rem,100vw)] sm:rounded-none sm:border-y-0 print:hidden"
    >
      <header className="flex items-start gap-2 py-3 pr-2 pl-4">
        <h2
          ref={heading}
          id="rows-title"
          tabIndex={-1}
          className="min-w-0 flex-1 font-semibold text-section outline-none"
        >
          {title}
        </h2>
        <Link
          href={closeHref}
          scroll={false}
          prefetch={false}
          aria-label="Close the rows"
          className={buttonLook({ variant: 'ghost', size: 'icon' })}
        >
          <X aria-hidden="true" />
        </Link>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
    </aside>
  );
}
