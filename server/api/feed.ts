import type { z } from 'zod';
import { makeContext } from '../context';
import { invalid, isAppError, notFound } from '../errors';
import { readFeed } from '../oncall/commands';
import { tokenOfFile } from '../oncall/feed';
import { feedQuerySchema } from '../oncall/schema';
import { stranger } from '../policy/actor';
import { hitInMemory, tooMany } from '../quota';
import { digest } from '../secret';
import type { Answer, Ask, Door } from './door';

const seconds = () => performance.now() / 1_000;

/** Clients send neither credentials nor our parameters' order: each name once, and none that we do not know. */
function questionOf(query: URLSearchParams): z.infer<typeof feedQuerySchema> {
  const asked = feedQuerySchema.safeParse(Object.fromEntries(query));
  if (asked.success) return asked.data;
  throw invalid(
    Object.fromEntries(asked.error.issues.map(({ path, message }) => [path.join('.') || 'query', message])),
  );
}

/** Whether the client has what it would be given; a proxy on the way may have weakened the mark. */
const holds = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((mark) => [etag, '*'].includes(mark.trim().replace(/^W\//, '')));

async function answer(ask: Ask, token: string): Promise<Answer> {
  const ctx = makeContext(stranger, { requestId: ask.requestId });
  const text = await readFeed(ctx, token, questionOf(ask.query)).catch((error: unknown) => {
    // Only what opened nothing counts: a calendar may ask as often as its owner set it to.
    const wait =
      isAppError(error) && error.code === 'not-found' ? hitInMemory('unknown-key-prefix', ask.prefix, seconds()) : 0;
    throw wait > 0 ? tooMany(wait) : error;
  });
  const etag = `"${digest(text).slice(0, 32)}"`;
  const headers = {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Cache-Control': 'private, no-cache',
    ETag: etag,
    // Said of the whole text also where only the mark is answered.
    'Content-Length': String(Buffer.byteLength(text)),
  };
  return holds(ask.request.headers['if-none-match'], etag)
    ? { status: 304, headers }
    : { status: 200, headers, body: text };
}

/** What calendars subscribe to. Stands before Next: `/calendar` itself is a page. */
export const feedDoor: Door = {
  pattern: '/calendar/:file',
  methods: ['GET', 'HEAD'],
  guard: 'the token of a feed',
  handle: async (ask) => {
    const token = tokenOfFile(ask.segments[1] ?? '');
    if (token === null) throw notFound();
    return answer(ask, token);
  },
};
