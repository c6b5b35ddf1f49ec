import type { Channel } from '@/server/outbound';
import { type ContactMethod, isUsable } from './contact-method';
import { attempts, type NotificationRule, type Urgency } from './rule';

/** One line of a night: this long after the page, over that. */
export type NightStep = { afterSeconds: number; method: Pick<ContactMethod, 'id' | 'channel' | 'address' | 'label'> };

/** What would happen if nobody answered a page: the same plan that a real one follows. */
export const nightOf = (
  rules: readonly NotificationRule[],
  methods: readonly ContactMethod[],
  urgency: Urgency,
): NightStep[] => attempts(rules, methods, urgency).sort((a, b) => a.afterSeconds - b.afterSeconds);

const words: Record<Channel, string> = {
  email: 'mail',
  sms: 'SMS',
  voice: 'call',
  push: 'push',
  slack: 'Slack',
  webhook: 'webhook',
  ntfy: 'ntfy',
};

const two = (value: number): string => String(value).padStart(2, '0');

/** "03:12 push · 03:14 SMS · 03:17 call": a page at twelve past three, minute by minute. */
export function nightWords(steps: readonly NightStep[]): string {
  const begins = 3 * 60 + 12;
  return steps
    .map(({ afterSeconds, method }) => {
      const minutes = begins + Math.floor(afterSeconds / 60);
      const seconds = afterSeconds % 60;
      const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}${seconds > 0 ? `:${two(seconds)}` : ''}`;
      return `${clock} ${words[method.channel]}`;
    })
    .join(' · ');
}

/** "push now", "SMS after 2 min": one rule as people say it. */
export function ruleWords({ afterSeconds }: { afterSeconds: number }, channel: Channel): string {
  if (afterSeconds === 0) return `${words[channel]} now`;
  const minutes = afterSeconds / 60;
  return `${words[channel]} after ${Number.isInteger(minutes) ? `${minutes} min` : `${afterSeconds} s`}`;
}

/** Those that rules can name: proven, and not known to be dead. */
export const nameable = (methods: readonly ContactMethod[]): ContactMethod[] => methods.filter(isUsable);
