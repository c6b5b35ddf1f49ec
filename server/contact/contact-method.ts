import type { About } from '@/server/delivery/parcel';
import type { Channel } from '@/server/outbound';
import { subject } from '@/server/timeline/subject';

export const channels = [
  'email',
  'sms',
  'voice',
  'push',
  'slack',
  'webhook',
  'ntfy',
] as const satisfies readonly Channel[];

export const channelNames: Record<Channel, string> = {
  email: 'E-mail',
  sms: 'SMS',
  voice: 'Phone call',
  push: 'Push',
  slack: 'Slack',
  webhook: 'Webhook',
  ntfy: 'ntfy',
};

/** An address at which a person can be reached. */
export type ContactMethod = {
  id: string;
  personId: string;
  channel: Channel;
  address: string;
  verifiedAt: Date | null;
  /** The last time a message was accepted there. */
  provenAt: Date | null;
  /** A provider said that this address is wrong, gone or refuses us. */
  brokenAt: Date | null;
  brokenReason: string | null;
  /** What it is called on screen where its address says nothing: "Chrome on Android". */
  label: string | null;
  createdAt: Date;
};

/** One that a provider refused for good. */
export type BrokenMethod = ContactMethod & { brokenAt: Date; brokenReason: string };

/** What a message or a record that is about the address itself is about. */
export const aboutMethod = ({ id }: Pick<ContactMethod, 'id'>): About => ({
  subject: subject('contact-method', id),
  teamId: null,
});

/** Whether a page may go there: proven to be the person's, and not known to be dead. */
export const isUsable = ({ verifiedAt, brokenAt }: Pick<ContactMethod, 'verifiedAt' | 'brokenAt'>): boolean =>
  verifiedAt !== null && brokenAt === null;

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const hasUserInfo = (text: string): boolean => new URL(text).username !== '' || new URL(text).password !== '';

/** Each channel's own form of an address, and what to say when it is another. */
const forms: Record<Channel, { tidy(text: string): string; fits(text: string): boolean; ask: string }> = {
  email: {
    tidy: (text) => text,
    fits: (text) => text.length <= 254 && /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\.]+(\.[^\s@<>"(),;:\\.]+)*$/u.test(text),
    ask: 'Write an e-mail address, such as ada@example.org',
  },
  sms: phone(),
  voice: phone(),
  push: {
    tidy: (text) => text,
    fits: isSubscription,
    ask: 'Give the subscription as the browser made it',
  },
  slack: {
    tidy: (text) => text,
    fits: (text) => /^[UW][A-Z0-9]{5,20}$/.test(text),
    ask: 'Give the Slack member id, such as U024BE7LH: it stands in the Slack profile under “Copy member ID”',
  },
  webhook: {
    tidy: (text) => text,
    fits: (text) => isWebAddress(text) && !hasUserInfo(text),
    ask: 'Give an address beginning with https://, without a name or password in it',
  },
  ntfy: {
    tidy: (text) => text.replace(/\/+$/, ''),
    fits: (text) => isWebAddress(text) && !hasUserInfo(text) && /^\/[\w-]{1,64}$/.test(new URL(text).pathname),
    ask: 'Give the topic’s address, such as https://ntfy.example.org/my-topic',
  },
};

function phone() {
  return {
    tidy: (text: string) => text.replace(/[\s().-]/g, ''),
    fits: (text: string) => /^\+[1-9]\d{6,14}$/.test(text),
    ask: 'Write the number with its country, such as +49 30 1234567',
  };
}

function isSubscription(text: string): boolean {
  try {
    const { endpoint, keys } = JSON.parse(text) as { endpoint?: unknown; keys?: { p256dh?: unknown; auth?: unknown } };
    return (
      typeof endpoint === 'string' &&
      isWebAddress(endpoint) &&
      typeof keys?.p256dh === 'string' &&
      typeof keys.auth === 'string'
    );
  } catch {
    return false;
  }
}

/** The address as it is stored, or what to do about it. */
export function readAddress(channel: Channel, text: string): { address: string } | { fault: string } {
  const form = forms[channel];
  const address = form.tidy(text.normalize('NFKC').trim());
  return address.length <= 2_000 && form.fits(address) ? { address } : { fault: form.ask };
}

/** What came with an address, in its channel's form; undefined where nothing came. */
export function readSecret(
  channel: Channel,
  text: string | undefined,
): { secret: string } | { fault: string } | undefined {
  const secret = text?.trim();
  if (!secret) return undefined;
  if (channel === 'ntfy')
    return /^[\x21-\x7e]{1,500}$/.test(secret)
      ? { secret }
      : { fault: 'Give the access token of the topic, without blanks' };
  if (channel === 'webhook')
    return /^whsec_[A-Za-z0-9+/]{32,128}={0,2}$/.test(secret)
      ? { secret }
      : { fault: 'Give a signing secret as Standard Webhooks write it: whsec_ and at least 24 bytes in base64' };
  return { fault: 'Only ntfy topics and webhooks have a token' };
}

/** Enough of an address to recognise it: for people who may know that there is one, not what it is. */
export function maskedAddress(channel: Channel, address: string): string {
  if (channel === 'push') return 'a browser';
  if (channel === 'webhook' || channel === 'ntfy') return new URL(address).host;
  if (channel === 'slack') return 'Slack';
  if (channel === 'email') return address.replace(/^(.).*(?=@)/u, '$1…');
  return `…${address.slice(-3)}`;
}
