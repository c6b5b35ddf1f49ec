import type { Alert } from '../alert/alert';
import { invalid } from '../errors';
import { historyOfAlert, type SenderFilter } from '../intake/queries';
import { type Priority, priorities } from '../intake/signal';
import { peopleByIds } from '../team/queries';
import type { Call } from './opsgenie-call';

const wordsOf = (text: string | undefined): string[] => (text ?? '').split(', ').filter(Boolean);
const fieldOf = ({ details }: Alert, name: string) => details.fields.find((field) => field.name === name)?.value;

/** An alert as Opsgenie's lists show it. */
export function listed({ integration }: Pick<Call, 'integration'>, alert: Alert) {
  const { id, number, key, title, closedAt, acknowledgedAt, snoozedUntil, count, lastSeenAt, openedAt } = alert;
  return {
    id,
    tinyId: String(number),
    alias: key,
    message: title,
    status: closedAt ? 'closed' : 'open',
    acknowledged: acknowledgedAt !== null,
    isSeen: acknowledgedAt !== null,
    tags: wordsOf(fieldOf(alert, 'Tags')),
    snoozed: snoozedUntil !== null,
    ...(snoozedUntil && { snoozedUntil: snoozedUntil.toISOString() }),
    count,
    lastOccurredAt: lastSeenAt.toISOString(),
    createdAt: openedAt.toISOString(),
    updatedAt: (closedAt ?? acknowledgedAt ?? lastSeenAt).toISOString(),
    source: alert.source,
    owner: '',
    priority: alert.priority,
    responders: [],
    integration: { id: integration.id, name: integration.name, type: 'API' },
    report: {},
  };
}

export async function shown(call: Call, alert: Alert) {
  const owner = alert.acknowledgedById
    ? (await peopleByIds(call.ctx, [alert.acknowledgedById])).get(alert.acknowledgedById)
    : null;
  return {
    ...listed(call, alert),
    owner: owner?.email ?? '',
    description: alert.details.text,
    details: Object.fromEntries(alert.details.fields.map(({ name, value }) => [name, value])),
    entity: fieldOf(alert, 'Entity') ?? '',
    actions: wordsOf(fieldOf(alert, 'Actions')),
  };
}

export const logsOf = async ({ ctx }: Call, { id }: Alert) =>
  (await historyOfAlert(ctx, id)).map(({ id: offset, at, kind, actor }) => ({
    log: kind,
    type: actor.kind === 'system' ? 'system' : 'alertRecipient',
    owner: actor.kind,
    createdAt: at.toISOString(),
    offset,
  }));

export const notesOf = async ({ ctx }: Call, { id }: Alert) =>
  (await historyOfAlert(ctx, id))
    .filter(({ kind }) => kind === 'noted')
    .map(({ id: offset, at, actor, data }) => ({
      note: String(data.text ?? ''),
      owner: actor.kind,
      createdAt: at.toISOString(),
      offset,
    }));

export const recipientsOf = async ({ ctx }: Call, { acknowledgedById }: Alert) => {
  const person = acknowledgedById ? (await peopleByIds(ctx, [acknowledgedById])).get(acknowledgedById) : undefined;
  return person ? [{ user: { id: person.id, username: person.email }, state: 'acked', method: 'Acknowledge' }] : [];
};

const terms = ['status', 'tag', 'alias', 'priority', 'message'];

/** `status:open AND tag:db`; a term that is not understood is named, never passed over. */
export function filterOf(query: URLSearchParams): SenderFilter {
  const number = (name: string, standard: number, most: number) => {
    const value = Number(query.get(name) ?? standard);
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw invalid({ [name]: `${name} must be 0 to ${most}` });
    return value;
  };
  const filter: SenderFilter = {
    limit: Math.max(1, number('limit', 20, 100)),
    offset: number('offset', 0, 20_000),
    oldestFirst: query.get('order') === 'asc',
  };
  for (const part of (query.get('query') ?? '').split(/\s+AND\s+/).filter((text) => text.trim() !== '')) {
    const [, name = '', text = ''] = /^\s*([A-Za-z]+)\s*[:=]\s*"?(.*?)"?\s*$/.exec(part) ?? [];
    const term = terms.includes(name) ? name : undefined;
    if (!term) throw invalid({ query: `Baton does not understand “${part.trim()}”: use ${terms.join(', ')}` });
    if (term === 'status') filter.closed = text === 'closed';
    if (term === 'alias') filter.alias = text;
    if (term === 'message') filter.message = text;
    if (term === 'tag') filter.tag = text;
    if (term === 'priority') filter.priority = priorities.find((one) => one === text) ?? noPriority(text);
  }
  return filter;
}

const noPriority = (text: string): Priority => {
  throw invalid({ query: `There is no priority “${text}”` });
};
