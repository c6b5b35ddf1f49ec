import type { Notice } from '@/server/outbound';
import { type ContactMethod, channelNames, maskedAddress } from './contact-method';

type To = Pick<ContactMethod, 'channel' | 'address'>;
type Links = { settings: string };

const named = ({ channel, address }: To): string => `${channelNames[channel]} (${maskedAddress(channel, address)})`;

export const codeNotice = (code: string, { settings }: Links): Notice => ({
  title: `${code.slice(0, 3)} ${code.slice(3)} is your Baton code`,
  lines: [
    'Type this code in Baton to confirm that pages for you may go to this address.',
    'It works for 10 minutes and 5 tries.',
  ],
  facts: [{ label: 'Code', value: code }],
  links: [{ label: 'Open settings', url: settings }],
  reason:
    'You get this because somebody entered this address as a contact method in Baton. If it was not you, do nothing: without the code nothing else comes here.',
});

export const testNotice = (name: string, to: To, { settings }: Links): Notice => ({
  title: 'Test page from Baton',
  lines: [
    `${name}, this is a test: a real page would look like this and arrive the same way.`,
    'Nothing is wrong and there is nothing to do.',
  ],
  facts: [{ label: 'Sent to', value: channelNames[to.channel] }],
  links: [{ label: 'Open settings', url: settings }],
  reason: 'You get this because a test page was asked for in Baton.',
});

export const brokenNotice = (
  owner: { name: string; own: boolean },
  to: To,
  reason: string,
  { settings }: Links,
): Notice => ({
  title: owner.own
    ? `Pages no longer reach your ${channelNames[to.channel]}`
    : `${owner.name} can no longer be paged by ${channelNames[to.channel]}`,
  lines: [
    `A page to ${owner.own ? 'your' : `${owner.name}’s`} ${named(to)} was refused for good, so Baton has stopped using it.`,
    owner.own
      ? 'Correct it or add another way to reach you before your next shift.'
      : 'Ask them to correct it before their next shift.',
  ],
  facts: [{ label: 'Answer', value: reason }],
  links: [{ label: owner.own ? 'Open contact methods' : 'Open team', url: settings }],
  reason: owner.own
    ? 'You get this because it is your contact method.'
    : 'You get this because you manage a team this person belongs to.',
});
