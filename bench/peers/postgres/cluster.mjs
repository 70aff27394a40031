// A PostgreSQL server for measuring: the one that a URI names, or a throw-away cluster made from the machine's binaries, with
// its default settings (fsync on), on a free port of this machine, as another user when this is root, gone at the end.
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Starts a cluster in a new folder below `parent`. Returns its URI and `stop`. */
export const startCluster = async (parent) => {
  const binaries = findBinaries();
  const isRoot = process.getuid() === 0;
  const folder = mkdtempSync(join(parent, 'etl-peers-postgres-'));
  const run = (program, ...args) => {
    const command = [join(binaries, program), ...args];
    const [first, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(first, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  if (isRoot) {
    const owner = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, owner, owner);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  run('initdb', '--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8');
  const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  run('pg_ctl', 'start', '--wait', '--pgdata', data, '--log', join(folder, 'log'), '--options', settings);
  return {
    uri: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', 'stop', '--wait', '--mode', 'immediate', '--pgdata', data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Runs SQL with psql and returns what it prints, without headers; throws with the server's words. */
export const query = (uri, sql) => {
  const args = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', '--dbname', uri];
  const result = spawnSync('psql', args, { input: sql, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) {
    throw new Error(`psql: ${result.error?.message ?? result.stderr.trim()}`);
  }
  return result.stdout.trim();
};

/**
 * The process id of the server's first process when it runs where this runs, else null. All others are its children, and
 * those that ended count with it.
 */
export const findServer = (uri) => {
  const checkpointer = query(uri, "select pid from pg_stat_activity where backend_type = 'checkpointer'");
  const stat = readStat(checkpointer);
  return stat?.name === 'postgres' ? stat.parent : null;
};

/** CPU seconds of a server so far: its first process, its living children and those that ended. */
export const serverSeconds = (server) => {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .map((id) => ({ id, stat: readStat(id) }))
    .filter(({ id, stat }) => stat && (id === server || stat.parent === server))
    .reduce((sum, { id, stat }) => sum + stat.own + (id === server ? stat.ended : 0), 0);
  return ticks / ticksPerSecond;
};

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

const readStat = (id) => {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const numbers = fields.slice(11, 15).map(Number);
    return {
      name: text.slice(text.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      own: numbers[0] + numbers[1],
      ended: numbers[2] + numbers[3],
    };
  } catch {
    return null;
  }
};

const findBinaries = () => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (found) {
    return found;
  }
  const onPath = spawnSync('sh', ['-c', 'dirname "$(command -v initdb)"'], { encoding: 'utf8' }).stdout.trim();
  if (onPath && existsSync(join(onPath, 'initdb'))) {
    return onPath;
  }
  throw new Error('No PostgreSQL server is installed here; install the package postgresql or name one with --postgres URI.');
};

const freePort = () =>
  new Promise((resolvePort, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolvePort(port));
    });
    probe.on('error', reject);
  });
