import { invalid } from '@/server/errors';
import type { Incident } from './incident';
import type { ChangeIncident } from './schema';

/** What is to be written anew, and what it said before. Throws `invalid` where the impact would end before it began. */
export function changeOf(before: Incident, asked: ChangeIncident): { was: object; change: Partial<Incident> } {
  const { incidentId: _, version: __, serviceIds: ___, impactFrom, impactTo, nextUpdateAt, ...plain } = asked;
  const change: Partial<Incident> = Object.fromEntries([
    ...said(plain),
    ...said({ impactFrom, impactTo, nextUpdateAt }).map(([field, at]) => [field, at === null ? null : new Date(at)]),
  ]);
  const { impactFrom: begins, impactTo: ends } = { ...before, ...change };
  if (begins && ends && begins > ends) throw invalid({ impactTo: 'The impact ended before it began' });
  return {
    was: Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Incident]])),
    change,
  };
}

/** What was left out stays as it is; null takes it away. */
const said = <T>(fields: Record<string, T | undefined>): [string, T][] =>
  Object.entries(fields).flatMap(([field, value]): [string, T][] => (value === undefined ? [] : [[field, value]]));
