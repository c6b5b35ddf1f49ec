import { env } from '@/server/env';
import type { Message, Outbound, Outlet } from '@/server/outbound';
import { emailAdapter } from './outbound/email';
import { ntfyAdapter } from './outbound/ntfy';
import { type PushKeys, pushAdapter } from './outbound/push';
import type { Adapter } from './outbound/receipt';
import { slackAdapter } from './outbound/slack';
import { statuspageAdapter } from './outbound/statuspage';
import { twilioAdapters } from './outbound/twilio';
import { webhookAdapter } from './outbound/webhook';

const names: Record<Outlet, string> = {
  email: 'E-mail',
  sms: 'SMS',
  voice: 'Phone',
  push: 'Push',
  slack: 'Slack',
  webhook: 'Webhook',
  ntfy: 'ntfy',
  'status-page': 'The status page',
};

/** No network has addresses under `.invalid` (RFC 6761): the people of the demo company have theirs there. */
const isNobodys = ({ channel, address }: Pick<Message, 'channel' | 'address'>): boolean =>
  (channel === 'email' && /\.invalid$/i.test(address)) ||
  (channel === 'ntfy' && /^https:\/\/[^/]+\.invalid\//i.test(address));

type Settings = Pick<
  typeof env,
  | 'SMTP_URL'
  | 'MAIL_FROM'
  | 'PUBLIC_URL'
  | 'SLACK_BOT_TOKEN'
  | 'SLACK_API_URL'
  | 'TWILIO_ACCOUNT_SID'
  | 'TWILIO_AUTH_TOKEN'
  | 'TWILIO_FROM'
  | 'TWILIO_API_URL'
  | 'STATUSPAGE_API_URL'
>;

/** What adapters cannot know by themselves: this machine's time, and the keys this installation made for pushes. */
type Given = { now: () => Date; pushKeys: PushKeys | null };

function adaptersOf(settings: Settings, { now, pushKeys }: Given): Partial<Record<Outlet, Adapter>> {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL: publicUrl, SLACK_BOT_TOKEN, SLACK_API_URL } = settings;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_API_URL } = settings;
  const contact = /[^\s<>]+@[^\s<>]+/.exec(MAIL_FROM ?? '')?.[0] ?? `baton@${new URL(publicUrl).hostname}`;
  return {
    webhook: webhookAdapter({ now }),
    ntfy: ntfyAdapter(),
    // Which page, and its key, come with each message: they are settings of the organisation.
    'status-page': statuspageAdapter({ apiUrl: settings.STATUSPAGE_API_URL }),
    ...(pushKeys && { push: pushAdapter({ ...pushKeys, publicUrl, contact }) }),
    ...(SMTP_URL && MAIL_FROM && { email: emailAdapter({ smtpUrl: SMTP_URL, from: MAIL_FROM, publicUrl }) }),
    ...(SLACK_BOT_TOKEN && { slack: slackAdapter({ token: SLACK_BOT_TOKEN, apiUrl: SLACK_API_URL }) }),
    ...(TWILIO_ACCOUNT_SID &&
      TWILIO_AUTH_TOKEN &&
      TWILIO_FROM &&
      twilioAdapters({
        accountSid: TWILIO_ACCOUNT_SID,
        authToken: TWILIO_AUTH_TOKEN,
        from: TWILIO_FROM,
        apiUrl: TWILIO_API_URL,
        publicUrl,
      })),
  };
}

/** The adapters that this environment configures. A channel without one is off, and says so. */
export function outboundOf(given: Given, settings: Settings = env): Outbound {
  const adapters = adaptersOf(settings, given);
  return {
    isOn: (channel) => adapters[channel] !== undefined,
    send: async (message, signal) => {
      if (isNobodys(message))
        return {
          outcome: 'off',
          nobodys: true,
          reason: 'Not sent: this address belongs to the demo, and nobody is really reached there',
        };
      const off = `${names[message.channel]} is not set up on this installation`;
      return adapters[message.channel]?.(message, signal) ?? { outcome: 'off', reason: off };
    },
  };
}
