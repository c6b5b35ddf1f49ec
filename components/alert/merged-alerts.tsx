import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { paths } from '@/server/paths';
import { withoutTurns } from './payload';
import type { AlertDetail } from './use-alert';

/** What is looked after as this alert; it closes with it, and its sender is still counted. */
export function MergedAlerts({ merged }: { merged: AlertDetail['merged'] }) {
  if (merged.length === 0) return null;
  return (
    <Card aria-labelledby="merged">
      <CardHeader id="merged" title="Merged into this" detail={String(merged.length)} />
      <ul className="flex flex-col divide-y">
        {merged.map(({ id, reference, title, count }) => (
          <li key={id} className="px-4 py-2">
            <Link href={paths.alert(id)} className="font-medium wrap-anywhere hover:underline">
              {withoutTurns(title)}
            </Link>
            <p className="text-label text-muted tabular-nums">
              {reference}
              {count > 1 ? ` · ${count} times` : ''}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
