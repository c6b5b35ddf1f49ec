import { AppError } from '@/server/errors';

export type AlertState = 'open' | 'acknowledged' | 'closed';

/** What people do to an alert. */
export type Action =
  | 'acknowledge'
  | 'unacknowledge'
  | 'escalate'
  | 'snooze'
  | 'assign'
  | 'resolve'
  | 'reopen'
  | 'note'
  | 'tried-to-reach-primary';

type Instants = { acknowledgedAt: Date | null; closedAt: Date | null };

export const stateOf = ({ acknowledgedAt, closedAt }: Instants): AlertState =>
  closedAt ? 'closed' : acknowledgedAt ? 'acknowledged' : 'open';

/** The one transition table: the state that follows, `holds` for what is so already, or why it cannot be. */
const table: Record<Action, Record<AlertState, AlertState | 'holds' | { because: string }>> = {
  acknowledge: {
    open: 'acknowledged',
    acknowledged: 'holds',
    closed: { because: 'It is closed: there is nothing to take any more' },
  },
  unacknowledge: { open: 'holds', acknowledged: 'open', closed: { because: 'It is closed: reopen it instead' } },
  escalate: {
    open: 'open',
    acknowledged: 'open',
    closed: { because: 'It is closed: reopen it, and the policy starts again' },
  },
  snooze: {
    open: 'open',
    acknowledged: 'acknowledged',
    closed: { because: 'It is closed: there is nothing to put off' },
  },
  assign: {
    open: 'acknowledged',
    acknowledged: 'acknowledged',
    closed: { because: 'It is closed: reopen it before handing it over' },
  },
  resolve: { open: 'closed', acknowledged: 'closed', closed: 'holds' },
  reopen: { open: 'holds', acknowledged: 'holds', closed: 'open' },
  note: { open: 'open', acknowledged: 'acknowledged', closed: 'closed' },
  'tried-to-reach-primary': { open: 'open', acknowledged: 'acknowledged', closed: 'closed' },
};

/** The state that follows, or `holds`. Throws `not-possible` with the reason in words. */
export function transition(alert: Instants, action: Action): AlertState | 'holds' {
  const next = table[action][stateOf(alert)];
  if (typeof next === 'object') throw new AppError('not-possible', next.because);
  return next;
}

/** What a screen may offer now. */
export const possible = (alert: Instants): Action[] =>
  (Object.keys(table) as Action[]).filter((action) => {
    const next = table[action][stateOf(alert)];
    return typeof next !== 'object' && next !== 'holds';
  });

/** What an alert that is nobody's again holds. */
export const openAgain = { acknowledgedAt: null, acknowledgedById: null, snoozedUntil: null } as const;
