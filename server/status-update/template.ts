import type { PublicState } from '@/server/outbound';
import { type Severity, severities } from '@/server/severity/severity';
import { publicStates } from './public-state';

export type Templates = Record<Severity, Record<PublicState, string>>;

/** The words an update begins with where the organisation has none of its own. */
export const ownTemplates: Templates = {
  critical: {
    investigating: 'We are investigating an outage of {services}. Everybody we need is working on it.',
    identified: 'We know what causes the outage of {services}, and are mending it.',
    monitoring: 'A fix is in place and {services} should work again. We are watching closely before we call this over.',
    resolved: 'The outage of {services} is over. We are sorry for it, and are looking into how it came about.',
  },
  major: {
    investigating: 'We are investigating a problem with {services} that many of you may notice.',
    identified: 'We know what causes the problem with {services}, and are mending it.',
    monitoring: 'A fix is in place and {services} should work as usual. We are watching it.',
    resolved: 'The problem with {services} is resolved. We are sorry for the trouble.',
  },
  minor: {
    investigating: 'Some of you may notice that {services} is not as it should be. We are looking into it.',
    identified: 'We know why {services} is not as it should be, and are mending it.',
    monitoring: 'A fix is in place for {services}. We are watching it.',
    resolved: '{services} is as it should be again.',
  },
};

/** The organisation's own words where it has some, else these. */
export function templatesWith(own: readonly { severity: string; state: string; text: string }[]): Templates {
  const textOf = (severity: Severity, state: PublicState) =>
    own.find((one) => one.severity === severity && one.state === state)?.text ?? ownTemplates[severity][state];
  return Object.fromEntries(
    severities.map((severity) => [
      severity,
      Object.fromEntries(publicStates.map((state) => [state, textOf(severity, state)])),
    ]),
  ) as Templates;
}

/** "Checkout", "Checkout and Receipts", "Checkout, Receipts and Search"; of none, the product as a whole. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'our product';
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** A template with its blanks filled in; an unknown one stays, so that whoever writes sees it. */
export function filled(template: string, { services, title }: { services: readonly string[]; title: string }): string {
  const text = template.replaceAll('{services}', listed(services)).replaceAll('{title}', title);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
