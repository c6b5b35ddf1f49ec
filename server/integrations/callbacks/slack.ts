import { z } from 'zod';

/** A button that was pressed: on which alert, by whom, and where to whisper an answer. */
export type Pressed = {
  action: string;
  alertId: string;
  /** Of a menu: what was picked. */
  choice: string | null;
  identity: string | null;
  slackId: string;
  replyTo: string | null;
};

const blockActions = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().max(50) }),
  response_url: z.string().max(2_000).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string().max(255),
        block_id: z.string().max(255).optional(),
        value: z.string().max(2_000).optional(),
        selected_option: z.object({ value: z.string().max(2_000) }).nullish(),
      }),
    )
    .min(1),
});

/** Null for what is no pressed button of ours: Slack sends more than that to the same address. */
export function pressedIn(form: URLSearchParams): Pressed | null {
  const read = blockActions.safeParse(parsed(form.get('payload') ?? ''));
  const action = read.data?.actions[0];
  if (!read.success || !action) return null;
  const identity = /^page:([\w-]{32})$/.exec(action.block_id ?? '')?.[1] ?? null;
  return {
    action: action.action_id,
    ...chosen(action.selected_option?.value),
    ...(action.value !== undefined && { alertId: action.value }),
    identity,
    slackId: read.data.user.id,
    replyTo: read.data.response_url ?? null,
  };
}

/** What was picked in a menu: a class, and of which alert. */
function chosen(value = ''): Pick<Pressed, 'alertId' | 'choice'> {
  const [choice = '', alertId = ''] = value.split(' ');
  return { choice: choice || null, alertId };
}

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** What Slack wants to hear again when the address is set up; null for every other event. */
export const challengeIn = (text: string): string | null => challenge.safeParse(parsed(text)).data?.challenge ?? null;

/** Something a member wrote in a channel. */
export type Written = { eventId: string; channelId: string; slackId: string; text: string };

const messageEvent = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(100),
  event: z.object({
    type: z.literal('message'),
    channel: z.string().max(50),
    user: z.string().max(50),
    text: z.string().max(40_000),
    /** What is no plain message: an edit, somebody joining. Files come with words. */
    subtype: z.literal('file_share').optional(),
    /** What an app said, ours too. */
    bot_id: z.undefined().optional(),
    app_id: z.undefined().optional(),
  }),
});

/** Null for every other event, and for what no person wrote. */
export function writtenIn(text: string): Written | null {
  const read = messageEvent.safeParse(parsed(text));
  if (!read.success) return null;
  const { event_id: eventId, event } = read.data;
  const words = plainText(event.text).trim().slice(0, 10_000);
  return words === '' ? null : { eventId, channelId: event.channel, slackId: event.user, text: words };
}

/** As a reader in Slack saw it: links by their words, its three signs as themselves. */
export const plainText = (text: string): string =>
  text
    .replace(/<(https?:|mailto:)([^|>]*)\|([^>]*)>/g, '$3 ($1$2)')
    .replace(/<([#@!][^|>]*)\|([^>]*)>/g, '$2')
    .replace(/<([^>]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
