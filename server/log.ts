import pino from 'pino';
import { env } from './env';

/** Names whose values never reach a log, wherever they stand. */
const hidden = ['authorization', 'cookie', 'password', 'token', 'secret', 'code', 'key', 'keyHash', 'passwordHash'];

/** JSON lines in UTC on stderr: stdout belongs to the commands. One wide event per request and per job. */
export const log = pino(
  {
    level: env.BATON_LOG,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  },
  pino.destination({ dest: 2, sync: true }),
);

export type Log = Pick<typeof log, 'debug' | 'info' | 'warn' | 'error'>;

/** Without the lines that say that all went well: for work whose every step would write one. */
export const quiet = ({ warn, error }: Log): Log => ({
  debug: () => undefined,
  info: () => undefined,
  warn: warn.bind(log),
  error: error.bind(log),
});
