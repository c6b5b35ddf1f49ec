import Link from 'next/link';
import type { ReactNode } from 'react';
import { ClockProvider } from '@/components/clock';
import { cn } from '@/components/ui/class-names';
import { Keyboard } from './keyboard';
import { Logo } from './logo';
import { BarLinks, type NavBadges, RailLinks } from './nav-links';
import { SearchButton } from './search-button';

type FrameProps = {
  /** The server's instant, ISO 8601: from here the screen's clock goes on. */
  now: string;
  /** The team whose screens these are; from tablets on. */
  team?: ReactNode;
  /** The line that stands on every screen: `<OnCallLine …>`. */
  onCall: ReactNode;
  /** `<UserMenu …>`. */
  user: ReactNode;
  /** At the places of the rail: `{ alerts: <NavBadge …> }`. */
  badges?: NavBadges;
  /** Directly under the header, over the whole width: "Not live. As of 03:12:08 ET, retrying". */
  notice?: ReactNode;
  children: ReactNode;
};

/** Everything around a signed-in page: rail or bar, the line that says who is on call, and the place for the page. */
export function Frame({ now, team, onCall, user, badges = {}, notice, children }: FrameProps) {
  return (
    <ClockProvider now={now}>
      <nav aria-label="Skip" className="print:hidden">
        <SkipLink />
      </nav>
      <div className="min-h-dvh sm:pl-19 print:pl-0">
        <nav
          aria-label="Places"
          className="fixed inset-y-0 left-0 z-30 hidden w-19 flex-col border-r bg-surface px-1.5 pt-2.5 pb-2 sm:flex print:hidden"
        >
          <Link href="/" aria-label="Baton, to Now" className="mx-auto mb-4 rounded-[8px]">
            <Logo className="size-8" />
          </Link>
          <RailLinks badges={badges} />
        </nav>
        <div className="sticky top-0 z-20 bg-background print:static">
          <header className="flex min-h-12 items-center gap-3 border-b px-4 py-1 sm:px-6">
            {team ? <div className="hidden border-r pr-3 font-semibold lg:block">{team}</div> : null}
            <div className="min-w-0 flex-1">{onCall}</div>
            <div className="flex items-center gap-1 print:hidden">
              <SearchButton />
              {user}
            </div>
          </header>
          {notice}
        </div>
        <Main>{children}</Main>
        <nav
          aria-label="Places"
          className="fixed inset-x-0 bottom-0 z-30 border-t bg-background pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
        >
          <BarLinks badges={badges} />
        </nav>
      </div>
      <Keyboard />
    </ClockProvider>
  );
}

/** `wide` pages (the calendar) put their content in `<div className="full-bleed">`; all others stay readable. */
function Main({ children }: { children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={cn(
        'mx-auto w-full max-w-7xl px-4 pt-4 pb-24 outline-none sm:px-6 sm:pt-6 sm:pb-12',
        'has-[>.full-bleed]:max-w-none print:max-w-none print:p-0',
      )}
    >
      {children}
    </main>
  );
}

function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only focus-visible:not-sr-only focus-visible:fixed! focus-visible:top-2! focus-visible:left-2! focus-visible:z-50 focus-visible:rounded-control focus-visible:bg-accent focus-visible:px-3! focus-visible:py-2! focus-visible:text-on-accent"
    >
      Skip to the content
    </a>
  );
}
