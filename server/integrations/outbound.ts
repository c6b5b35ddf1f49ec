import { env } from '@/server/env';
import type { Channel, Message, Outbound } from '@/server/outbound';
import { type Adapter, emailAdapter } from './outbound/email';

const names: Record<Channel, string> = {
  email: 'E-mail',
  sms: 'SMS',
  voice: 'Phone',
  push: 'Push',
  slack: 'Slack',
  webhook: 'Webhook',
  ntfy: 'ntfy',
};

/** No network has addresses under `.invalid` (RFC 6761): the people of the demo company have theirs there. */
const isNobodys = ({ channel, address }: Pick<Message, 'channel' | 'address'>): boolean =>
  channel === 'email' && /\.invalid$/i.test(address);

/** The adapters that this environment configures. A channel without one is off, and says so. */
export function outboundOf(settings: Pick<typeof env, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'> = env): Outbound {
  const adapters: Partial<Record<Channel, Adapter>> = {};
  if (settings.SMTP_URL && settings.MAIL_FROM)
    adapters.email = emailAdapter({
      smtpUrl: settings.SMTP_URL,
      from: settings.MAIL_FROM,
      publicUrl: settings.PUBLIC_URL,
    });
  return {
    isOn: (channel) => adapters[channel] !== undefined,
    send: async (message, signal) => {
      if (isNobodys(message))
        return {
          outcome: 'off',
          reason: 'Not sent: this address belongs to the demo, and nobody is really mailed there',
        };
      const off = `${names[message.channel]} is not set up on this installation`;
      return adapters[message.channel]?.(message, signal) ?? { outcome: 'off', reason: off };
    },
  };
}
