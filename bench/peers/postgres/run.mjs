// Loads the same file into PostgreSQL with Etl and with what its users do today, in alternation (A B C A B C …), and prints
// medians and ratios.
//
//   node bench/peers/postgres/run.mjs --file f.csv [--runs 3] [--only copy,etl] [--etl 'path/to/etl'] [--work /tmp/etl-peers-postgres]
//     [--postgres postgres://user@host/database] [--connections 2] [--results bench/results]
//
// Without --postgres it starts a throw-away cluster from the machine's binaries, with its default settings (fsync on).
// Each run starts with a fresh table: the old one is dropped and a checkpoint made outside the timing. Wall clock, client CPU
// (user + system of the process and its children) and the client's peak resident memory come from GNU time; server CPU comes
// from /proc and is left out when the server runs elsewhere. Exit code 1 when a run fails.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findServer, query, serverSeconds, startCluster } from './cluster.mjs';
import { makeContestants, matchColumns } from './contestants.mjs';
import { deliver } from '../results.mjs';
import { writeLoadable } from './loadable.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const release = resolve(here, '../../../.artifacts/bin/Etl.Cli/release/etl');
const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    etl: { type: 'string', default: release },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    work: { type: 'string', default: '/tmp/etl-peers-postgres' },
    postgres: { type: 'string' },
    results: { type: 'string' },
    connections: { type: 'string', default: String(Math.min(4, availableParallelism())) },
  },
});
const fail = (message) => {
  console.error(message);
  process.exit(2);
};
if (!options.file || !existsSync(options.file)) {
  fail('Name the file to load with --file; datasets/Etl.Datasets makes one.');
}
if (!existsSync(options.etl)) {
  fail(`'${options.etl}' is not there: dotnet build -c Release src/Etl.Cli, or --etl COMMAND.`);
}
const work = resolve(options.work);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

// psql does not know the key that Etl names its table with.
const withoutTable = (uri) => uri.replace(/\?.*$/, '');
const cluster = options.postgres ? null : await startCluster('/tmp');
const uri = withoutTable(options.postgres ?? cluster.uri);
const server = findServer(uri);
const file = resolve(options.file);
const loadable = join(work, 'loadable.csv');
const context = { etl: options.etl, uri, file, loadable, work, connections: Number(options.connections) };

const choose = () => {
  const contestants = makeContestants(context);
  const names = contestants.map(({ name }) => name);
  const wanted = options.only?.split(',') ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`--only names ${unknown.join(', ')}; known are ${names.join(', ')}.`);
  }
  const entered = contestants.filter(({ name }) => wanted.includes(name));
  for (const { name, missing } of entered.filter((contestant) => contestant.missing)) {
    console.log(`skipped ${name}: ${missing}`);
  }
  return entered.filter((contestant) => !contestant.missing);
};

const measure = async (contestant) => {
  rmSync(join(work, 'rejects.csv'), { force: true });
  rmSync(join(work, 'rejects.csv.jsonl'), { force: true });
  query(uri, 'set client_min_messages = warning; drop schema if exists etl_peers cascade; create schema etl_peers');
  contestant.prepare?.();
  query(uri, 'checkpoint');
  const timing = join(work, 'time');
  const before = server && serverSeconds(server);
  const result = spawnSync('/usr/bin/time', ['-v', '-o', timing, 'sh', '-c', contestant.command], { encoding: 'utf8' });
  await sleep(200); // until the server has collected its processes of these connections
  const serverCpu = server && serverSeconds(server) - before;
  const report = readFileSync(timing, 'utf8');
  const number = (label) => Number(report.match(new RegExp(`${label}: ([0-9.]+)`))[1]);
  const clock = report.match(/m:ss\): ([0-9:.]+)/)[1].split(':').map(Number);
  if (result.status !== 0) {
    console.log(`${contestant.name} ended with ${result.status}: ${result.stderr.trim().split('\n').at(-1)}`);
  }
  const measured = {
    wall: clock.reduce((sum, part) => sum * 60 + part, 0),
    client: number('User time \\(seconds\\)') + number('System time \\(seconds\\)'),
    server: serverCpu ?? NaN,
    megabytes: number('Maximum resident set size \\(kbytes\\)') / 1024,
    status: result.status,
    rows: contestant.rows && result.status === 0 ? Number(query(uri, `select count(*) from ${contestant.rows}`)) : NaN,
  };
  if (contestant.name === 'etl-indexes' && result.status === 0) {
    checkIndexes();
  }
  return measured;
};

