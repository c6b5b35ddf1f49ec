import type { Alert } from '../alert/alert';
import { acknowledge, assign, escalate, snooze, unacknowledge } from '../alert/commands';
import { AppError, invalid, isAppError } from '../errors';
import { amend } from '../intake/commands';
import { alertOfSender, alertsOfSender, type Identifier } from '../intake/queries';
import { at, isEntry, type Priority, priorities, type Signal, textAt } from '../intake/signal';
import { faultsOfCreate, readCreate } from '../integrations/inbound/opsgenie';
import { activePersonByEmail, membersOf } from '../team/queries';
import type { Answer } from './door';
import { accept } from './ingest';
import { type Call, entryIn, trusted } from './opsgenie-call';
import { filterOf, listed, logsOf, notesOf, recipientsOf, shown } from './opsgenie-views';

/** What became of requests, for clients that ask a moment later. In this process: it is a courtesy, not a record. */
const outcomes = new Map<
  string,
  { success: boolean; action: string; alertId: string; alias: string; status: string }
>();

function note(
  requestId: string,
  outcome: { success: boolean; action: string; alert?: Alert | null; status?: string },
): void {
  if (outcomes.size > 5_000) outcomes.clear();
  const { success, action, alert } = outcome;
  const status = outcome.status ?? (success ? `Processed ${action}` : 'Alert does not exist');
  outcomes.set(requestId, { success, action, status, alertId: alert?.id ?? '', alias: alert?.key ?? '' });
}

const taken: Answer = { status: 202, body: { result: 'Request will be processed' } };

export async function alertCall(call: Call): Promise<Answer | null> {
  const { method, path } = call;
  const [first, second, third] = path;
  if (path.length === 0 || first === '') return method === 'POST' ? create(call) : method === 'GET' ? list(call) : null;
  if (method === 'GET' && first === 'count' && path.length === 1) return count(call);
  if (method === 'GET' && first === 'requests' && second) return request(call, second);
  if (second === undefined) return method === 'GET' ? one(call, shown) : method === 'DELETE' ? close(call, true) : null;
  if (method === 'GET') {
    const view = { logs: logsOf, notes: notesOf, recipients: recipientsOf }[second];
    return view ? one(call, view) : null;
  }
  if (method === 'POST' && second === 'close') return close(call, false);
  const act = acts[`${method} ${second}`];
  return act ? perform(call, second, (alert) => act(call, alert, third)) : null;
}

async function create(call: Call): Promise<Answer> {
  const { integration, ask } = call;
  const body = entryIn(call);
  const faults = faultsOfCreate(body);
  if (Object.keys(faults).length > 0) throw invalid(faults);
  const signal = readCreate(body, { source: ask.prefix, freshKey: ask.requestId });
  await accept(integration, { signals: [signal] }, ask.requestId);
  return taken;
}

const types = ['id', 'alias', 'tiny'] as const;

function identified({ ask, path }: Call): Identifier {
  const type = ask.query.get('identifierType')?.toLowerCase() ?? 'id';
  const known = types.find((one) => one === type);
  if (!known) throw invalid({ identifierType: 'identifierType must be one of id, alias, tiny' });
  return { type: known, value: path[0] ?? '' };
}

/** An alert without an alias has its id as alias there, and here the id of the request that made it. */
async function found(call: Call): Promise<Alert | null> {
  const { ctx, integration } = call;
  const identifier = identified(call);
  const alert = await alertOfSender(ctx, integration.id, identifier);
  return (
    alert ?? (identifier.type === 'alias' ? alertOfSender(ctx, integration.id, { ...identifier, type: 'id' }) : null)
  );
}

const said = (state: Signal['state'], key: string, text: string, payload: unknown): Signal => ({
  ...{ key, state, text, payload, digestOf: null, title: '', priority: 'P3', source: null },
  fields: [],
  links: [],
});

/** By its key, as any resolve: of what is not open it is recorded, and answered like a success. */
async function close(call: Call, deleted: boolean): Promise<Answer> {
  const { integration, ask, body } = call;
  const identifier = identified(call);
  const alert = await found(call);
  const key = alert?.key ?? identifier.value;
  const text = deleted ? 'Deleted by the sender' : textAt(body, 'note');
  const signals = [...(text ? [said('update', key, text, body)] : []), said('resolve', key, text, body)];
  await accept(integration, { signals }, ask.requestId);
  note(ask.requestId, {
    success: alert !== null && alert.closedAt === null,
    action: deleted ? 'Delete' : 'Close',
    alert,
  });
  return taken;
}

/** Answered like a success whatever comes of it; what came of it can be asked for. */
async function perform(call: Call, action: string, work: (alert: Alert) => Promise<void>): Promise<Answer> {
  const alert = await found(call);
  try {
    if (alert) await work(alert);
    note(call.ask.requestId, { success: alert !== null, action, alert });
  } catch (error) {
    if (!isAppError(error) || error.code === 'unavailable' || error.code === 'invalid') throw error;
    note(call.ask.requestId, { success: false, action, alert, status: error.message });
  }
  return taken;
}

type Act = (call: Call, alert: Alert, name?: string) => Promise<void>;

const update = async ({ integration, ask, body }: Call, { key }: Alert, text: string): Promise<void> => {
  await accept(integration, { signals: [said('update', key, text, body)] }, ask.requestId);
};

const wordsIn = (body: unknown, field: string): string[] => {
  const list = at(body, field);
  return Array.isArray(list)
    ? list.map((one) => textAt({ one }, 'one') || textAt(one, 'name') || textAt(one, 'username'))
    : [];
};

const amended = (call: Call, alert: Alert, change: Omit<Parameters<typeof amend>[1], 'alertId'>): Promise<void> =>
  amend(trusted(call), { alertId: alert.id, ...change });

