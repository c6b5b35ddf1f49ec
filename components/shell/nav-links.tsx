'use client';

import { Ellipsis } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { Menu, MenuItem } from '@/components/ui/menu';
import { isWithin, type Place, places } from './navigation';

export type NavBadges = Partial<Record<Place['id'], ReactNode>>;

/** The same places twice: as a rail where there is room, as a bar under the thumb on phones. */
export function RailLinks({ badges }: { badges: NavBadges }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-1 flex-col gap-1">
      {places.map((place, at) => (
        <li key={place.id} className={cn(place.below && !places[at - 1]?.below && 'mt-auto')}>
          <PlaceLink
            place={place}
            present={isWithin(place, pathname)}
            badge={badges[place.id]}
            className="h-13 w-full"
          />
        </li>
      ))}
    </ul>
  );
}

export function BarLinks({ badges }: { badges: NavBadges }) {
  const pathname = usePathname();
  return (
    <ul className="grid auto-cols-fr grid-flow-col">
      {places.filter(isNear).map((place) => (
        <li key={place.id} className="min-w-0 p-1">
          <PlaceLink
            place={place}
            present={isWithin(place, pathname)}
            badge={badges[place.id]}
            className="h-12 w-full"
          />
        </li>
      ))}
      <li className="min-w-0 p-1">
        <More places={places.filter((place) => !isNear(place))} pathname={pathname} />
      </li>
    </ul>
  );
}

/** The bar has room for what one is paged for; the rest lies one tap further. */
const near: ReadonlySet<string> = new Set(['now', 'alerts', 'requests', 'calendar']);
const isNear = ({ id }: Place): boolean => near.has(id);

function More({ places, pathname }: { places: readonly Place[]; pathname: string }) {
  const present = places.some((place) => isWithin(place, pathname));
  return (
    <Menu
      trigger={
        <button type="button" className={cn(look(present), 'h-12 w-full')}>
          <Ellipsis aria-hidden="true" className="size-5 stroke-[1.75]" />
          More
        </button>
      }
    >
      {places.map((place) => (
        <MenuItem key={place.id} asChild>
          <Link href={place.address as Route} aria-current={isWithin(place, pathname) ? 'page' : undefined}>
            <place.icon aria-hidden="true" />
            {place.label}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}

const look = (present: boolean) =>
  cn(
    'relative flex flex-col items-center justify-center gap-0.5 rounded-control text-label tracking-[-0.01em] no-underline -outline-offset-2!',
    present ? 'bg-accent-tint font-medium text-accent' : 'text-muted hover:bg-other/60 hover:text-ink',
  );

type PlaceLinkProps = { place: Place; present: boolean; badge: ReactNode; className: string };

function PlaceLink({ place, present, badge, className }: PlaceLinkProps) {
  const Icon = place.icon;
  return (
    <Link
      href={place.address as Route}
      aria-current={present ? 'page' : undefined}
      aria-keyshortcuts={place.keys}
      className={cn(look(present), className)}
    >
      <Icon aria-hidden="true" className="size-5 stroke-[1.75]" />
      <span className="max-w-full truncate">{place.label}</span>
      {badge}
    </Link>
  );
}

/** A number at a place's icon, read after its name: "Alerts 2 un-acknowledged". Nothing at zero. */
export function NavBadge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className="absolute top-0.5 left-1/2 ml-0.5 min-w-4 rounded-full bg-critical px-1 text-center font-semibold text-[0.625rem] text-background leading-4 ring-2 ring-background">
      <span className="sr-only"> </span>
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
