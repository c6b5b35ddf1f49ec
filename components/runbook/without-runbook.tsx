import Link from 'next/link';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { paths } from '@/server/paths';
import type { Service, Team } from './use-company';

type WithoutRunbookProps = {
  /** Those for which the viewer may write. */
  teams: readonly Team[];
  services: readonly Service[];
  runbooks: readonly { serviceIds: readonly string[] }[];
};

/** Services whose alerts come without an answer: each is one press away from getting one. */
export function WithoutRunbook({ teams, services, runbooks }: WithoutRunbookProps) {
  const covered = new Set(runbooks.flatMap(({ serviceIds }) => serviceIds));
  const bare = services.filter(({ id, teamId }) => !covered.has(id) && teams.some((team) => team.id === teamId));
  if (bare.length === 0) return null;
  return (
    <Card aria-labelledby="without">
      <CardHeader
        id="without"
        title="Services without a runbook"
        detail={<span className="tabular-nums">{bare.length}</span>}
      />
      <CardBody className="flex flex-wrap gap-x-5 gap-y-2">
        {bare.map(({ id, name }) => (
          <Link
            key={id}
            href={paths.newRunbook(id)}
            className="wrap-anywhere inline-flex min-h-11 items-center text-accent underline-offset-2 hover:underline sm:min-h-6"
          >
            Write one for {name}
          </Link>
        ))}
      </CardBody>
    </Card>
  );
}
