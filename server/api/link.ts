import { acknowledgeByLink } from '../alert/commands';
import { makeContext } from '../context';
import { env } from '../env';
import { AppError, isAppError } from '../errors';
import { paths } from '../paths';
import { stranger } from '../policy/actor';
import { refusalAnswer } from './door';
import { isForeign } from './origin';

/**
 * The form of a signed link: acknowledges in the name of the link's person, and leads back to the page, which says what
 * is true now. Needs no script and no cookie; another site cannot send it. `refused` tells the page that it failed.
 */
export async function acknowledgeByForm(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  if (isForeign(request.headers, env.PUBLIC_URL))
    return refused(new AppError('not-allowed', 'This request came from another site'));
  if ((request.headers.get('content-type') ?? '').split(';')[0]?.trim() !== 'application/x-www-form-urlencoded')
    return refused(new AppError('unsupported-content', 'Send the form of the page'));
  const ctx = makeContext(stranger);
  const inJson = request.headers.get('accept') === 'application/json';
  try {
    const { mine, acknowledgedBy, alert } = await acknowledgeByLink(ctx, { token });
    // A notification on a phone asks with a button of its own, and says what came of it without a page.
    if (inJson)
      return Response.json({ mine, state: alert.state, by: acknowledgedBy?.name ?? null }, { headers: noStore });
    return backTo(paths.link(encodeURIComponent(token)));
  } catch (error) {
    if (!isAppError(error))
      ctx.log.error({ requestId: ctx.requestId, error: String(error) }, 'a signed link could not acknowledge');
    if (inJson) return refused(isAppError(error) ? error : new AppError('unavailable', 'It could not be acknowledged'));
    return backTo(`${paths.link(encodeURIComponent(token))}?refused=1`);
  }
}

const noStore = { 'Cache-Control': 'private, no-store' };

const backTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { Location: location, ...noStore } });

function refused(error: AppError): Response {
  const { status, body } = refusalAnswer(error);
  return Response.json(body, { status, headers: noStore });
}
