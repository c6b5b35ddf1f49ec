// The files of the embedded PostgreSQL: its programs as npm installed them, whose name they run under, the
// cluster they work on, and the secret it is opened with. Starting and joining it: embedded-postgres.mjs.
import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder with initdb, pg_ctl and postgres for this platform. */
export function binaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const elsewhere = 'set DATABASE_URL to a PostgreSQL of your own';
  if (process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime) {
    throw new Error(`the embedded PostgreSQL needs glibc, which this system does not have: ${elsewhere}`);
  }
  let folder;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    folder = path.dirname(near.resolve(name));
  } catch (error) {
    throw new Error(`npm installed no PostgreSQL for this system (${name}): ${elsewhere}`, { cause: error });
  }
  while (!existsSync(path.join(folder, 'native'))) folder = path.dirname(folder);
  // npm packages cannot hold symbolic links; a postinstall script makes them, and may have been refused.
  const list = path.join(folder, 'native/pg-symlinks.json');
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
    const link = path.join(folder, target);
    try {
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return path.join(folder, 'native/bin');
}

/** How to run a PostgreSQL program: it refuses uid 0, so root lends it another name. */
export function identity(home) {
  if (process.getuid?.() !== 0) return { prefix: [] };
  // A user namespace maps root to "nobody" for these programs only: nothing changes owner, root's home stays reachable.
  const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
  if (spawnSync(namespace[0], [...namespace.slice(1), 'true']).status === 0)
    return { prefix: namespace, uid: 0, gid: 0 };
  // Without namespaces (some containers): an account of its own, made once. The project and the data directory
  // must then lie where that account may look, so not in root's home.
  if (accountId('-u') === undefined)
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'baton-db']);
  const [uid, gid] = [accountId('-u'), accountId('-g')];
  if (!uid)
    throw new Error(
      'PostgreSQL does not run as root, and neither a user namespace nor an account for it could be made: start Baton as an ordinary user, or set DATABASE_URL',
    );
  spawnSync('chgrp', [String(gid), home]);
  spawnSync('chmod', ['710', home]);
  return { prefix: [], uid, gid, drop: true };
}

function accountId(flag) {
  const found = spawnSync('id', [flag, 'baton-db'], { encoding: 'utf8' });
  return found.status === 0 ? Number(found.stdout) : undefined;
}

/** A key for one purpose, the same at every start, from the data directory's one secret. */
export function secretFor(home, purpose) {
  return createHmac('sha256', secret(home)).update(purpose).digest('base64url');
}

/** One random secret per data directory. link() is atomic: of several first starts, one secret wins. */
function secret(home) {
  const file = path.join(home, 'secret');
  if (!existsSync(file)) {
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    try {
      linkSync(mine, file);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    unlinkSync(mine);
  }
  return readFileSync(file, 'utf8').trim();
}

/** initdb into a folder beside the real one, then rename: an interrupted initdb never looks like a cluster. */
export function initialise(tools, as, cluster, password) {
  const draft = `${cluster}.init-${process.pid}`;
  for (const name of readdirSync(path.dirname(cluster))) {
    // what killed first starts left behind
    const pid = Number(/^postgres[.]init-(\d+)$/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !alive(pid)))
      rmSync(path.join(path.dirname(cluster), name), { recursive: true, force: true, maxRetries: 10 });
  }
  if (as.drop) {
    mkdirSync(draft, { mode: 0o700 });
    chownSync(draft, as.uid, as.gid);
  }
  // initdb wants the password as a file: it gets an open one that no longer has a name.
  const file = `${draft}.pw`;
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  const handle = openSync(file, 'r');
  if (as.drop) fchownSync(handle, as.uid, as.gid);
  const nameless = process.platform !== 'win32';
  if (nameless) unlinkSync(file);
  const result = run(
    tools,
    as,
    'initdb',
    [
      '-D',
      draft,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '--pwfile',
      nameless ? '/dev/fd/3' : file,
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    handle,
  );
  closeSync(handle);
  if (!nameless) unlinkSync(file);
  if (!result.ok) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb: ${result.output}`);
  }
  try {
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) throw error; // otherwise another process was first
  }
}

/** Another account's database is not taken over, not even by root: its owner could not open it again. */
export function refuseOtherOwner(cluster) {
  if (process.platform === 'win32') return;
  const { uid } = statSync(cluster);
  const ours = process.getuid() === 0 ? [0, accountId('-u')] : [process.getuid()];
  if (!ours.includes(uid)) {
    throw new Error(`${cluster} belongs to another user (uid ${uid}): start Baton as that user, or set DATA_DIR`);
  }
}

/** A newer major version cannot read an older cluster, and there is no pg_upgrade here: say so before touching it. */
export function refuseOtherMajor(tools, as, cluster) {
  const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  const here = run(tools, as, 'postgres', ['--version']).output.match(/(\d+)\./)?.[1];
  if (here && made !== here)
    throw new Error(
      `${cluster} was made by PostgreSQL ${made}, this release brings ${here}: restore a backup into an empty data directory`,
    );
}

export function alive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  } // EPERM: alive, and somebody else's
  return true;
}

export function run(tools, as, program, args, handle) {
  const [command, ...rest] = [...as.prefix, path.join(tools, program), ...args];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  const result = spawnSync(command, rest, {
    env: { ...env, LC_ALL: 'C' },
    cwd: '/',
    encoding: 'utf8',
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', handle ?? 'ignore'],
    ...(as.drop ? { uid: as.uid, gid: as.gid } : {}),
  });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim(),
  };
}
