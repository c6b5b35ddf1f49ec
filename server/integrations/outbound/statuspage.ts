import type { Message, PublicStanding, Receipt } from '@/server/outbound';
import { type Answer, type Call, callProvider } from '../http';
import { type Adapter, passing, reasonOf, unanswered, waitOf } from './receipt';

/** What Statuspage answers of an incident; its documentation does not promise all of it. */
type Shown = { id: string; mark: string | null };

/**
 * An update of Statuspage's API. `address`: the page's id; `secret`: its API key; `replaces`: the incident it shows
 * already, which is then changed. Each update leaves its mark in the incident's metadata, so that a repeat after
 * an unknown outcome looks first and says nothing twice.
 */
export function statuspageAdapter({ apiUrl }: { apiUrl: string }): Adapter {
  return async (message, signal) => {
    const { standing, replaces, address, secret } = message;
    if (!standing || !secret) return { outcome: 'off', reason: 'The status page is not set up on this installation' };
    const page = `${apiUrl.replace(/\/+$/, '')}/v1/pages/${encodeURIComponent(address)}/incidents`;
    const ask = (path: string, call: Pick<Call, 'method' | 'body'>) =>
      callProvider(`${page}${path}`, { ...call, headers: headersWith(secret) }, signal);
    try {
      if (message.repeat || standing.saidBefore) {
        const there = await shown(ask, standing, replaces);
        const same = there.find(({ mark }) => mark === standing.mark);
        if (same) return { outcome: 'accepted', providerId: same.id };
      }
      const body = JSON.stringify({ incident: incidentOf(message, standing) });
      const answer = replaces
        ? await ask(`/${encodeURIComponent(replaces)}`, { method: 'PATCH', body })
        : await ask('', { method: 'POST', body });
      return receiptOf(answer, replaces);
    } catch (error) {
      return unanswered('The status page', error);
    }
  };
}

const headersWith = (key: string) => ({
  Accept: 'application/json',
  Authorization: `OAuth ${key}`,
  'Content-Type': 'application/json',
});

function incidentOf({ notice }: Message, { mark, state, impact, components }: PublicStanding) {
  return {
    name: notice.title,
    status: state,
    body: notice.lines.join('\n\n'),
    impact_override: impact,
    component_ids: Object.keys(components),
    components,
    deliver_notifications: true,
    metadata: { baton: { update: mark } },
  };
}

/** Where an earlier attempt would have left its mark: in the incident it changed, or among those of the page. */
async function shown(
  ask: (path: string, call: { method: 'GET' }) => Promise<Answer>,
  { state }: PublicStanding,
  replaces: string | null,
): Promise<Shown[]> {
  // What is resolved is no longer among the unresolved.
  const path = replaces ? `/${encodeURIComponent(replaces)}` : state === 'resolved' ? '' : '/unresolved';
  const answer = await ask(path, { method: 'GET' });
  const said = parsed(answer.body);
  return (Array.isArray(said) ? said : [said]).flatMap((one) => {
    const { id, metadata } = (one ?? {}) as { id?: unknown; metadata?: { baton?: { update?: unknown } } };
    const mark = metadata?.baton?.update;
    return typeof id === 'string' ? [{ id, mark: typeof mark === 'string' ? mark : null }] : [];
  });
}

function receiptOf(answer: Answer, replaces: string | null): Receipt {
  const { status, body } = answer;
  if (status >= 200 && status < 300) {
    const { id } = (parsed(body) ?? {}) as { id?: unknown };
    return { outcome: 'accepted', providerId: typeof id === 'string' ? id : replaces };
  }
  // Statuspage says 420 of too many requests as well.
  if (status === 420) return { outcome: 'try-again', reason: 'The status page answered 420', ...waitOf(answer) };
  const again = passing('The status page', answer);
  if (again) return again;
  const reason = reasonOf(`The status page answered ${status}: ${wrongWith(body)}`);
  // A key can be put right in the settings; an incident that is gone, or a component, is not there tomorrow either.
  return status === 401 || status === 403 ? { outcome: 'off', reason } : { outcome: 'refused', reason };
}

function wrongWith(body: string): string {
  const { error } = (parsed(body) ?? {}) as { error?: unknown };
  const said = Array.isArray(error) ? error.join(', ') : error;
  return typeof said === 'string' && said !== '' ? said : 'without saying why';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The components of a page, in its own order, or why it does not say. */
export async function componentsOnPage(
  { apiUrl, pageId, key }: { apiUrl: string; pageId: string; key: string },
  signal: AbortSignal,
): Promise<{ components: { id: string; name: string }[] } | { error: string }> {
  const url = `${apiUrl.replace(/\/+$/, '')}/v1/pages/${encodeURIComponent(pageId)}/components`;
  try {
    const { status, body } = await callProvider(url, { method: 'GET', headers: headersWith(key) }, signal);
    const said = parsed(body);
    if (status === 200 && Array.isArray(said)) {
      const named = said.filter(({ id, name }) => typeof id === 'string' && typeof name === 'string');
      return { components: named.map(({ id, name }) => ({ id, name })) };
    }
    return { error: reasonOf(`It answered ${status}: ${wrongWith(body)}`) };
  } catch (error) {
    return { error: error instanceof Error ? reasonOf(error.message) : 'It did not answer' };
  }
}
