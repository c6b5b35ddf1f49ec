import type { Notice } from '@/server/outbound';

type Named = { reference: string; title: string };

/** To the lead: the draft is there. */
export const draftedNotice = ({ reference, title }: Named, dueOn: string, link: string): Notice => ({
  title: `The review of ${reference} is drafted: ${title}`,
  lines: ['Baton wrote down what it saw. Add how this happened, what helped and hindered, and where we got lucky.'],
  facts: [{ label: 'Due', value: dueOn }],
  links: [{ label: 'Open the review', url: link }],
  reason: 'You get this because you led the incident.',
});

/** To those who are asked to look at it. */
export const askedNotice = ({ reference, title }: Named, by: string, dueOn: string, link: string): Notice => ({
  title: `${by} asks you to read the review of ${reference}: ${title}`,
  lines: ['Comment where something is missing or unclear, and approve it when it is right.'],
  facts: [{ label: 'Due', value: dueOn }],
  links: [{ label: 'Open the review', url: link }],
  reason: 'You get this because you were named as a reviewer.',
});
