import { expect, it } from 'vitest';
import { ownDue } from './due';
import { dueBySeveritySchema } from './schema';

const refusals = (critical: unknown) =>
  dueBySeveritySchema
    .safeParse({ ...ownDue, critical })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]);

it('takes whole days within bounds, and names the field and what is wrong with it', () => {
  expect(dueBySeveritySchema.parse(ownDue)).toEqual(ownDue);
  expect(refusals({ followUpDays: 0, reviewDays: 61 })).toEqual([
    ['critical.followUpDays', 'At least one day'],
    ['critical.reviewDays', 'At most 60 days'],
  ]);
  expect(refusals({ followUpDays: 1.5, reviewDays: null })).toEqual([
    ['critical.followUpDays', 'Whole days'],
    ['critical.reviewDays', 'Say how many days'],
  ]);
  expect(refusals({ followUpDays: 28 })).toEqual([['critical.reviewDays', 'Say how many days']]);
});
