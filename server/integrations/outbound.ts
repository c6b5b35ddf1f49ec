import { env } from '@/server/env';
import type { Channel, Outbound } from '@/server/outbound';
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
    send: async (message, signal) =>
      adapters[message.channel]?.(message, signal) ?? {
        outcome: 'off',
        reason: `${names[message.channel]} is not set up on this installation`,
      },
  };
}
