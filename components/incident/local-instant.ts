import { instantOf, parseLocal } from '@/server/time/wall-clock';

/** What a field for a day and a time says, as an instant; what is no time stays as it is, and the server says so. */
export const localInstant = (local: string, zone: string): string =>
  parseLocal(local) === null ? local : instantOf(local, zone).toISOString();
