import type { Notice } from '@/server/outbound';
import { instantLabel } from '@/server/time/label';
import { type Alert, reference } from './alert';
import { answerSeconds } from './forgotten';

/** Somebody else who is on call, and how to reach them. */
export type Colleague = { name: string; role: string; email: string; phones: string[] };

/** Why it comes: a step of the policy, or a person; `ask`: they have it, and are asked whether they are still on it. */
export type Way = 'step' | 'assign' | 'respond' | 'ask';

export type Told = {
  /** What the page is about, as far as it names them; the first is the oldest. */
  alerts: Alert[];
  /** How many it is about in all. */
  count: number;
  /** Of those named, the first one's first. */
  serviceNames: string[];
  person: { name: string; timeZone: string };
  /** What the person is on call as; null: named by the policy or a member of a named team. */
  role: string | null;
  way: Way;
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
  const { alerts, count, person, primary } = told;
  const [first] = alerts;
  if (!first) throw new Error('a page is about at least one alert');
  const since = (alert: Alert) => instantLabel(alert.openedAt, person.timeZone);
  const others = alerts.slice(1);
  const serviceName = placesIn(told);
  const headline = count > 1 ? `${count} alerts from ${serviceName}: ${first.title}` : `${serviceName}: ${first.title}`;
  const asks = told.way === 'ask';
  return {
    title: shortened(asks ? `Still on it? ${headline}` : `[${first.priority}] ${headline}`, 180),
    lines: [
      ...(asks ? [questionTo(first, person.timeZone)] : []),
      ...(primary ? [reach(primary)] : []),
      ...(told.round > 0 ? ['Nobody has acknowledged this yet: the policy has started again.'] : []),
      ...(told.lateSince ? [`This page is late: it was due ${instantLabel(told.lateSince, person.timeZone)}.`] : []),
      ...(first.details.text ? [shortened(first.details.text, 1_500)] : []),
      ...others.map((alert) => `${reference(alert)} [${alert.priority}] ${shortened(alert.title, 200)}`),
      ...(count > alerts.length ? [`and ${count - alerts.length} more`] : []),
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
      { label: asks ? 'I am still on it' : 'Acknowledge', url: told.acknowledgeUrl },
      { label: 'Open the alert', url: told.alertUrl },
    ],
    reason: reasonOf(told),
  };
}

/** How many a page names; the others it counts. */
export const mostNamed = 11;

/** "database", or "database and 2 other services". */
export function placesIn({ serviceNames }: Pick<Told, 'serviceNames'>): string {
  const [first = '', ...others] = serviceNames;
  if (others.length === 0) return first;
  return others.length === 1 ? `${first} and ${others[0]}` : `${first} and ${others.length} other services`;
}

function reasonOf({ way, role, serviceNames }: Told): string {
  if (way === 'assign') return 'You are paged because this alert was handed to you: it is yours now.';
  if (way === 'respond') return 'You are paged because somebody asked for your help with this alert.';
  if (way === 'ask') return 'You get this because you acknowledged this alert and it is still open.';
  return `You are paged because ${role ? `you are ${role}` : 'the escalation policy names you'} for ${serviceNames[0] ?? ''}; acknowledging stops it.`;
}

function questionTo({ acknowledgedAt }: Alert, timeZone: string): string {
  const since = acknowledgedAt ? ` since ${instantLabel(acknowledgedAt, timeZone)}` : '';
  const minutes = Math.round(answerSeconds / 60);
  return `You have had this${since}. Say that you are still on it, snooze it or resolve it; without an answer it is open again in ${minutes} minutes and others are paged.`;
}

function reach({ name, role, email, phones }: Colleague): string {
  const ways = [...phones, email].join(', ');
  return `${role.charAt(0).toUpperCase()}${role.slice(1)} is ${name}: ${ways}. Try to reach them; nothing waits for it.`;
}
