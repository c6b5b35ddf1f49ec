import type { PersonId } from '@/server/rotation/definition';
import { approversOf, approvesFor, type Deciders } from './approval';
import { shownPeople } from './form';
import type { Circle } from './offer';
import type { Request } from './request';
import { rowOf } from './row';
import { type Traded, tradesOf } from './tally';
import type { RequestPerson, RequestRow } from './view';

/** Who works in a team, and who decides there. */
export type Team = Deciders & { readonly takers: readonly RequestPerson[] };

export const circleOf = (team: Team | undefined, askedById: PersonId): Circle => ({
  takers: team?.takers.map(({ id }) => id) ?? [],
  approvers: team ? approversOf(team, askedById) : [],
});

/** Everything that rows of several requests are made of, read once for all of them. */
export interface Read {
  readonly now: Date;
  readonly viewerId: PersonId | null;
  readonly rotations: readonly Omit<RequestRow['rotation'], 'teamName'>[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly deciders: ReadonlyMap<string, Team>;
  readonly people: ReadonlyMap<PersonId, RequestPerson>;
  readonly traded: readonly Traded[];
}

/** Rows in the order given; those of rotations that were not read are left out. */
export function rowsFrom(read: Read, list: readonly Request[]): RequestRow[] {
  const { now, viewerId, rotations, teams, deciders, people } = read;
  const trades = tradesOf(read.traded);
  const nameOf = (id: PersonId) => people.get(id)?.name ?? 'Somebody who left';
  return list.flatMap((request) => {
    const found = rotations.find(({ id }) => id === request.rotationId);
    if (!found) return [];
    const { id, name, zone, teamId, approval } = found;
    const teamName = teams.find((team) => team.id === teamId)?.name ?? '';
    const team = deciders.get(teamId);
    const circle = circleOf(team, request.askedById);
    const onBehalfOf = team ? approvesFor(team, request.askedById, viewerId) : null;
    return [
      rowOf(request, {
        now,
        viewerId,
        rotation: { id, name, zone, teamId, teamName, approval },
        circle,
        trades,
        onBehalfOf,
        nameOf,
      }),
    ];
  });
}

/** Everybody whom rows name. */
export function peopleIn({ people }: Read, rows: readonly RequestRow[]): RequestPerson[] {
  const named = rows.flatMap((row) => [
    ...[row.personId, row.askedById, row.withId, row.onBehalfOf?.personId ?? null],
    ...(row.waitsFor?.personIds ?? []),
  ]);
  return shownPeople(named.flatMap((id) => (id === null ? [] : (people.get(id) ?? []))));
}

/** Whom rows of these requests may name, besides those who could take them. */
export const namedIn = (list: readonly Request[], deciders: ReadonlyMap<string, Deciders>): PersonId[] => [
  ...list.flatMap(({ terms, askedById }) => [terms.personId, terms.withId ?? askedById, askedById]),
  ...[...deciders.values()].flatMap(({ managers, admins }) => [...managers, ...admins]),
];

/** Whether the next move is this person's. */
export const isWaitingFor = (
  waits: { readonly personIds: readonly PersonId[] } | null,
  personId: PersonId | null,
): boolean => personId !== null && (waits?.personIds.includes(personId) ?? false);
