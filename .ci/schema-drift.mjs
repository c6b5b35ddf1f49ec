// Do the migrations make the schema, exactly? Prisma's own engine compares them in a shadow database on an embedded
// PostgreSQL that exists for this run only.                              node .ci/schema-drift.mjs [--sql]
// Exit 0: the same. Exit 2: they differ; with --sql the missing SQL alone is printed, to draft a migration from.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { embeddedPostgres } from "../server/start/embedded-postgres.mjs";

const root = path.resolve(import.meta.dirname, "..");
const read = (...parts) => readFileSync(path.join(root, "prisma", ...parts), "utf8");

/** adapter-pg cannot decode type 18 ("char"), which the engine's catalogue queries return; its executeScript splits at every ";". */
function repaired(q) {
  const marks = new WeakMap(), { performIO, queryRaw, startTransaction } = q;
  q.performIO = async (x) => {
    const r = await performIO.call(q, x);
    r.fields?.forEach((f, i) => { if (f.dataTypeID === 18) { f.dataTypeID = 25; marks.set(x, [...(marks.get(x) ?? []), i]); } });
    return r;
  };
  q.queryRaw = async (x) => { const r = await queryRaw.call(q, x); for (const i of marks.get(x) ?? []) r.columnTypes[i] = 6; return r; };
  if (q.executeScript) q.executeScript = async (sql) => { await q.client.query(sql); };
  if (startTransaction) q.startTransaction = async (...a) => repaired(await startTransaction.apply(q, a));
  return q;
}

function factoryFor(url) {
  const base = new PrismaPg({ connectionString: url });
  return {
    provider: base.provider, adapterName: base.adapterName,
    connect: async () => repaired(await base.connect()),
    async connectToShadowDb() {
      const name = `shadow_${process.pid}`;
      const main = await base.connect();
      await main.executeScript(`CREATE DATABASE ${name}`);
      const address = new URL(url);
      address.pathname = `/${name}`;
      const shadow = repaired(await new PrismaPg({ connectionString: address.href }).connect());
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => { await dispose(); await main.executeScript(`DROP DATABASE ${name} WITH (FORCE)`); await main.dispose(); };
      return shadow;
    },
  };
}

async function engineFor(url, schema) {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(`${folder}/schema_engine_bg.js`).href);
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: console.error };
  const { instance } = await WebAssembly.instantiate(readFileSync(`${folder}/schema_engine_bg.wasm`), { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine.new({ datamodels: schema.map((file) => [file.path, file.content]) }, () => {}, bindMigrationAwareSqlAdapterFactory(factoryFor(url)));
}

/** The SQL that the migrations lack; empty when they make the schema. */
async function missingSql(url) {
  const schema = readdirSync(path.join(root, "prisma/schema")).filter((name) => name.endsWith(".prisma")).map((name) => ({ path: name, content: read("schema", name) }));
  const names = readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const migrations = {
    baseDir: path.join(root, "prisma/migrations"), shadowDbInitScript: "", lockfile: { path: "migration_lock.toml", content: read("migrations/migration_lock.toml") },
    migrationDirectories: names.map((name) => ({ path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: read("migrations", name, "migration.sql") } } })),
  };
  const engine = await engineFor(url, schema);
  const { exitCode, stdout } = await engine.diff({
    from: { tag: "migrations", ...migrations }, to: { tag: "schemaDatamodel", files: schema },
    script: true, exitCode: true, filters: { externalTables: [], externalEnums: [] }, shadowDatabaseUrl: null,
  });
  return exitCode === 0 ? "" : (stdout ?? "");
}

const dataDir = mkdtempSync(path.join(tmpdir(), "baton-drift-"));
let server;
try {
  server = await embeddedPostgres({ dataDir });
  const sql = await missingSql(server.url);
  if (process.argv.includes("--sql")) process.stdout.write(sql);
  else console.log(sql ? `the migrations do not make the schema; missing:\n${sql}` : "the migrations make the schema");
  process.exitCode = sql ? 2 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();
