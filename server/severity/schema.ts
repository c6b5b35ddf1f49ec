import { z } from 'zod';

const days = (most: number) =>
  z.number('Say how many days').int('Whole days').min(1, 'At least one day').max(most, `At most ${most} days`);
const dueSchema = z.strictObject({ followUpDays: days(365), reviewDays: days(60) });

export const dueBySeveritySchema = z.strictObject({ critical: dueSchema, major: dueSchema, minor: dueSchema });
