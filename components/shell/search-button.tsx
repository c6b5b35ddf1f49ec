'use client';

import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { openSearch } from './key-bindings';

/** The same as `/` and `⌘K`, for the mouse and the thumb. */
export function SearchButton() {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label="Search or go to"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openSearch}
    >
      <Search aria-hidden="true" />
    </Button>
  );
}
