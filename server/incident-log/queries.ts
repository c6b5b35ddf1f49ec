import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { named } from '@/server/incident/head';
import { visible } from '@/server/incident/queries';
import { peopleByIds } from '@/server/team/queries';
import * as store from './store';

/** What an entry said before: newest first. */
export async function entryHistory(ctx: Context, input: { entryId: string }) {
  const entry = await store.lock(ctx, input.entryId);
  if (!entry) throw notFound();
  await visible(ctx, entry.incidentId);
  const versions = await store.versions(ctx, entry.id);
  const people = await peopleByIds(
    ctx,
    versions.map(({ personId }) => personId),
  );
  return versions.map(({ personId, ...version }) => ({ ...version, person: named(people, personId) }));
}
