import type { Message } from '@/server/outbound';

let count = 0;

/** A page about one alert, as delivery hands it to an adapter. */
export function pageMessage(change: Partial<Message> = {}): Message {
  count += 1;
  return {
    identity: String(count).padStart(8, '0').repeat(4),
    thread: 'thread1',
    channel: 'email',
    address: 'ada@example.org',
    secret: null,
    replaces: null,
    standing: null,
    offer: null,
    repeat: false,
    alertIds: ['alert-1'],
    pressing: true,
    notice: {
      title: '[P1] Payments: disk full on db-1',
      lines: ['You are primary for Payments.'],
      facts: [{ label: 'Service', value: 'Payments' }],
      links: [
        { label: 'Acknowledge', url: 'https://baton.example.org/l/abc' },
        { label: 'Open the alert', url: 'https://baton.example.org/alerts/alert-1' },
      ],
      reason: 'You are paged because you are primary for Payments.',
    },
    ...change,
  };
}

/** A signal that nothing ends. */
export const never = new AbortController().signal;
