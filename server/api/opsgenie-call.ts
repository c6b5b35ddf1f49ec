import { as, type Context } from '../context';
import { invalid } from '../errors';
import { isEntry } from '../intake/signal';
import { system } from '../policy/actor';
import type { Known } from '../service/integration';
import type { Ask } from './door';

/** A call of an Opsgenie client, behind its key. `path` is what follows `/v2/alerts`. */
export type Call = {
  ctx: Context;
  integration: Known;
  ask: Ask;
  method: string;
  path: string[];
  body: unknown;
};

export const entryIn = ({ body }: Pick<Call, 'body'>): Record<string, unknown> => {
  if (!isEntry(body)) throw invalid({ body: 'Send a JSON object' });
  return body;
};

/** Commands behind the door: the key was the authorisation, and commands know senders only by their signals. */
export const trusted = ({ ctx, integration }: Call): Context => as(ctx, system(integration.name));
