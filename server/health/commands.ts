import type { Context } from '@/server/context';
import { log } from '@/server/log';
import { everyRotation } from '@/server/rotation/queries';
import { keepPast } from './queries';

/**
 * Keeps what past weeks came to ready for reports, and proves some of it against the rows; what differs is said in the
 * log and counted anew. For the worker.
 */
export async function keepWeeks(ctx: Context): Promise<void> {
  const rotations = await everyRotation(ctx);
  const teams = [...new Set(rotations.map(({ teamId }) => teamId))].map((teamId) => ({ teamId }));
  for (const input of [...teams, ...rotations.map(({ id: rotationId, teamId }) => ({ teamId, rotationId }))]) {
    const wrong = await keepPast(ctx, input);
    if (wrong > 0) log.error({ ...input, wrong }, 'a week that was kept was not what its rows say');
  }
}
