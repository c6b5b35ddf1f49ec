import Link from 'next/link';
import { whenWords } from '@/components/request/request-words';
import { Card, CardHeader } from '@/components/ui/card';
import { Mark } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import { type Asked, askedWords, isOpen } from './request-bars';

type AskedListProps = { asked: Asked; from: Date; to: Date; zone: string; now: Date };

/** What is asked of a span and not yet in effect. Nothing where nothing is. */
export function AskedList({ asked, from, to, zone, now }: AskedListProps) {
  const rows = asked.requests.filter((request) => isOpen(request) && request.from < to && request.to > from);
  if (rows.length === 0) return null;
  return (
    <Card aria-labelledby="asked">
      <CardHeader id="asked" title="Asked, not yet in effect" level={3} />
      <ul className="divide-y">
        {rows.map((request) => (
          <li key={request.id}>
            <Link
              href={paths.request(request.id)}
              className="flex min-h-11 flex-wrap items-baseline gap-x-3 px-4 py-2 no-underline -outline-offset-2! hover:bg-surface sm:min-h-9"
            >
              <Mark kind="waiting" look="plain" className="whitespace-normal">
                {askedWords(request, asked.nameOf)}
              </Mark>
              <span className="text-muted sm:ml-auto">{whenWords(request, { zone, now })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
