import {
  ArrowLeftRight,
  BookPlus,
  Building2,
  Flame,
  Keyboard,
  type LucideIcon,
  Route,
  Send,
  UserRound,
  Users,
  Webhook,
  Wrench,
} from 'lucide-react';
import { showKeys } from '@/components/shell/key-bindings';
import { places } from '@/components/shell/navigation';
import { paths } from '@/server/paths';

/** Something the palette leads to or does. */
export type Offer = {
  id: string;
  label: string;
  icon: LucideIcon;
  /** Other words people look for it by. */
  also: string;
  keys?: string;
  act: { go: string } | { run: () => void };
};

const page = (id: string, label: string, icon: LucideIcon, go: string, also = ''): Offer => ({
  id: `page-${id}`,
  label,
  icon,
  also,
  act: { go },
});

/** Every page one can go to. */
export const pages: readonly Offer[] = [
  ...places.map(({ id, label, icon, address, keys }) => ({ ...page(id, label, icon, address), keys })),
  page('profile', 'Your profile', UserRound, paths.profile(), 'contact methods notification rules phone quiet hours'),
  page('services', 'Services', Webhook, paths.services(), 'integrations keys senders settings'),
  page('policies', 'Escalation policies', Route, paths.policies(), 'settings steps'),
  page('maintenance', 'Maintenance windows', Wrench, paths.maintenance(), 'planned work settings'),
  page('people', 'People', Users, paths.people(), 'accounts settings invite'),
  page('rotations', 'Rotations', Building2, paths.rotations(), 'schedule queue settings'),
  page('deliveries', 'Deliveries', Send, paths.deliveries(), 'outbox messages settings'),
];

/** What can be begun from anywhere. */
export const acts: readonly Offer[] = [
  {
    id: 'act-declare',
    label: 'Declare an incident',
    icon: Flame,
    also: 'outage major critical new',
    act: { go: `${paths.incidents()}?declare=true` },
  },
  {
    id: 'act-request',
    label: 'Ask for cover or a swap',
    icon: ArrowLeftRight,
    also: 'request vacation holiday shift new',
    act: { go: paths.newRequest() },
  },
  {
    id: 'act-runbook',
    label: 'Write a runbook',
    icon: BookPlus,
    also: 'new',
    act: { go: paths.newRunbook() },
  },
  {
    id: 'act-keys',
    label: 'Show the keys of this screen',
    icon: Keyboard,
    also: 'shortcuts help',
    act: { run: showKeys },
  },
];

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/u)
    .filter(Boolean);

/** Those of which every typed word begins one of their words; all where nothing is typed. */
export function offersFor(offers: readonly Offer[], typed: string): Offer[] {
  const sought = wordsOf(typed);
  return offers.filter(({ label, also }) => {
    const words = wordsOf(`${label} ${also}`);
    return sought.every((part) => words.some((word) => word.startsWith(part)));
  });
}