/** The peers build the indexes that Etl builds: a change there must be made here too. */
const checkIndexes = () => {
  const actual = query(uri, "select indexdef from pg_indexes where schemaname = 'etl_peers' and tablename = 'contacts'")
    .split('\n')
    .map((definition) => definition.match(/using (.*)$/i)[1])
    .sort()
    .join('; ');
  const expected = ['btree (id)', ...matchColumns.map((column) => `btree (${column}) WHERE (${column} IS NOT NULL)`)].sort().join('; ');
  if (actual !== expected) {
    console.log(`WARNING: Etl built the indexes ${actual}; the peers build ${expected}.`);
  }
};

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const print = (running, measured) => {
  const figures = ['wall', 'client', 'server', 'megabytes'];
  const medianOf = (results) => Object.fromEntries(figures.map((figure) => [figure, median(results.map((r) => r[figure]))]));
  const medians = new Map([...measured].map(([name, results]) => [name, medianOf(results)]));
  const lines = [];
  const addCells = (row) => lines.push(`| ${row.join(' | ')} |`);
  const fixed = (number, places) => (Number.isFinite(number) ? number.toFixed(places) : '–');
  const settings = query(uri, "select version() || '; fsync ' || current_setting('fsync')").replace(/ on .*?;/, ';');
  const megabytes = (statSync(file).size / 1e6).toFixed(0);
  lines.push(`A file of ${megabytes} MB; ${settings}; medians of ${options.runs}, run in alternation.`, '');
  addCells(['tool', 'work', 'rows', 'wall s', 'least', 'client CPU s', 'server CPU s', 'client peak MB', 'wall ratio', 'exit']);
  addCells(['---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---:', '---:']);
  for (const { name, what, against } of running) {
    const own = medians.get(name);
    const results = measured.get(name);
    const distinct = (figure) => [...new Set(results.map((result) => result[figure]))].join(' ').replace('NaN', '–');
    addCells([
      name, what, distinct('rows'), fixed(own.wall, 2), fixed(Math.min(...results.map(({ wall }) => wall)), 2),
      fixed(own.client, 2), fixed(own.server, 2), fixed(own.megabytes, 0), fixed(own.wall / medians.get(against)?.wall, 2),
      distinct('status'),
    ]);
  }
  lines.push('');
  const ratio = (name, peer, target) => {
    if (medians.has(name) && medians.has(peer)) {
      const value = medians.get(name).wall / medians.get(peer).wall;
      lines.push(`- ${name} / ${peer}: ${value.toFixed(2)} (target ≤ ${target.toFixed(2)}) ${value <= target ? 'met' : 'MISSED'}`);
    }
  };
  ratio('etl', 'copy', 0.85);
  ratio('etl-indexes', 'floor-indexes', 1.2);
  ratio('etl-indexes', 'database', 0.35);
  ratio('etl-again', 'etl-indexes', 1);
  ratio('etl-export', 'copy-out', 1.2);
  const imports = ['etl', 'etl-indexes', 'etl-again'].flatMap((name) => measured.get(name) ?? []);
  if (imports.length > 0) {
    const peak = Math.max(...imports.map(({ megabytes }) => megabytes));
    lines.push(`- highest peak of etl import: ${peak.toFixed(0)} MB (target < 300) ${peak < 300 ? 'met' : 'MISSED'}`);
  }
  const found = { megabytes: Number(megabytes), runs: Number(options.runs), settings, medians: Object.fromEntries(medians) };
  deliver(options.results, { title: 'PostgreSQL', key: 'postgres', text: lines.join('\n'), figures: found }, options.etl);
};

const main = async () => {
  const running = choose();
  const { kept, left } = writeLoadable(options.etl, file, loadable);
  console.log(`${kept} records that \\copy can load; ${left} left out for the peers, see loadable.mjs`);
  execFileSync('cat', [file, loadable], { stdio: ['ignore', 'ignore', 'inherit'] });
  const measured = new Map(running.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(options.runs); round++) {
    for (const contestant of running) {
      measured.get(contestant.name).push(await measure(contestant));
    }
  }
  print(running, measured);
  return [...measured.values()].flat().every(({ status }) => status === 0) ? 0 : 1;
};

process.on('SIGINT', () => {
  cluster?.stop();
  process.exit(130);
});
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  query(uri, 'set client_min_messages = warning; drop schema if exists etl_peers, etl_peers_kept cascade');
  cluster?.stop();
  rmSync(work, { recursive: true, force: true });
}
