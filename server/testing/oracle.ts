import type { Received } from './outside';

/** A request that reached a provider: by what the product calls it, to whom, and when by this machine's clock. */
export type ProviderRequest = { identity: string; to: string; atMs: number };

/** The mails of a ledger as requests: the identity is in the Message-ID. */
export const mailRequests = (received: readonly Received[]): ProviderRequest[] =>
  received.map(({ messageId, to, at }) => ({ identity: messageId.replace(/^<|@.*$/g, ''), to, atMs: at }));

export type Evidence = {
  sql: <Row>(text: string, params?: unknown[]) => Promise<Row[]>;
  requests: readonly ProviderRequest[];
  /** What was answered with 2xx, by origin and key. */
  accepted: readonly { origin: string; key: string }[];
  /** When acknowledgements were answered, by this machine's clock. */
  acknowledged?: readonly { alertId: string; atMs: number }[];
  /** Who may be paged at all; left out: whoever has a page. */
  addressees?: readonly string[];
  /** How often the outcome of a request may have been lost: processes killed, sessions cut. Left out: never. */
  outcomesLost?: number;
};

type Delivered = { id: string; identity: string; address: string; state: string; possibleDuplicate: boolean };
type Paged = { deliveryId: string; subjectId: string };

const toleranceMs = 1_000;

/**
 * Checks I1 to I7 when everything has come to rest, from three sides: what providers were asked, the database, and the
 * timeline that people see. Answers with a sentence for each that does not hold.
 */
export async function broken({ sql, requests, accepted, ...more }: Evidence): Promise<string[]> {
  const deliveries = await sql<Delivered>(
    `SELECT d."id", d."identity", d."address", d."state", d."possibleDuplicate" FROM "Delivery" d
     WHERE EXISTS (SELECT 1 FROM "Page" p WHERE p."deliveryId" = d."id")`,
  );
  const pages = await sql<Paged>('SELECT "deliveryId", "subjectId" FROM "Page"');
  const others = new Set(
    (
      await sql<{ identity: string }>(
        `SELECT d."identity" FROM "Delivery" d WHERE NOT EXISTS (SELECT 1 FROM "Page" p WHERE p."deliveryId" = d."id")`,
      )
    ).map(({ identity }) => identity),
  );
  const byIdentity = new Map(deliveries.map((one) => [one.identity, one]));
  const asked = new Map<string, ProviderRequest[]>();
  for (const request of requests) asked.set(request.identity, [...(asked.get(request.identity) ?? []), request]);
  const paging = [...asked].filter(([identity]) => !others.has(identity));
  return [
    ...(await onceStored(sql, accepted)),
    ...(await reached(sql, pages, deliveries, asked)),
    ...paging.flatMap(([identity, list]) => rightAddressee(identity, list, byIdentity, more.addressees)),
    ...atMostOnce(paging, byIdentity, more.outcomesLost ?? 0),
    ...noneAfter(more.acknowledged ?? [], pages, deliveries, asked),
    ...(await sameStory(sql, deliveries, paging)),
    ...(await nothingHeld(sql)),
  ];
}

async function onceStored(sql: Evidence['sql'], accepted: Evidence['accepted']): Promise<string[]> {
  const rows = await sql<{ origin: string; key: string; open: number }>(
    `SELECT "origin", "key", count(*) FILTER (WHERE "closedAt" IS NULL)::int AS "open" FROM "Alert" GROUP BY 1, 2`,
  );
  const stored = new Map(rows.map(({ origin, key, open }) => [`${origin} ${key}`, open]));
  return accepted.flatMap(({ origin, key }) => {
    const open = stored.get(`${origin} ${key}`);
    if (open === undefined) return [`I1: ${key} was accepted and is not stored`];
    return open > 1 ? [`I1: ${key} is open ${open} times`] : [];
  });
}

