// Reads the errors of the driver without touching the database, so doors may ask too.

/** What the database refused, by SQLSTATE and constraint; undefined when it was not the database that refused. */
export function refusal(error: unknown): { sqlState: string; constraint: string | undefined } | undefined {
  const cause = (error as { meta?: { driverAdapterError?: { cause?: Record<string, unknown> } } } | undefined)?.meta
    ?.driverAdapterError?.cause;
  const sqlState = typeof cause?.originalCode === 'string' ? cause.originalCode : undefined;
  if (!cause || !sqlState) return undefined;
  const index = (cause.constraint as { index?: string } | undefined)?.index;
  const named = /constraint "([^"]+)"/.exec(String(cause.originalMessage ?? ''))?.[1];
  return { sqlState, constraint: index ?? named };
}

const awayKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);
const awayCodes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
]);
/** Connection lost or refused, out of resources, stopping or cancelled, waited for a lock. */
const awayStates = /^(08|53|57|55P03)/;
/** What the driver says without any code. Whole phrases: the message of a Prisma error quotes our source, `closedAt` and all. */
const awayWords =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client was closed|not queryable|Can't reach database server/;

/** The database is away, full or too slow: nothing was decided, and the same call may go through later. */
export function isAway(error: unknown): boolean {
  if (awayStates.test(refusal(error)?.sqlState ?? '')) return true;
  const { code, message, meta } = (error ?? {}) as {
    code?: string;
    message?: string;
    meta?: { driverAdapterError?: { cause?: { kind?: string } } };
  };
  return (
    awayCodes.has(code ?? '') ||
    awayKinds.has(meta?.driverAdapterError?.cause?.kind ?? '') ||
    awayWords.test(message ?? '')
  );
}
