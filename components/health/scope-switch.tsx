import type { Route } from 'next';
import { addressOf, type Place, withoutRows } from './address';
import { ScopeSelect } from './scope-select';

export type Named = { id: string; name: string };
/** What figures can be asked for: the caller's teams, and of the chosen one its rotations and services. */
export type Scopes = { teams: readonly Named[]; rotations: readonly Named[]; services: readonly Named[] };

type ScopeSwitchProps = { scopes: Scopes; place: Place; path?: string };

/** Of whom the figures are: a team, and of it everything, one rotation, or one service. */
export function ScopeSwitch({ scopes: { teams, rotations, services }, place, path = '/health' }: ScopeSwitchProps) {
  const { rotation, service, ...rest } = withoutRows(place);
  const of = (part: Partial<Place>): Route => addressOf({ ...rest, ...part }, path);
  const ofTeam = (team: string): Route => addressOf({ period: place.period, at: place.at, team }, path);
  return (
    <>
      {teams.length > 1 ? (
        <ScopeSelect
          label="Team"
          here={ofTeam(place.team ?? '')}
          options={teams.map(({ id, name }) => ({ name, address: ofTeam(id) }))}
        />
      ) : null}
      {rotations.length + services.length > 1 ? (
        <ScopeSelect
          label="Rotation or service"
          here={of({ rotation, service })}
          options={[
            { name: 'The whole team', address: of({}) },
            ...rotations.map(({ id, name }) => ({ name, address: of({ rotation: id }), group: 'Rotations' })),
            ...services.map(({ id, name }) => ({ name, address: of({ service: id }), group: 'Services' })),
          ]}
        />
      ) : null}
    </>
  );
}
