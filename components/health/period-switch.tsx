import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { spanOf } from '@/components/ui/instant';
import type { PeriodKind } from '@/server/health/window';
import { addressOf, type Place, withoutRows } from './address';
import type { Report } from './report-view';

const words: Record<PeriodKind, string> = { week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year' };

type PeriodSwitchProps = { period: Report['period']; asOf: Date; place: Place; path?: string };

/** Which weeks: by links, so that each has an address and works before any script does. */
export function PeriodSwitch({ period, asOf, place, path = '/health' }: PeriodSwitchProps) {
  const bare = withoutRows(place);
  const to = (at: Date | null): Route | null => at && addressOf({ ...bare, at: at.toISOString() }, path);
  return (
    <nav aria-label="Period" className="flex flex-wrap items-center gap-2">
      <ul className="flex rounded-control border border-control print:hidden">
        {(Object.keys(words) as PeriodKind[]).map((kind) => (
          <li key={kind} className="[&:not(:first-child)]:border-l">
            <Link
              href={addressOf({ ...bare, period: kind, at: null }, path)}
              aria-current={kind === place.period ? 'page' : undefined}
              className={cn(
                'inline-flex h-11 items-center px-3 font-medium sm:pointer-fine:h-8',
                kind === place.period ? 'bg-accent-tint text-accent-strong' : 'hover:bg-surface',
              )}
            >
              {words[kind]}
            </Link>
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-1">
        <Step
          href={to(period.earlierAt)}
          label={`The ${period.kind} before`}
          icon={<ChevronLeft aria-hidden="true" />}
        />
        <p className="min-w-0 font-medium">{spanOf(period.from, period.to, period.timeZone, asOf)}</p>
        <Step href={to(period.laterAt)} label={`The ${period.kind} after`} icon={<ChevronRight aria-hidden="true" />} />
      </div>
    </nav>
  );
}

function Step({ href, label, icon }: { href: Route | null; label: string; icon: React.ReactNode }) {
  const look = cn(buttonLook({ variant: 'ghost', size: 'icon' }), 'print:hidden');
  if (!href)
    return (
      <span className={cn(look, 'opacity-40')} aria-hidden="true">
        {icon}
      </span>
    );
  return (
    <Link href={href} aria-label={label} title={label} className={look}>
      {icon}
    </Link>
  );
}
