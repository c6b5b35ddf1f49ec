import type { Alert } from '@/server/alert/alert';

/** What planned work may ask for: the labels as sent, and what every alert has. */
export const labelsOf = ({ details, source, priority }: Pick<Alert, 'details' | 'source' | 'priority'>) =>
  new Map([
    ['source', source],
    ['priority', priority],
    ...details.fields.map(({ name, value }) => [name, value] as const),
  ]);
