import type { Message, Receipt } from '@/server/outbound';
import { escaped } from '../answers/slack';
import { type Answer, callOutside, callProvider } from '../http';
import { type Adapter, passing, reasonOf, unanswered, waitOf } from './receipt';
import { blocksOf, offered } from './slack-blocks';

export type SlackSettings = { token: string; apiUrl: string };
export type SlackAnswer = Record<string, unknown> & { ok?: boolean; error?: string };

/** What holds until somebody changes something in Slack: asking again would not help. */
const permanent = new Set(
  `channel_not_found not_in_channel is_archived user_not_found users_not_found cannot_dm_bot user_disabled account_inactive
   invalid_auth not_authed token_revoked token_expired`.split(/\s+/),
);

/** Slack was busy with itself. */
const temporary = new Set(
  'ratelimited internal_error fatal_error service_unavailable request_timeout team_added_to_org'.split(' '),
);

/** One method of Slack's Web API. Its answer is 200 whether it did it or not; the body says so. */
export async function callSlack(
  { token, apiUrl }: SlackSettings,
  method: string,
  fields: Record<string, string>,
  signal: AbortSignal,
): Promise<{ answer: Answer; said: SlackAnswer }> {
  const answer = await callProvider(
    `${apiUrl.replace(/\/+$/, '')}/${method}`,
    {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: new URLSearchParams(fields).toString(),
    },
    signal,
  );
  return { answer, said: parsed(answer.body) };
}

function parsed(body: string): SlackAnswer {
  try {
    const value: unknown = JSON.parse(body);
    return value && typeof value === 'object' ? (value as SlackAnswer) : {};
  } catch {
    return {};
  }
}

/** To a person or a channel, with buttons; or in the place of an earlier message, with a word in its thread. */
export function slackAdapter(settings: SlackSettings): Adapter {
  return async (message, signal) => {
    try {
      if (message.secret) return await whisper(message, message.secret, signal);
      return message.replaces
        ? await follow(settings, message, message.replaces, signal)
        : await post(settings, message, signal);
    } catch (error) {
      return unanswered('Slack', error);
    }
  };
}

const content = (message: Message): Record<string, string> => ({
  text: escaped(message.notice.title),
  blocks: JSON.stringify(blocksOf(message)),
});

async function post(settings: SlackSettings, message: Message, signal: AbortSignal): Promise<Receipt> {
  const { standing } = message;
  if (standing && (message.repeat || standing.saidBefore)) {
    const ts = await postedBefore(settings, message.address, standing.mark, signal);
    if (ts) return { outcome: 'accepted', providerId: `${message.address} ${ts}` };
  }
  const metadata = standing
    ? { event_type: 'update', event_payload: { id: standing.mark } }
    : { event_type: 'page', event_payload: { id: message.identity } };
  const { answer, said } = await callSlack(
    settings,
    'chat.postMessage',
    {
      channel: message.address,
      ...content(message),
      metadata: JSON.stringify(metadata),
      unfurl_links: 'false',
      unfurl_media: 'false',
    },
    signal,
  );
  return receiptOf(answer, said);
}

/** What everybody reads is not said twice: where an earlier attempt may have arrived, the channel is looked at first. */
async function postedBefore(
  settings: SlackSettings,
  channel: string,
  mark: string,
  signal: AbortSignal,
): Promise<string | null> {
  const fields = { channel, limit: '50', include_all_metadata: 'true' };
  const { said } = await callSlack(settings, 'conversations.history', fields, signal);
  const messages = Array.isArray(said.messages) ? (said.messages as { ts?: unknown; metadata?: Marked }[]) : [];
  const same = messages.find(({ metadata }) => metadata?.event_payload?.id === mark);
  return typeof same?.ts === 'string' ? same.ts : null;
}

type Marked = { event_payload?: { id?: unknown } };

/** Twice is harmless for the message; the word in the thread comes last, so that a repeat rarely doubles it. */
async function follow(settings: SlackSettings, message: Message, place: string, signal: AbortSignal): Promise<Receipt> {
  const [channel = '', ts = ''] = place.split(' ');
  const update = await callSlack(settings, 'chat.update', { channel, ts, ...content(message) }, signal);
  const receipt = receiptOf(update.answer, update.said);
  const [word] = message.notice.lines;
  if (receipt.outcome !== 'accepted' || !word) return receipt;
  const fields = { channel, thread_ts: ts, text: escaped(word), unfurl_links: 'false' };
  const reply = await callSlack(settings, 'chat.postMessage', fields, signal);
  return receiptOf(reply.answer, reply.said);
}

/** To one member alone, at the address that Slack gave with the button they pressed: theirs, and checked all the same. */
async function whisper({ notice, offer }: Message, replyTo: string, signal: AbortSignal): Promise<Receipt> {
  const body = JSON.stringify({
    response_type: 'ephemeral',
    replace_original: false,
    text: escaped(notice.title),
    ...(offer && { blocks: offered(notice.title, offer) }),
  });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await callOutside(replyTo, { method: 'POST', headers, body }, signal);
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'accepted', providerId: null };
  return passing('Slack', answer) ?? { outcome: 'off', reason: `Slack answered ${answer.status}` };
}

export function receiptOf(answer: Answer, said: SlackAnswer): Receipt {
  if (said.ok === true && typeof said.ts === 'string')
    return { outcome: 'accepted', providerId: `${typeof said.channel === 'string' ? said.channel : ''} ${said.ts}` };
  if (said.ok === true) return { outcome: 'accepted', providerId: null };
  const again = passing('Slack', answer);
  if (again) return again;
  const error = said.error ?? `answered ${answer.status} without saying why`;
  const reason = reasonOf(`Slack: ${error}`);
  if (permanent.has(error)) return { outcome: 'refused', reason };
  if (temporary.has(error) || said.error === undefined) return { outcome: 'try-again', reason, ...waitOf(answer) };
  return { outcome: 'off', reason };
}
