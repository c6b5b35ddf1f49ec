import { bodies } from '../bounds';
import type { Context } from '../context';
import { type AppError, invalid } from '../errors';
import { isEntry, textAt } from '../intake/signal';
import { readChange, readEvent } from '../integrations/inbound/pagerduty';
import { reportChange } from '../service/commands';
import type { Known } from '../service/integration';
import { parseJson, readBody } from './body';
import type { Answer, Ask, Door } from './door';
import { accept, contextOf, keepLimit, senderOf } from './ingest';

/** A refusal as PagerDuty's clients read it. */
function inTheirWords({ status, message, fields, retryAfterSeconds, code }: AppError): Answer {
  return {
    status,
    ...(retryAfterSeconds && { headers: { 'Retry-After': String(retryAfterSeconds) } }),
    body: {
      status: status >= 500 ? 'error' : 'invalid event',
      message: status === 400 ? 'Event object is invalid' : message,
      errors: fields ? Object.values(fields) : [message],
      code,
    },
  };
}

/** The key stands in the body, so nothing is known of the sender before it is read. */
async function opened(ask: Ask): Promise<{ ctx: Context; event: Record<string, unknown>; integration: Known | null }> {
  const event = parseJson(await readBody(ask.request, bodies.sender));
  if (!isEntry(event)) throw invalid({ body: 'Send an event object' });
  const ctx = contextOf(ask);
  const integration = await senderOf(ctx, ask, 'pagerduty', textAt(event, 'routing_key'));
  if (integration) keepLimit(ctx, integration);
  return { ctx, event, integration };
}

const unknownKey: Answer = {
  status: 401,
  body: {
    status: 'invalid event',
    message: 'Invalid routing key',
    errors: ['No integration has this routing_key'],
    code: 'unknown-key',
  },
};

async function enqueue(ask: Ask): Promise<Answer> {
  const { event, integration } = await opened(ask);
  if (!integration) return unknownKey;
  const { signal, dedupKey } = readEvent(event, ask.requestId);
  await accept(integration, { signals: [signal] }, ask.requestId);
  return { status: 202, body: { status: 'success', message: 'Event processed', dedup_key: dedupKey } };
}

async function change(ask: Ask): Promise<Answer> {
  const { ctx, event, integration } = await opened(ask);
  if (!integration) return unknownKey;
  await reportChange(ctx, integration, readChange(event));
  return { status: 202, body: { status: 'success', message: 'Change event processed' } };
}

const guard = 'an integration key of kind pagerduty, in the body';

/** PagerDuty's Events API v2, at the addresses its clients have built in. */
export const pagerdutyDoors: Door[] = [
  { pattern: '/v2/enqueue', methods: ['POST'], guard, handle: enqueue, refuse: inTheirWords },
  { pattern: '/v2/change/enqueue', methods: ['POST'], guard, handle: change, refuse: inTheirWords },
];
