import type { Context } from './context';

/** How long what nobody needs any more stays, in days: the one place that says so. History is not among it. */
export const keptDays = {
  /** What became of each attempt to send: read in the record of deliveries and by the health of channels. */
  attempts: 90,
  /** Mails that were no page (reminders, digests, codes). Until then their identity keeps them from going out twice. */
  mails: 400,
  /** What a post in Slack was, once its thread is ended. */
  posts: 90,
  /** Sessions and links that set a password, after their end. */
  access: 30,
  /** Links in pages that acknowledge, after their alert was closed: until then they say what is true. */
  links: 90,
  /** What was reminded of: nothing is due again after that. */
  reminders: 400,
  /** The names that senders gave their messages: a repeat comes sooner. */
  messages: 2,
  /** Which events of Slack were heard: it repeats one for minutes. */
  heard: 1,
  /** Counters of limits, whose windows are minutes and hours. */
  quotas: 2,
} as const;

/** So many rows of a table in one statement: none of them runs long, and what is left follows an hour later. */
const most = 20_000;

const forgetting: ((ctx: Context) => PromiseLike<number>)[] = [
  ({ db }) => db.$executeRaw`
    DELETE FROM "DeliveryAttempt" WHERE ctid IN (SELECT ctid FROM "DeliveryAttempt"
      WHERE "at" < (SELECT clock()) - make_interval(days => ${keptDays.attempts}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "Delivery" WHERE ctid IN (SELECT d.ctid FROM "Delivery" d
      WHERE d."createdAt" < (SELECT clock()) - make_interval(days => ${keptDays.mails}::int) AND d."endedAt" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Page" p WHERE p."deliveryId" = d."id") LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "SlackPost" WHERE ctid IN (SELECT ctid FROM "SlackPost"
      WHERE "endedAt" < (SELECT clock()) - make_interval(days => ${keptDays.posts}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "Session" WHERE ctid IN (SELECT ctid FROM "Session"
      WHERE LEAST("revokedAt", "expiresAt") < (SELECT clock()) - make_interval(days => ${keptDays.access}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "ResetLink" WHERE ctid IN (SELECT ctid FROM "ResetLink"
      WHERE LEAST("endedAt", "expiresAt") < (SELECT clock()) - make_interval(days => ${keptDays.access}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "AcknowledgeLink" WHERE ctid IN (SELECT l.ctid FROM "AcknowledgeLink" l JOIN "Alert" a ON a."id" = l."alertId"
      WHERE a."closedAt" < (SELECT clock()) - make_interval(days => ${keptDays.links}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "Reminder" WHERE ctid IN (SELECT ctid FROM "Reminder"
      WHERE "createdAt" < (SELECT clock()) - make_interval(days => ${keptDays.reminders}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "ReceivedMessage" WHERE ctid IN (SELECT ctid FROM "ReceivedMessage"
      WHERE "receivedAt" < (SELECT clock()) - make_interval(days => ${keptDays.messages}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "SlackEvent" WHERE ctid IN (SELECT ctid FROM "SlackEvent"
      WHERE "heardAt" < (SELECT clock()) - make_interval(days => ${keptDays.heard}::int) LIMIT ${most}::int)`,
  ({ db }) => db.$executeRaw`
    DELETE FROM "Quota" WHERE ctid IN (SELECT ctid FROM "Quota"
      WHERE "windowStart" < (SELECT clock()) - make_interval(days => ${keptDays.quotas}::int) LIMIT ${most}::int)`,
];

/** Forgets what is past. Answers how many rows it were. For the worker. */
export async function forgetPast(ctx: Context): Promise<number> {
  let rows = 0;
  for (const forget of forgetting) rows += await forget(ctx);
  return rows;
}