const tagsOf = ({ details }: Alert): string[] =>
  (details.fields.find(({ name }) => name === 'Tags')?.value ?? '').split(', ').filter(Boolean);

const withTags = (call: Call, alert: Alert, tags: string[]): Promise<void> =>
  amended(
    call,
    alert,
    tags.length > 0 ? { fields: [{ name: 'Tags', value: tags.join(', ') }] } : { without: ['Tags'] },
  );

const acts: Record<string, Act | undefined> = {
  'POST acknowledge': async (call, alert) => {
    const person = await memberNamed(call, textAt(call.body, 'user'));
    const text = [textAt(call.body, 'user'), textAt(call.body, 'note')].filter(Boolean).join(': ');
    if (person)
      await acknowledge(trusted(call), { alertId: alert.id, personId: person, note: textAt(call.body, 'note') });
    else
      await accept(
        call.integration,
        { signals: [said('acknowledge', alert.key, text, call.body)] },
        call.ask.requestId,
      );
  },
  'POST unacknowledge': async (call, { id }) => void (await unacknowledge(trusted(call), { alertId: id })),
  'POST escalate': async (call, { id }) => void (await escalate(trusted(call), { alertId: id })),
  'POST snooze': async (call, { id }) => {
    const until = textAt(call.body, 'endTime');
    if (!Number.isFinite(Date.parse(until))) throw invalid({ endTime: 'endTime must be an ISO 8601 instant' });
    await snooze(trusted(call), { alertId: id, until });
  },
  'POST assign': async (call, { id }) => {
    const person = await memberNamed(call, textAt(call.body, 'owner', 'username'));
    if (!person) throw new AppError('not-possible', 'Owner does not exist');
    await assign(trusted(call), { alertId: id, personId: person });
  },
  'POST notes': (call, alert) => update(call, alert, textAt(call.body, 'note')),
  'POST tags': (call, alert) => withTags(call, alert, [...new Set([...tagsOf(alert), ...wordsIn(call.body, 'tags')])]),
  'DELETE tags': (call, alert) => {
    const gone = new Set((call.ask.query.get('tags') ?? '').split(','));
    return withTags(
      call,
      alert,
      tagsOf(alert).filter((tag) => !gone.has(tag)),
    );
  },
  'POST details': (call, alert) => {
    const details = at(call.body, 'details');
    const fields = isEntry(details)
      ? Object.entries(details).map(([name, value]) => ({ name, value: String(value) }))
      : [];
    return amended(call, alert, { fields });
  },
  'DELETE details': (call, alert) =>
    amended(call, alert, { without: (call.ask.query.get('keys') ?? '').split(',').filter(Boolean) }),
  'POST responders': (call, alert) =>
    update(
      call,
      alert,
      `Responder added: ${textAt(call.body, 'responder', 'name') || textAt(call.body, 'responder', 'username')}`,
    ),
  'POST teams': (call, alert) => update(call, alert, `Team added: ${textAt(call.body, 'team', 'name')}`),
  'POST actions': (call, alert, name) => update(call, alert, `Action: ${name ?? ''}`),
  'PUT message': (call, alert) => amended(call, alert, { title: required(call, 'message') }),
  'PUT description': (call, alert) => amended(call, alert, { text: required(call, 'description') }),
  'PUT priority': (call, alert) => amended(call, alert, { priority: priorityIn(call) }),
};

function required(call: Call, field: string): string {
  const text = textAt(entryIn(call), field);
  if (text === '') throw invalid({ [field]: `${field} can not be empty.` });
  return text;
}

function priorityIn(call: Call): Priority {
  const found = priorities.find((one) => one === at(call.body, 'priority'));
  if (!found) throw invalid({ priority: 'Priority must be one of P1, P2, P3, P4, P5.' });
  return found;
}

/** A person of the service's team, by their e-mail address; anybody else acts in nobody's name. */
async function memberNamed({ ctx, integration }: Call, email: string): Promise<string | null> {
  const person = email ? await activePersonByEmail(ctx, email) : null;
  const members = person ? await membersOf(ctx, integration.teamId) : [];
  return person && members.some(({ personId }) => personId === person.id) ? person.id : null;
}

async function one(call: Call, view: (call: Call, alert: Alert) => Promise<unknown> | unknown): Promise<Answer> {
  const alert = await found(call);
  if (!alert) throw new AppError('not-found', 'Alert does not exist');
  return { status: 200, body: { data: await view(call, alert) } };
}

async function list(call: Call): Promise<Answer> {
  const filter = filterOf(call.ask.query);
  const { alerts } = await alertsOfSender(call.ctx, call.integration.id, filter);
  return { status: 200, body: { data: alerts.map((alert) => listed(call, alert)), paging: {} } };
}

async function count(call: Call): Promise<Answer> {
  const { count } = await alertsOfSender(call.ctx, call.integration.id, { ...filterOf(call.ask.query), limit: 1 });
  return { status: 200, body: { data: { count } } };
}

async function request({ ctx, integration }: Call, requestId: string): Promise<Answer> {
  const kept = outcomes.get(requestId);
  const made = kept ? null : await alertOfSender(ctx, integration.id, { type: 'request', value: requestId });
  if (!kept && !made) throw new AppError('not-found', 'Request not found. It might not be processed, yet.');
  const outcome = kept ?? {
    success: true,
    action: 'Create',
    status: 'Created alert',
    alertId: made?.id ?? '',
    alias: made?.key ?? '',
  };
  return {
    status: 200,
    body: {
      data: {
        ...outcome,
        isSuccess: outcome.success,
        processedAt: (await ctx.now()).toISOString(),
        integrationId: integration.id,
      },
    },
  };
}