async function reached(
  sql: Evidence['sql'],
  pages: Paged[],
  deliveries: Delivered[],
  asked: Map<string, ProviderRequest[]>,
): Promise<string[]> {
  const open = await sql<{ id: string; nextAt: Date | null }>(
    `SELECT a."id", r."nextAt" FROM "Alert" a LEFT JOIN "EscalationRun" r ON r."subjectKind" = 'alert' AND r."subjectId" = a."id"
     WHERE a."closedAt" IS NULL AND a."acknowledgedAt" IS NULL AND a."mergedIntoId" IS NULL
       AND (a."snoozedUntil" IS NULL OR a."snoozedUntil" <= (SELECT clock()))
       AND EXISTS (SELECT 1 FROM "TimelineEvent" e WHERE e."subjectId" = a."id" AND e."kind" IN ('paged', 'opened'))`,
  );
  const identityOf = new Map(deliveries.map(({ id, identity }) => [id, identity]));
  return open.flatMap(({ id, nextAt }) => {
    const mine = pages.filter(({ subjectId }) => subjectId === id);
    const sent = mine.some(({ deliveryId }) => asked.has(identityOf.get(deliveryId) ?? ''));
    return [
      ...(sent ? [] : [`I2: alert ${id} is open and no provider was asked about it`]),
      ...(nextAt ? [] : [`I2: alert ${id} is open and nothing will happen next`]),
    ];
  });
}

function rightAddressee(
  identity: string,
  list: ProviderRequest[],
  byIdentity: Map<string, Delivered>,
  addressees: readonly string[] | undefined,
): string[] {
  const page = byIdentity.get(identity);
  if (!page) return [`I6: a provider was asked to send ${identity}, of which there is no page here`];
  return list.flatMap(({ to }) => [
    ...(to === page.address ? [] : [`I3: ${identity} went to ${to} instead of ${page.address}`]),
    ...(addressees && !addressees.includes(to) ? [`I3: ${to} was paged and is nobody’s responder`] : []),
  ]);
}

function atMostOnce(
  paging: [string, ProviderRequest[]][],
  byIdentity: Map<string, Delivered>,
  outcomesLost: number,
): string[] {
  const twice = paging.filter(([, list]) => list.length > 1);
  const more = twice.reduce((sum, [, list]) => sum + list.length - 1, 0);
  return [
    ...twice.flatMap(([identity, list]) =>
      byIdentity.get(identity)?.possibleDuplicate
        ? []
        : [`I4: ${identity} was asked for ${list.length} times, and is not marked as a possible duplicate`],
    ),
    ...(more > outcomesLost ? [`I4: ${more} requests too many, with ${outcomesLost} outcomes lost`] : []),
  ];
}

function noneAfter(
  acknowledged: NonNullable<Evidence['acknowledged']>,
  pages: Paged[],
  deliveries: Delivered[],
  asked: Map<string, ProviderRequest[]>,
): string[] {
  const taken = new Map(acknowledged.map(({ alertId, atMs }) => [alertId, atMs]));
  return deliveries.flatMap(({ id, identity }) => {
    // A bundle goes out as long as any of its alerts is still wanted.
    const ends = pages
      .filter(({ deliveryId }) => deliveryId === id)
      .map(({ subjectId }) => taken.get(subjectId) ?? Infinity);
    const last = Math.max(...ends);
    const late = (asked.get(identity) ?? []).filter(({ atMs }) => atMs > last + toleranceMs);
    return late.map(({ atMs }) => `I5: ${identity} was asked for ${atMs - last} ms after the acknowledgement`);
  });
}

async function sameStory(
  sql: Evidence['sql'],
  deliveries: Delivered[],
  paging: [string, ProviderRequest[]][],
): Promise<string[]> {
  const told = new Set(
    (
      await sql<{ identity: string }>(
        `SELECT "data"->>'identity' AS "identity" FROM "TimelineEvent" WHERE "kind" = 'page-sent'`,
      )
    ).map(({ identity }) => identity),
  );
  const asked = new Set(paging.map(([identity]) => identity));
  return deliveries.flatMap(({ identity, state }) => [
    ...(state === 'sent' && !asked.has(identity)
      ? [`I6: ${identity} is recorded as sent, and no provider was asked`]
      : []),
    ...(state === 'sent' && !told.has(identity) ? [`I6: ${identity} was sent, and the timeline does not say so`] : []),
    ...(told.has(identity) && state !== 'sent'
      ? [`I6: the timeline says that ${identity} was sent; it is ${state}`]
      : []),
    ...(asked.has(identity) && state !== 'sent' && state !== 'withdrawn'
      ? [`I6: a provider accepted ${identity}, and here it is ${state}`]
      : []),
  ]);
}

async function nothingHeld(sql: Evidence['sql']): Promise<string[]> {
  const held = await sql<{ id: string; state: string }>(
    `SELECT "id", "state" FROM "Delivery" WHERE "state" IN ('claimed', 'sending')`,
  );
  return held.map(({ id, state }) => `I7: delivery ${id} is still ${state}`);
}
