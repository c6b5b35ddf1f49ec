import type { Context } from '@/server/context';
import { createPolicy } from '@/server/escalation/commands';
import { receiveMany } from '@/server/intake/commands';
import type { Priority, Signal } from '@/server/intake/signal';
import { advanceDue } from '@/server/paging/commands';
import { system } from '@/server/policy/actor';
import { createIntegration, createService } from '@/server/service/commands';
import type { Known } from '@/server/service/integration';
import { integrationByKey } from '@/server/service/queries';
import { signedIn } from './acting';
import type { TestDatabase } from './database';

export const start = '2026-11-16T09:00:00Z';
const person = (name: string, active = true) => ({ id: `person-${name}`, name, active });
export const [ana, ben, cho, gone] = [person('Ana'), person('Ben'), person('Cho'), person('Gone', false)];
export const actorOf = ({ id, name }: { id: string; name: string }) => signedIn(id, { team: 'member' }, { name });

/** A team of three, one of them its manager, and somebody who has left: each is reached by e-mail. */
export async function storePagedTeam(db: TestDatabase): Promise<void> {
  await db.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock()), ('other', 'Other', clock())`,
  );
  for (const { id, name, active } of [ana, ben, cho, gone]) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt", "deactivatedAt")
       VALUES ($1, $2, $3, 'Europe/Berlin', 'engineer', clock(), $4)`,
      [id, name, `${name.toLowerCase()}@example.org`, active ? null : start],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, $2)`, [
      id,
      id === cho.id ? 'manager' : 'member',
    ]);
    await db.sql(
      `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
       VALUES ($1, $1, 'email', $2, clock(), clock())`,
      [id, `${name.toLowerCase()}@example.org`],
    );
  }
}

/** Each story begins with nothing open: what is still wanted of one would be bundled with the next. */
export async function nothingOpen(db: TestDatabase): Promise<void> {
  await db.setClock(start);
  for (const table of ['Delivery', 'Page', 'EscalationRun', 'MaintenanceWindow'])
    await db.sql(`DELETE FROM "${table}"`);
  await db.sql(`UPDATE "Alert" SET "closedAt" = clock(), "closedBy" = 'system' WHERE "closedAt" IS NULL`);
}

type Steps = { afterSeconds: number; targets: { personId: string }[] }[];
export const to = (afterSeconds: number, ...people: { id: string }[]) => ({
  afterSeconds,
  targets: people.map(({ id }) => ({ personId: id })),
});

export const signal = (key: string, state: Signal['state'] = 'open', priority: Priority = 'P2'): Signal => ({
  key,
  digestOf: null,
  state,
  title: `Trouble ${key}`,
  priority,
  source: null,
  text: 'Error ratio 7 %',
  fields: [],
  links: [],
  payload: { key },
});

type Row = {
  id: string;
  key: string;
  count: number;
  priority: string;
  closedAt: Date | null;
  acknowledgedAt: Date | null;
};

/** What happens to that team's alerts: services with policies, what their senders send, and what came of it. */
export function pagedTeam(db: () => TestDatabase) {
  const as = (one: { id: string; name: string }) => db().context(actorOf(one));
  const worker = () => db().context(system('worker'), 'paging');
  const door = () => db().context(system('ingest'), 'ingest');
  let made = 0;

  /** A service with a policy and an integration of its own. */
  async function service(
    steps: Steps,
    more: { repeat?: number; repeatAfterSeconds?: number; fallback?: { personId: string }[] } = {},
  ) {
    made += 1;
    const ctx = db().context();
    const targets = [...steps.flatMap((step) => step.targets), ...(more.fallback ?? [])];
    const inactive = targets.some(({ personId }) => personId === gone.id);
    if (inactive) await db().sql(`UPDATE "Person" SET "deactivatedAt" = NULL WHERE "id" = $1`, [gone.id]);
    const policy = await createPolicy(ctx, {
      teamId: 'team',
      name: `Policy ${made}`,
      steps,
      repeat: more.repeat ?? 0,
      repeatAfterSeconds: more.repeatAfterSeconds ?? null,
      fallback: more.fallback ?? null,
    });
    if (inactive) await db().sql(`UPDATE "Person" SET "deactivatedAt" = $2 WHERE "id" = $1`, [gone.id, start]);
    const { id } = await createService(ctx, { teamId: 'team', name: `Service ${made}`, policyId: policy.id });
    const integration = async () => {
      const { key } = await createIntegration(ctx, { serviceId: id, kind: 'generic', name: 'Sender', settings: {} });
      const known = await integrationByKey(ctx, 'generic', key);
      if (!known) throw new Error('the key is not known');
      return { ...known, key };
    };
    return { id, integration };
  }

  async function send(integration: Known, ...signals: Signal[]): Promise<void> {
    await receiveMany(door(), [{ integration, signals, batchId: crypto.randomUUID() }]);
  }

  const alertsOf = (integration: Known) =>
    db().sql<Row>(`SELECT * FROM "Alert" WHERE "origin" = $1 ORDER BY "number"`, [integration.id]);
  async function only(integration: Known): Promise<Row> {
    const [alert, ...rest] = await alertsOf(integration);
    if (!alert || rest.length > 0) throw new Error(`${rest.length + 1} alerts`);
    return alert;
  }
  const kindsOf = async (alertId: string) =>
    (
      await db().sql<{ kind: string }>(`SELECT "kind" FROM "TimelineEvent" WHERE "subjectId" = $1 ORDER BY "id"`, [
        alertId,
      ])
    ).map(({ kind }) => kind);
  const pagedOf = async (alertId: string) =>
    (
      await db().sql<{ personId: string }>(
        `SELECT "personId" FROM "Page" WHERE "subjectId" = $1 ORDER BY "createdAt", "round", "step"`,
        [alertId],
      )
    ).map(({ personId }) => personId);
  const runOf = async (alertId: string) =>
    (
      await db().sql<{ nextAt: Date | null; stage: string; round: number; failures: number }>(
        `SELECT * FROM "EscalationRun" WHERE "subjectId" = $1`,
        [alertId],
      )
    )[0];
  async function settle(ctx: Context = worker()): Promise<void> {
    while ((await advanceDue(ctx)) > 0);
  }
  return { as, worker, door, service, send, alertsOf, only, kindsOf, pagedOf, runOf, settle };
}
