'use client';

import { Keyboard } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { Avatar } from '@/components/ui/person-chip';
import { showKeys } from './key-bindings';
import { ThemeSwitch } from './theme-switch';

type UserMenuProps = {
  name: string;
  /** "Engineer", or the e-mail address. */
  detail?: string;
  /** Links of one's own, and the form or button that signs out. */
  children?: ReactNode;
};

/** The browser's own popover: it opens before any script has run, and `Esc` and a click beside it close it. */
export function UserMenu({ name, detail, children }: UserMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const pathname = usePathname();

  const shownOn = useRef(pathname);
  useEffect(() => {
    // It closes behind a link that was followed; one that was opened before any script had run stays.
    if (shownOn.current !== pathname) menu.current?.hidePopover();
    shownOn.current = pathname;
  }, [pathname]);

  return (
    <>
      <button
        type="button"
        popoverTarget="user-menu"
        aria-label={`Your menu, ${name}`}
        className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-other/60 sm:pointer-fine:size-9"
      >
        <Avatar name={name} />
      </button>
      <div
        ref={menu}
        id="user-menu"
        popover="auto"
        className="inset-auto top-13 right-2 m-0 w-72 max-w-[calc(100vw-1rem)] rounded-card border bg-background p-2 text-ink shadow-float"
      >
        <div className="px-2 pt-1 pb-2">
          <p className="truncate font-semibold">{name}</p>
          {detail ? <p className="truncate text-label text-muted">{detail}</p> : null}
        </div>
        <ThemeSwitch />
        <div className="mt-2 flex flex-col border-t pt-2">
          <button
            type="button"
            popoverTarget="user-menu"
            popoverTargetAction="hide"
            onClick={showKeys}
            className={userMenuItem}
          >
            <Keyboard aria-hidden="true" className="size-4" />
            <span className="flex-1">Keys of this screen</span>
            <Kbd keys="?" />
          </button>
          {children}
        </div>
      </div>
    </>
  );
}

/** The look of a line in the menu, for the links and the sign-out button handed in. */
export const userMenuItem =
  'flex min-h-11 w-full items-center gap-2 rounded-control px-2 text-left no-underline hover:bg-surface sm:pointer-fine:min-h-8';
