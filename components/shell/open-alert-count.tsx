'use client';

import { useEffect } from 'react';

/** The number of open alerts that nobody has acknowledged, in the title of the tab and on its icon. */
export function OpenAlertCount({ count }: { count: number }) {
  useEffect(() => {
    const mark = () => {
      const bare = document.title.replace(/^\(\d+\) /, '');
      const wanted = count > 0 ? `(${count}) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    // Going to another screen writes a new title.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);

  useEffect(() => {
    if (count === 0) return;
    // A second icon beside the page's own: the last one counts, and taking it away brings the first back.
    const icon = document.createElement('link');
    icon.rel = 'icon';
    icon.type = 'image/svg+xml';
    icon.href = `data:image/svg+xml,${encodeURIComponent(iconWith(count))}`;
    document.head.append(icon);
    return () => icon.remove();
  }, [count]);

  return null;
}

const iconWith = (count: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#B4131F"/><text x="16" y="23" font-family="system-ui,sans-serif" font-size="${count > 9 ? 16 : 20}" font-weight="700" text-anchor="middle" fill="#fff">${count > 99 ? '99' : count}</text></svg>`;
