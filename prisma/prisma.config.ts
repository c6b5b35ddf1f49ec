import { defineConfig } from 'prisma/config';

// Paths are relative to this file. `generate` needs no database; migrations are applied by server/start/migrate.mjs.
export default defineConfig({ schema: 'schema', migrations: { path: 'migrations' } });
