import { advanceDue } from '@/server/alert/commands';
import type { Context } from '@/server/context';
import { recordPassed } from '@/server/oncall/commands';
import { forgetOldQuotas } from '@/server/quota';

export type Job = {
  name: string;
  /** By the database's clock; 0: at every turn. */
  everySeconds: number;
  /** How much was done: a turn that did something is followed by another at once. */
  run(ctx: Context): Promise<number>;
};

/** What the worker does besides sending. Each line is one command, safe to run twice and by two workers. */
export const jobs: Job[] = [
  { name: 'advance escalations', everySeconds: 0, run: (ctx) => advanceDue(ctx) },
  { name: 'record who was on call', everySeconds: 60, run: (ctx) => recordPassed(ctx) },
  { name: 'forget old quotas', everySeconds: 3_600, run: (ctx) => forgetOldQuotas(ctx).then(() => 0) },
];
