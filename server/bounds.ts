/** Every timeout and size limit of the product, one table. */

type Pool = {
  max: number;
  connectMs: number;
  lockMs: number;
  statementMs: number;
  queryMs: number;
  idleInTransactionMs: number;
};

export const pools = {
  ingest: { max: 8, connectMs: 1_500, lockMs: 1_000, statementMs: 2_000, queryMs: 3_000, idleInTransactionMs: 5_000 },
  paging: { max: 4, connectMs: 2_000, lockMs: 1_000, statementMs: 4_000, queryMs: 5_000, idleInTransactionMs: 5_000 },
  /** What the worker does besides paging: it may wait, and takes none of the pager's connections. */
  housekeeping: {
    max: 3,
    connectMs: 10_000,
    lockMs: 2_000,
    statementMs: 10_000,
    queryMs: 12_000,
    idleInTransactionMs: 15_000,
  },
  web: { max: 8, connectMs: 3_000, lockMs: 2_000, statementMs: 10_000, queryMs: 12_000, idleInTransactionMs: 15_000 },
  /** Moving a whole company in: one long transaction, which others wait for only where they do the same. */
  import: {
    max: 1,
    connectMs: 3_000,
    lockMs: 60_000,
    statementMs: 60_000,
    queryMs: 90_000,
    idleInTransactionMs: 60_000,
  },
} satisfies Record<string, Pool>;

export type PoolName = keyof typeof pools;

/** One message on one channel. The lease outlives the longest attempt and stays under the 60 s of invariant I7. */
export const sending = {
  leaseSeconds: 30,
  attemptMs: 9_000,
  retryWindowSeconds: 60,
  dnsMs: 3_000,
  connectMs: 5_000,
  greetingMs: 5_000,
  silenceMs: 8_000,
  deadManMs: 5_000,
} as const;

export type CallBounds = { connectMs: number; silenceMs: number; totalMs: number; maxBytes: number };

/** One call to a provider, a webhook, a push service: within `sending.attemptMs`, and no more is read than an answer has. */
export const outside: CallBounds = { connectMs: 5_000, silenceMs: 6_000, totalMs: 8_000, maxBytes: 65_536 };

/** When a channel counts as broken, and how soon it is tried again (F30). */
export const breaker = { opensAfter: 5, openMs: 10_000 } as const;

export const worker = {
  pollMs: 1_000,
  glanceMs: 20,
  housekeepingMs: 200,
  housekeepingStuckSeconds: 300,
  stuckAfterSeconds: 20,
  stopMs: 8_000,
  claimAtOnce: 20,
  inFlight: 100,
  inFlightOfChannel: 60,
} as const;

/** First key of the advisory lock each worker holds on its own id, in a session of its own (R2). */
export const workerLock = 7_243;

export const server = {
  headersMs: 10_000,
  requestMs: 20_000,
  keepAliveMs: 65_000,
  checkMs: 2_000,
  stopMs: 8_000,
} as const;

export const bodies = { sender: 1_048_576, api: 1_048_576, signIn: 16_384, callback: 262_144, jsonDepth: 64 } as const;

/** Mail in: from silence, from trickling, and from the number of clients at once. */
export const mailIn = {
  maxBytes: 10 * 1_048_576,
  silenceMs: 30_000,
  wholeMs: 300_000,
  closeMs: 2_000,
  maxClients: 100,
} as const;

/** A calendar of absences, wherever somebody keeps it. */
export const calendarRead = { timeoutMs: 5_000, maxBytes: 5 * 1_048_576, backDays: 31, aheadDays: 400 } as const;

/** Covers and swaps: how long one may take over for, how often one may remind, how many may be asked at once. */
export const requests = { takeOverMaxSeconds: 12 * 3_600, remindEverySeconds: 4 * 3_600 } as const;

export const sessions = { idleDays: 14, absoluteDays: 30, recentSeconds: 15 * 60 } as const;

/** How often; each limit is counted per key in a window of so many seconds. */
export const limits = {
  'sign-in-account-prefix': { most: 5, windowSeconds: 300 },
  'sign-in-prefix': { most: 30, windowSeconds: 60 },
  'sign-in-account': { most: 50, windowSeconds: 3_600 },
  /** Once an account is over its limit: still a try a minute from each place, so it is slow and never locked. */
  'sign-in-account-slowed': { most: 1, windowSeconds: 60 },
  'sign-in-device': { most: 5, windowSeconds: 300 },
  'password-person': { most: 5, windowSeconds: 300 },
  'reset-address': { most: 3, windowSeconds: 3_600 },
  'reset-prefix': { most: 20, windowSeconds: 3_600 },
  'api-token': { most: 6_000, windowSeconds: 60 },
  'sender-key': { most: 60_000, windowSeconds: 60 },
  'unknown-key-prefix': { most: 60, windowSeconds: 60 },
  'test-page-person': { most: 5, windowSeconds: 600 },
  'code-address': { most: 3, windowSeconds: 3_600 },
} as const;

export type LimitName = keyof typeof limits;
