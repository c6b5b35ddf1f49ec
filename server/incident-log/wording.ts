import { type Incident, reference } from '@/server/incident/incident';
import { facts } from '@/server/incident/wording';
import type { Notice } from '@/server/outbound';

/** Nobody heard anything for as long as was promised. */
export const updateDueNotice = (incident: Incident, url: string): Notice => ({
  title: `The next update about ${reference(incident)} is due: ${incident.title}`,
  lines: ['Say what is known, even if that is nothing new, and when people will hear more.'],
  facts: facts(incident),
  links: [{ label: 'Post an update', url }],
  reason: 'You get this because you speak for this incident.',
});
