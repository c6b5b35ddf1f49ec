import {
  ArrowLeftRight,
  Bell,
  BookOpen,
  CalendarDays,
  CircleUserRound,
  Flame,
  HeartPulse,
  ListTodo,
  type LucideIcon,
  Settings,
  Users,
} from 'lucide-react';
import { paths } from '@/server/paths';

export type Place = {
  id:
    | 'now'
    | 'calendar'
    | 'requests'
    | 'alerts'
    | 'incidents'
    | 'health'
    | 'team'
    | 'runbooks'
    | 'follow-ups'
    | 'settings';
  label: string;
  address: '/' | `/${string}`;
  icon: LucideIcon;
  /** Pressed one after the other. */
  keys: `g ${string}`;
  /** Stands apart, at the foot of the rail. */
  below?: true;
};

/** Every place one can go to, in the order of the rail and of the bar on phones. */
export const places: readonly Place[] = [
  { id: 'now', label: 'Now', address: paths.now(), icon: CircleUserRound, keys: 'g n' },
  { id: 'calendar', label: 'Calendar', address: paths.calendar(), icon: CalendarDays, keys: 'g c' },
  { id: 'requests', label: 'Requests', address: paths.requests(), icon: ArrowLeftRight, keys: 'g r' },
  { id: 'alerts', label: 'Alerts', address: paths.alerts(), icon: Bell, keys: 'g a' },
  { id: 'incidents', label: 'Incidents', address: paths.incidents(), icon: Flame, keys: 'g i' },
  { id: 'health', label: 'Health', address: paths.health(), icon: HeartPulse, keys: 'g h' },
  { id: 'team', label: 'Team', address: paths.team(), icon: Users, keys: 'g t' },
  { id: 'runbooks', label: 'Runbooks', address: paths.runbooks(), icon: BookOpen, keys: 'g b', below: true },
  { id: 'follow-ups', label: 'Follow-ups', address: paths.followUps(), icon: ListTodo, keys: 'g f', below: true },
  { id: 'settings', label: 'Settings', address: paths.settings(), icon: Settings, keys: 'g s', below: true },
];

/** Whether `pathname` lies in the place: `/alerts/4` lies in Alerts, but not everything lies in Now. */
export function isWithin(place: Pick<Place, 'address'>, pathname: string): boolean {
  if (place.address === '/') return pathname === '/';
  return pathname === place.address || pathname.startsWith(`${place.address}/`);
}
