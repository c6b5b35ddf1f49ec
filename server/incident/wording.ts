import type { Notice } from '@/server/outbound';
import { meanings } from '@/server/severity/severity';
import { type Incident, reference } from './incident';

/** What every message about an incident says of it. */
export const facts = (incident: Incident) => [
  { label: 'Severity', value: meanings[incident.severity].name },
  { label: 'State', value: incident.state },
];

/** A page to somebody who is asked to help with one incident, or with several at once. */
export function responderNotice(
  incidents: readonly Incident[],
  by: string,
  why: string | null,
  linkTo: (incidentId: string) => string,
): Notice {
  const [first, ...others] = incidents;
  const named = first ? `${reference(first)}: ${first.title}` : 'an incident';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    title: `${by} asks you to help with ${named}${more}`,
    lines: [
      ...(why ? [why] : []),
      ...(first && first.summary !== '' ? [first.summary] : []),
      ...others.map((other) => `${reference(other)}: ${other.title}`),
    ],
    facts: first ? facts(first) : [],
    links: incidents.map((one) => ({ label: `Open ${reference(one)}`, url: linkTo(one.id) })),
    reason: 'You get this because somebody added you to the incident.',
  };
}

/** To whoever now leads it, or speaks for it. */
export const roleNotice = (incident: Incident, role: string, by: string, url: string): Notice => ({
  title: `${by} made you ${role} of ${reference(incident)}: ${incident.title}`,
  lines: [],
  facts: facts(incident),
  links: [{ label: 'Open the incident', url }],
  reason: `You get this because you are ${role} now.`,
});
