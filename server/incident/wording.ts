import type { Notice } from '@/server/outbound';
import { type Incident, reference } from './incident';
import { meanings } from './severity';

type Links = { incident: string };

const facts = (incident: Incident) => [
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
export const roleNotice = (incident: Incident, role: string, by: string, links: Links): Notice => ({
  title: `${by} made you ${role} of ${reference(incident)}: ${incident.title}`,
  lines: [],
  facts: facts(incident),
  links: [{ label: 'Open the incident', url: links.incident }],
  reason: `You get this because you are ${role} now.`,
});

/** Nobody heard anything for as long as was promised. */
export const updateDueNotice = (incident: Incident, links: Links): Notice => ({
  title: `The next update about ${reference(incident)} is due: ${incident.title}`,
  lines: ['Say what is known, even if that is nothing new, and when people will hear more.'],
  facts: facts(incident),
  links: [{ label: 'Post an update', url: links.incident }],
  reason: 'You get this because you speak for this incident.',
});
