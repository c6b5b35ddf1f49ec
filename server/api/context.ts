import { type Context, makeContext } from '../context';
import { stranger } from '../policy/actor';
import { actorOfCookie } from './auth';

/** For our own screens: whose cookie it is, with their rights of this instant. Reads no other kind of credential. */
export async function browserContext(headers: Headers): Promise<Context> {
  const ctx = makeContext(stranger);
  return { ...ctx, actor: await actorOfCookie(ctx, headers) };
}
