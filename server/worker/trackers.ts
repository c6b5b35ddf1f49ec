import type { Context } from '@/server/context';
import { exportDue } from '@/server/follow-up/commands';
import { makeIssue } from '@/server/integrations/outbound/tracker';

/** Makes the issues that were asked for. */
export const makeIssues = async (ctx: Context): Promise<void> => {
  await exportDue(ctx, makeIssue);
};
