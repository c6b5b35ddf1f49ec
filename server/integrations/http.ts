import { env } from '@/server/env';

/**
 * GET of an address the operator set in the environment: not checked for where it leads, but bounded in time, without
 * redirects, and its body unread. Throws when there is no answer.
 */
export async function askOperatorsAddress(url: string, timeoutMs: number): Promise<{ status: number }> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
    headers: { 'User-Agent': `Baton (${new URL(env.PUBLIC_URL).host})` },
  });
  await response.body?.cancel();
  return { status: response.status };
}
