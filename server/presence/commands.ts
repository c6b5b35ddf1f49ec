import type { Context } from '@/server/context';
import { visible } from '@/server/incident/queries';
import { peopleByIds } from '@/server/team/queries';
import * as store from './store';

const personIn = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);

/** Longer than it takes to say again that one looks, so that a slow network does not make people flicker. */
const looksSeconds = 30;

/** Says that the caller looks at it now, and answers everybody who does. Machines do not look. */
export async function look(ctx: Context, { incidentId }: { incidentId: string }) {
  const incident = await visible(ctx, incidentId);
  const personId = personIn(ctx);
  const ids = personId === null ? [] : await store.look(ctx, incident.id, personId, looksSeconds);
  const people = [...(await peopleByIds(ctx, ids)).values()];
  return people.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** The page is closed. */
export async function lookAway(ctx: Context, { incidentId }: { incidentId: string }): Promise<void> {
  const incident = await visible(ctx, incidentId);
  const personId = personIn(ctx);
  if (personId !== null) await store.lookAway(ctx, incident.id, personId);
}
