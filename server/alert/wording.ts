import type { Notice } from '@/server/outbound';
import { instantLabel } from '@/server/time/label';
import { type Alert, reference } from './alert';

/** Somebody else who is on call, and how to reach them. */
export type Colleague = { name: string; role: string; email: string; phones: string[] };

export type Told = {
  /** What the page is about; the first is the oldest. */
  alerts: Alert[];
  serviceName: string;
  person: { name: string; timeZone: string };
  /** What the person is on call as; null: named by the policy or a member of a named team. */
  role: string | null;
  /** A person handed it to them; the policy did not. */
  handedOver: boolean;
  /** Counted from 0. */
  round: number;
  /** Set when the page comes late: when it was due. */
  lateSince: Date | null;
  /** Who holds the first role, when somebody else is paged. */
  primary: Colleague | null;
  acknowledgeUrl: string;
  alertUrl: string;
};

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;

/** An alert as its page says it: what, since when in the person's zone, who else, and one link that asks before it acts. */
export function noticeOf(told: Told): Notice {
  const { alerts, serviceName, person, role, primary } = told;
  const [first] = alerts;
  if (!first) throw new Error('a page is about at least one alert');
  const since = (alert: Alert) => instantLabel(alert.openedAt, person.timeZone);
  const others = alerts.slice(1);
  const headline =
    others.length > 0
      ? `${alerts.length} alerts from ${serviceName}: ${first.title}`
      : `${serviceName}: ${first.title}`;
  return {
    title: shortened(`[${first.priority}] ${headline}`, 180),
    lines: [
      ...(primary ? [reach(primary)] : []),
      ...(told.round > 0 ? ['Nobody has acknowledged this yet: the policy has started again.'] : []),
      ...(told.lateSince ? [`This page is late: it was due ${instantLabel(told.lateSince, person.timeZone)}.`] : []),
      ...(first.details.text ? [shortened(first.details.text, 1_500)] : []),
      ...others.slice(0, 10).map((alert) => `${reference(alert)} [${alert.priority}] ${shortened(alert.title, 200)}`),
      ...(others.length > 10 ? [`and ${others.length - 10} more`] : []),
    ],
    facts: [
      { label: 'Service', value: serviceName },
      { label: 'Alert', value: reference(first) },
      { label: 'Since', value: since(first) },
      { label: 'Priority', value: first.priority },
      { label: 'Source', value: shortened(first.source, 200) },
      ...first.details.fields
        .slice(0, 12)
        .map(({ name, value }) => ({ label: shortened(name, 60), value: shortened(value, 200) })),
    ],
    links: [
      { label: 'Acknowledge', url: told.acknowledgeUrl },
      { label: 'Open the alert', url: told.alertUrl },
    ],
    reason: told.handedOver
      ? 'You are paged because this alert was handed to you: it is yours now.'
      : `You are paged because ${role ? `you are ${role}` : 'the escalation policy names you'} for ${serviceName}; acknowledging stops it.`,
  };
}

function reach({ name, role, email, phones }: Colleague): string {
  const ways = [...phones, email].join(', ');
  return `${role.charAt(0).toUpperCase()}${role.slice(1)} is ${name}: ${ways}. Try to reach them; nothing waits for it.`;
}
