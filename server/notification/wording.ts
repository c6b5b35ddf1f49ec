import { type BrokenMethod, type ContactMethod, channelNames, maskedAddress } from '@/server/contact/contact-method';
import type { Notice } from '@/server/outbound';

const named = ({ channel, address }: ContactMethod): string =>
  `${channelNames[channel]} (${maskedAddress(channel, address)})`;

export const brokenNotice = (
  owner: { name: string; own: boolean },
  method: BrokenMethod,
  { settings }: { settings: string },
): Notice => ({
  title: owner.own
    ? `Pages no longer reach your ${channelNames[method.channel]}`
    : `${owner.name} can no longer be paged by ${channelNames[method.channel]}`,
  lines: [
    `A page to ${owner.own ? 'your' : `${owner.name}’s`} ${named(method)} was refused for good, so Baton has stopped using it.`,
    owner.own
      ? 'Correct it or add another way to reach you before your next shift.'
      : 'Ask them to correct it before their next shift.',
  ],
  facts: [{ label: 'Answer', value: method.brokenReason }],
  links: [{ label: owner.own ? 'Open contact methods' : 'Open team', url: settings }],
  reason: owner.own
    ? 'You get this because it is your contact method.'
    : 'You get this because you manage a team this person belongs to.',
});
