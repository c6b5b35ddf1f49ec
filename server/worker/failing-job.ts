import { inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { adminIds } from '@/server/team/queries';
import { subject } from '@/server/timeline/subject';
import type { TellOfFailing } from './timetable';

/** Tells the admins of a job that fails again and again, at most once an hour for each. */
export const tellOfFailing: TellOfFailing = (ctx, job, error) =>
  inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    await notify(ctx, {
      personIds: await adminIds(ctx),
      about: { subject: subject('organisation', 'only'), teamId: null },
      notice: {
        title: `Baton cannot ${job}`,
        lines: [
          `The worker's job “${job}” has failed again and again. It is tried once a minute; everything else goes on.`,
          'Its log says more.',
        ],
        facts: [{ label: 'Why', value: String(error).slice(0, 300) }],
        links: [{ label: 'Open deliveries', url: absolute(env.PUBLIC_URL, paths.deliveries()) }],
        reason: 'You get this because you are an admin; it is sent at most once an hour.',
      },
      key: `failing ${job} ${now.toISOString().slice(0, 13)}`,
      now,
    });
  });
