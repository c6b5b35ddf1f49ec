import type { Notice } from '@/server/outbound';
import { type ContactMethod, channelNames } from './contact-method';

type Links = { settings: string };

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

export const testNotice = (name: string, to: Pick<ContactMethod, 'channel'>, { settings }: Links): Notice => ({
  title: 'Test page from Baton',
  lines: [
    `${name}, this is a test: a real page would look like this and arrive the same way.`,
    'Nothing is wrong and there is nothing to do.',
  ],
  facts: [{ label: 'Sent to', value: channelNames[to.channel] }],
  links: [{ label: 'Open settings', url: settings }],
  reason: 'You get this because a test page was asked for in Baton.',
});
