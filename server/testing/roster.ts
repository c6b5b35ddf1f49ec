import type { Definition } from '@/server/rotation/definition';
import type { TestDatabase } from './database';

/** People whose id is their name, members of the team `payments`; `stranger` is in no team, `left` has left. */
export const roster = ['ana', 'ben', 'cho'] as const;

/** A team with people, straight into an empty database. */
export async function addRoster(database: TestDatabase): Promise<void> {
  for (const id of [...roster, 'stranger', 'left']) {
    await database.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt", "deactivatedAt")
       VALUES ($1, initcap($1), $1 || '@example.org', 'Europe/Berlin', 'engineer', clock(), $2)`,
      [id, id === 'left' ? '2026-01-01T00:00:00Z' : null],
    );
  }
  await database.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('payments', 'Payments', clock()), ('search', 'Search', clock())`,
  );
  for (const id of [...roster, 'left']) {
    await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('payments', $1, $2)`, [
      id,
      id === 'ana' ? 'manager' : 'member',
    ]);
  }
}

/** Mondays 12:00 New York, secondary this week and primary the next. */
export const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: [...roster],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
