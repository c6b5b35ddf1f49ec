import { BookOpen } from 'lucide-react';
import type { Link } from '@/server/alert/alert';
import { SentLink } from './sent-link';

/** What to do stands before what can be pressed. */
export function Runbooks({ links }: { links: readonly Link[] }) {
  if (links.length === 0) return null;
  return (
    <ul aria-label="Runbooks" className="mb-4 flex flex-col gap-2">
      {links.map((link) => (
        <li key={link.href}>
          <SentLink
            link={link}
            icon={<BookOpen aria-hidden="true" className="size-4 shrink-0 self-center" />}
            className="flex min-h-11 w-full items-center gap-2 rounded-card border bg-surface px-4 py-2 font-medium text-accent hover:border-control"
          />
        </li>
      ))}
    </ul>
  );
}
