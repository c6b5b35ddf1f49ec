import type { Context } from '@/server/context';
import { system } from '@/server/policy/actor';
import { can } from '@/server/policy/authorize';
import { isSetUp, listPeople, listTeams, readOrganisation } from '@/server/team/queries';

/** Internal: nobody but admins, and no team. */
export async function isEmpty(ctx: Context): Promise<boolean> {
  const all = { ...ctx, actor: system('demo') };
  return (await listTeams(all)).length === 0 && (await listPeople(all)).every(({ role }) => role === 'admin');
}

export type DemoState = 'loaded' | 'possible' | 'not-possible';

/** Whether the demo company is here, or could be. Until set-up is closed anybody may ask; then admins: others learn nothing. */
export async function demoState(ctx: Context): Promise<DemoState> {
  if ((await isSetUp(ctx)) && !can(ctx.actor, 'demo.load')) return 'not-possible';
  const organisation = await readOrganisation({ ...ctx, actor: system('demo') });
  if (organisation?.demo) return 'loaded';
  return (await isEmpty(ctx)) ? 'possible' : 'not-possible';
}
