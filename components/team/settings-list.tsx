import type { Route } from 'next';
import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { paths } from '@/server/paths';

type Setting = { address: Route; name: string; about: string; admins?: true };

/** Every page of settings, one line each; `admins`: only they can change something there. */
const groups: { title: string; settings: Setting[] }[] = [
  {
    title: 'Yours',
    settings: [
      {
        address: paths.profile(),
        name: 'Profile',
        about: 'Name, time zone, how you are reached and when, password, API tokens',
      },
    ],
  },
  {
    title: 'The organisation',
    settings: [
      { address: paths.rotations(), name: 'Rotations', about: 'Who follows whom, and when' },
      {
        address: paths.policies(),
        name: 'Escalation policies',
        about: 'Who is paged, in what order, and how long each has',
      },
      { address: paths.services(), name: 'Services and integrations', about: 'What can break, and who tells Baton' },
      { address: paths.maintenance(), name: 'Maintenance windows', about: 'Planned work that pages nobody' },
      {
        address: paths.people(),
        name: 'People and teams',
        about: 'Who is here, who manages what, links to sign in',
        admins: true,
      },
      {
        address: paths.statusPage(),
        name: 'Status page and updates',
        about: 'Where customers read how it is, and the words updates begin with',
        admins: true,
      },
      {
        address: paths.reviewTemplate(),
        name: 'Reviews and follow-ups',
        about: 'When they are due, and what a review asks',
        admins: true,
      },
      {
        address: paths.deliveries(),
        name: 'Deliveries',
        about: 'Every message that left, and how each channel is doing',
        admins: true,
      },
    ],
  },
];

export function SettingsList({ isAdmin }: { isAdmin: boolean }) {
  return groups.map(({ title, settings }) => {
    const shown = settings.filter(({ admins }) => isAdmin || !admins);
    if (shown.length === 0) return null;
    return (
      <Card key={title} aria-label={title}>
        <CardHeader title={title} />
        <ul className="divide-y">
          {shown.map(({ address, name, about }) => (
            <li key={address}>
              <Link href={address} className="flex min-h-11 flex-col px-4 py-2 no-underline hover:bg-surface">
                <span className="font-medium">{name}</span>
                <span className="text-muted">{about}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    );
  });
}
