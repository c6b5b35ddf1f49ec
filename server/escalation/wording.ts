import type { Notice } from '@/server/outbound';
import type { Gone } from './target';

/** To the managers of a team: a policy asks for somebody whom it cannot reach any more. */
export const goneNotice = (policy: string, { reason }: Gone, link: string): Notice => ({
  title: `A step of “${policy}” reaches nobody`,
  lines: [
    `An alert came to a step of the policy “${policy}” that pages nobody any more. ${reason}.`,
    'The escalation went on without it. Choose somebody else for this step.',
  ],
  facts: [{ label: 'Why', value: reason }],
  links: [{ label: 'Change the policy', url: link }],
  reason: 'You get this because you manage the team; it is sent once for each policy and target.',
});
