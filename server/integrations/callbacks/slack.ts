import { z } from 'zod';

/** A button that was pressed: on which alert, by whom, and where to whisper an answer. */
export type Pressed = {
  action: string;
  alertId: string;
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
    alertId: action.value ?? '',
    identity,
    slackId: read.data.user.id,
    replyTo: read.data.response_url ?? null,
  };
}

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** What Slack wants to hear again when the address is set up; null for every other event. */
export const challengeIn = (text: string): string | null => challenge.safeParse(parsed(text)).data?.challenge ?? null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
