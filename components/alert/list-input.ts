/** What the list asks the server for, from what the address says. The page on the server asks exactly the same. */

type Narrowed = { service: string | null; team: string | null };

const narrowed = ({ service, team }: Narrowed) => ({ ...(service && { service }), ...(team && { team }) });

/** Everything that is not closed, in one answer. */
export const openInput = (filter: Narrowed) => ({
  state: ['open', 'acknowledged', 'snoozed'],
  limit: 500,
  ...narrowed(filter),
});

export const closedInput = (filter: Narrowed) => ({ state: ['closed'], limit: 20, ...narrowed(filter) });

/** Closed alerts are asked for page by page: one key for all pages. */
export const closedKey = (filter: Narrowed) =>
  [['alert', 'list'], { input: closedInput(filter), type: 'pages' }] as const;
