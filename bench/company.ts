import { type Baton, startBaton } from '@/server/testing/baton';
import { pretendSmtp } from '@/server/testing/outside';
import { client } from './measure';

export type Company = Awaited<ReturnType<typeof openCompany>>;

const admin = { email: 'bench@example.org', password: 'correct horse battery staple' };

/** A whole Baton with a team of eight on a weekly rotation, one service that pages and one whose policy waits a day. */
export async function openCompany({ folder, lanes = 0 }: { folder?: string; lanes?: number } = {}) {
  const smtp = await pretendSmtp();
  const baton = await startBaton({ smtpUrl: smtp.url, admin, direct: true, ...(folder && { folder }) });
  const token = await baton.createToken(admin.email);
  const http = client(baton.url, 2);
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { status, body: text } = await http.send('POST', `/api/v1${path}`, headers, JSON.stringify(body));
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
    return JSON.parse(text);
  };

  const people: string[] = [];
  for (let n = 1; n <= 8; n++) {
    const email = `engineer-${n}@example.org`;
    const { id } = await post<{ id: string }>('/people', {
      name: `Engineer ${n}`,
      email,
      timeZone: 'America/New_York',
    });
    await post(`/people/${id}/contact-methods`, { channel: 'email', address: email, verified: true });
    people.push(id);
  }
  const { id: teamId } = await post<{ id: string }>('/teams', {
    name: 'Bench',
    memberIds: people,
    managerIds: people.slice(0, 1),
  });
  const { id: rotationId } = await post<{ id: string }>('/rotations', {
    teamId,
    name: 'Bench',
    timeZone: 'America/New_York',
    cadence: { unit: 'week', count: 1 },
    startsAt: '2026-03-02T12:00',
    queue: people,
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
  });
  type Step = { afterSeconds: number; targets: object[] };
  const serviceOf = async (name: string, steps: Step[]) => {
    const { id: policyId } = await post<{ id: string }>('/policies', { teamId, name, steps, repeat: 0 });
    const { id } = await post<{ id: string }>('/services', { teamId, name, policyId });
    const { url } = await post<{ url: string }>(`/services/${id}/integrations`, { kind: 'generic', name: 'bench' });
    return new URL(url).pathname;
  };

  const primary = (afterSeconds: number): Step[] => [{ afterSeconds, targets: [{ rotationId, role: 'primary' }] }];

  // One person is sent one message a minute: what measures page after page needs somebody new for each.
  const others: string[] = [];
  for (let n = 1; n <= lanes; n++) {
    const email = `lane-${n}@example.org`;
    const { id } = await post<{ id: string }>('/people', { name: `Lane ${n}`, email, timeZone: 'UTC' });
    await post(`/people/${id}/contact-methods`, { channel: 'email', address: email, verified: true });
    others.push(id);
  }
  const laneIngestPaths: string[] = [];
  for (const [n, personId] of others.entries())
    laneIngestPaths.push(await serviceOf(`Lane ${n + 1}`, [{ afterSeconds: 0, targets: [{ personId }] }]));
  const climbing = others.slice(0, 50).map((personId): Step => ({ afterSeconds: 1, targets: [{ personId }] }));

  return {
    url: baton.url,
    databaseUrl: baton.databaseUrl,
    token,
    admin,
    rotationId,
    teamId,
    /** Makes something by the API; answers it. */
    post,
    /** So many entries more on an incident's timeline, a minute apart, the last one an hour ago. */
    fillTimeline: (incidentId: string, entries: number): Promise<unknown> =>
      baton.sql(
        `INSERT INTO "IncidentEntry" ("id", "incidentId", "kind", "text", "happenedAt", "writtenAt", "personId")
         SELECT gen_random_uuid()::text, $1, (ARRAY['finding', 'decision', 'action', 'update'])[1 + n % 4],
           'Entry ' || n || ': ' || repeat('the queue of **checkout** is still growing, see queue_depth. ', 3),
           clock() - interval '1 h' - ($2 - n) * interval '1 min', clock(), i."declaredById"
         FROM generate_series(1, $2::int) n, "Incident" i WHERE i."id" = $1`,
        [incidentId, entries],
      ),
    /** Pages the primary at once. */
    pagingIngestPath: await serviceOf('Paged', primary(0)),
    /** Pages nobody while the measurement runs: storing is measured, not mail. */
    ingestPath: await serviceOf('Patient', primary(86_400)),
    /** Each pages a person of its own at once. */
    laneIngestPaths,
    /** Pages somebody else every second; null without lanes. */
    climbingIngestPath: climbing.length > 0 ? await serviceOf('Climbing', climbing) : null,
    /** Subject, identity and arrival, on the clock of `performance.now()`. */
    mails: () =>
      smtp.received.map(({ subject, messageId, at }) => ({
        subject,
        identity: messageId.replace(/^<|@.*$/g, ''),
        atMs: at - performance.timeOrigin,
      })),
    /** When the steps behind the pages of that alert were due, by identity, on the same clock. */
    dueOf: async (title: string): Promise<Map<string, number>> => {
      const rows = await baton.sql<{ identity: string; dueAt: Date }>(
        `SELECT d."identity", (e."data"->>'dueAt')::timestamptz AS "dueAt" FROM "Page" p
         JOIN "Delivery" d ON d."id" = p."deliveryId" JOIN "Alert" a ON a."id" = p."subjectId"
         JOIN "TimelineEvent" e ON e."subjectId" = a."id" AND e."kind" = 'step-fired' AND (e."data"->>'step')::int = p."step" + 1
         WHERE a."title" = $1`,
        [title],
      );
      return new Map(rows.map(({ identity, dueAt }) => [identity, dueAt.getTime() - performance.timeOrigin]));
    },
    /** The weeks that its rotation had before it was made are written down once, a minute after. */
    isPastRecorded: async (): Promise<boolean> => (await baton.sql('SELECT 1 FROM "ShiftRecord"')).length > 0,
    count: async (table: 'Alert' | 'Delivery'): Promise<number> =>
      (await baton.sql<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`))[0]?.n ?? 0,
    /** So many closed alerts more, each with its escalation and its history, as if they had come and gone. */
    fillWithClosed: (n: number): Promise<void> => fillWithClosed(baton.sql, n),
    killWorker: baton.killWorker,
    pids: baton.pids,
    close: async () => {
      http.close();
      await baton.stop();
      await smtp.close();
    },
  };
}

const atOnce = 50_000;

async function fillWithClosed(sql: Baton['sql'], count: number): Promise<void> {
  for (let left = count; left > 0; left -= atOnce) {
    const batch = `closed-${crypto.randomUUID()}`;
    const n = Math.min(left, atOnce);
    await sql(
      `INSERT INTO "Alert" ("id", "teamId", "serviceId", "integrationId", "origin", "key", "title", "details", "source", "priority",
         "urgency", "links", "batchId", "openedAt", "lastSeenAt", "closedAt", "closedBy")
       SELECT $1 || n, i."teamId", i."serviceId", i."id", i."id", $1 || n, 'Closed ' || n, '{"text": "", "fields": []}', 'bench', 'P5',
         'low', '[]', $1 || n, clock() - interval '30 d' - n * interval '1 s', clock() - interval '30 d', clock() - interval '29 d', 'source'
       FROM generate_series(1, $2::int) n, (SELECT i."id", s."teamId", s."id" AS "serviceId" FROM "Integration" i
         JOIN "Service" s ON s."id" = i."serviceId" WHERE s."name" = 'Patient' LIMIT 1) i`,
      [batch, n],
    );
    await sql(
      `INSERT INTO "EscalationRun" ("id", "subjectKind", "subjectId", "teamId", "urgency", "policy", "round", "step", "stage", "startedAt")
       SELECT a."id", 'alert', a."id", a."teamId", 'low', '{}', 0, 1, 'steps', a."openedAt" FROM "Alert" a WHERE a."id" LIKE $1 || '%'`,
      [batch],
    );
    await sql(
      `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "data")
       SELECT a."openedAt", 'alert', a."id", a."teamId", 'opened', 'integration', '{}' FROM "Alert" a WHERE a."id" LIKE $1 || '%'`,
      [batch],
    );
  }
  await sql('ANALYZE "Alert", "EscalationRun", "TimelineEvent"');
}
