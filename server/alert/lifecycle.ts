import { AppError } from '@/server/errors';

export type AlertState = 'open' | 'acknowledged' | 'closed';

/** `merged`: looked after as another alert; to everybody it is closed, but its key is still taken. */
type Place = AlertState | 'merged';

/** What people do to an alert. */
export type Action =
  | 'acknowledge'
  | 'unacknowledge'
  | 'escalate'
  | 'snooze'
  | 'assign'
  | 'add-responders'
  | 'merge'
  | 'classify'
  | 'resolve'
  | 'reopen'
  | 'note'
  | 'tried-to-reach-primary';

type Instants = { acknowledgedAt: Date | null; closedAt: Date | null; mergedIntoId: string | null };
type Asked = Instants & { remindedAt: Date | null };

const placeOf = ({ acknowledgedAt, closedAt, mergedIntoId }: Instants): Place => {
  if (closedAt) return 'closed';
  if (mergedIntoId) return 'merged';
  return acknowledgedAt ? 'acknowledged' : 'open';
};

export const stateOf = (alert: Instants): AlertState => {
  const place = placeOf(alert);
  return place === 'merged' ? 'closed' : place;
};

const elsewhere = { because: 'It is merged into another alert: act on that one' };

/** The one transition table: the state that follows, `holds` for what is so already, or why it cannot be. */
const table: Record<Action, Record<Place, AlertState | 'holds' | { because: string }>> = {
  acknowledge: {
    open: 'acknowledged',
    acknowledged: 'holds',
    closed: { because: 'It is closed: there is nothing to take any more' },
    merged: elsewhere,
  },
  unacknowledge: {
    open: 'holds',
    acknowledged: 'open',
    closed: { because: 'It is closed: reopen it instead' },
    merged: elsewhere,
  },
  escalate: {
    open: 'open',
    acknowledged: 'open',
    closed: { because: 'It is closed: reopen it, and the policy starts again' },
    merged: elsewhere,
  },
  snooze: {
    open: 'open',
    acknowledged: 'acknowledged',
    closed: { because: 'It is closed: there is nothing to put off' },
    merged: elsewhere,
  },
  assign: {
    open: 'acknowledged',
    acknowledged: 'acknowledged',
    closed: { because: 'It is closed: reopen it before handing it over' },
    merged: elsewhere,
  },
  'add-responders': {
    open: 'open',
    acknowledged: 'acknowledged',
    closed: { because: 'It is closed: there is nothing to help with' },
    merged: elsewhere,
  },
  merge: {
    open: 'closed',
    acknowledged: 'closed',
    closed: { because: 'It is closed: there is nothing to merge' },
    merged: 'closed',
  },
  classify: { open: 'open', acknowledged: 'acknowledged', closed: 'closed', merged: 'closed' },
  resolve: { open: 'closed', acknowledged: 'closed', closed: 'holds', merged: 'closed' },
  reopen: { open: 'holds', acknowledged: 'holds', closed: 'open', merged: 'open' },
  note: { open: 'open', acknowledged: 'acknowledged', closed: 'closed', merged: 'closed' },
  'tried-to-reach-primary': { open: 'open', acknowledged: 'acknowledged', closed: 'closed', merged: elsewhere },
};

/** Whoever was asked whether they are still on it may say so. */
const isAnswer = ({ remindedAt }: Asked, action: Action): boolean => action === 'acknowledge' && remindedAt !== null;

/** The state that follows, or `holds`. Throws `not-possible` with the reason in words. */
export function transition(alert: Asked, action: Action): AlertState | 'holds' {
  const next = table[action][placeOf(alert)];
  if (typeof next === 'object') throw new AppError('not-possible', next.because);
  return next === 'holds' && isAnswer(alert, action) ? 'acknowledged' : next;
}

/** What a screen may offer now. */
export const possible = (alert: Asked): Action[] =>
  (Object.keys(table) as Action[]).filter((action) => {
    const next = table[action][placeOf(alert)];
    return typeof next !== 'object' && (next !== 'holds' || isAnswer(alert, action));
  });

/** What an alert that is nobody's again holds. */
export const openAgain = {
  acknowledgedAt: null,
  acknowledgedById: null,
  snoozedUntil: null,
  heldUntil: null,
  heldById: null,
  remindedAt: null,
} as const;
