import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { paths } from '@/server/paths';
import { type Tab, tabs, tabWords } from './list-address';

/** Whose requests: each a link, so that it can be opened beside this one. */
export function RequestTabs({ tab, waiting }: { tab: Tab; waiting: number }) {
  return (
    <nav aria-label="Requests" className="-mx-4 mb-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex sm:gap-1">
        {tabs.map((each) => (
          <li key={each}>
            <Link
              href={each === 'waiting' ? paths.requests() : `${paths.requests()}?tab=${each}`}
              aria-current={each === tab ? 'page' : undefined}
              className={cn(
                'flex min-h-11 items-center gap-1.5 whitespace-nowrap border-b-2 px-2 no-underline sm:px-3 -outline-offset-2! sm:min-h-9',
                each === tab ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {tabWords[each]}
              {each === 'waiting' && waiting > 0 ? (
                <span className="rounded-full bg-other px-1.5 text-label text-on-other tabular-nums">{waiting}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
