// Runs Etl and other tools on the same file in alternation (A B C A B C …) and prints medians and ratios.
//
//   node bench/peers/run.mjs --file f.csv [--runs 3] [--only etl-clean,duckdb] [--etl 'path/to/etl'] [--work /tmp/peers]
//     [--results bench/results]
//
// Figures come from GNU time (/usr/bin/time -v): wall clock, user + system CPU seconds of the process and its children,
// and the peak resident memory of the largest process. Every tool writes into --work, which should be on the same disk as
// the input. The file is read once before the first run, so that all start with a warm page cache.
// Needs node, and what it compares: `npm install` in bench/peers/duckdb, sqlite3. What is missing is named and skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLoadable } from './postgres/loadable.mjs';
import { deliver } from './results.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const release = resolve(here, '../../.artifacts/bin/Etl.Cli/release');
const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    etl: { type: 'string', default: ['etl', 'Etl.Cli'].map((name) => join(release, name)).find(existsSync) },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    work: { type: 'string', default: '/tmp/etl-peers' },
    results: { type: 'string' },
  },
});
if (!options.file || !existsSync(options.file)) {
  console.error('Name the file to work on with --file; datasets/Etl.Datasets makes one.');
  process.exit(2);
}

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const file = quote(resolve(options.file));
const out = (name) => quote(join(options.work, name));
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const etlMissing = options.etl ? null : 'no Release build: dotnet build -c Release src/Etl.Cli, or --etl COMMAND';
const duckMissing = existsSync(join(here, 'duckdb/node_modules')) ? null : 'run npm install in bench/peers/duckdb';
const polarsMissing = existsSync(join(here, 'polars/node_modules')) ? etlMissing : 'run npm install in bench/peers/polars';
const millerMissing = has('mlr') ? etlMissing : 'Miller (mlr) is not installed';
const sqliteMissing = has('sqlite3') ? null : 'sqlite3 is not installed';
const duck = (meaning) => `node ${quote(join(here, 'duckdb/clean.mjs'))} ${file} ${out('duckdb.csv')} ${meaning}`;
// polars and Miller give up at the first record that is no CSV, so they read a copy without those, made before the timing.
const loadable = `${resolve(options.work)}.loadable.csv`;
const polars = `node ${quote(join(here, 'polars/clean.mjs'))} ${quote(loadable)} ${out('polars.csv')}`;
const miller = `mlr --csv --records-per-batch 5000 clean-whitespace then head -n 1 -g Email ${quote(loadable)} > ${out('mlr.csv')}`;
const sqlite = (mode) => `${quote(join(here, 'sqlite/import.sh'))} ${file} ${out('sqlite.db')} ${mode}`;

// `against` names the contestant whose time is 1.00 in the ratio column.
const contestants = [
  {
    name: 'etl-clean', against: 'etl-clean', missing: etlMissing,
    what: 'clean and dedupe, CSV to CSV',
    command: `${options.etl} clean ${file} --out ${out('etl.csv')} --rejects ${out('etl.rejects.csv')} --quiet`,
  },
  { name: 'duckdb', against: 'etl-clean', missing: duckMissing, what: 'the same, one key per row', command: duck('simple') },
  { name: 'duckdb-cascade', against: 'etl-clean', missing: duckMissing, what: 'the same, e-mail then phones', command: duck('cascade') },
  { name: 'polars', against: 'etl-clean', missing: polarsMissing, what: 'the same, one key per row, in memory', command: polars },
  { name: 'mlr', against: 'etl-clean', missing: millerMissing, what: 'trim, the first of each e-mail', command: miller },
  {
    name: 'etl-import', against: 'etl-import', missing: etlMissing,
    what: 'clean, dedupe, load into SQLite',
    command: `${options.etl} import ${file} --to sqlite:${out('etl.db')} --rejects ${out('etl.rejects.csv')} --quiet`,
  },
  { name: 'sqlite3', against: 'etl-import', missing: sqliteMissing, what: '.import of the raw file', command: sqlite('full') },
  { name: 'sqlite3-off', against: 'etl-import', missing: sqliteMissing, what: 'the same, synchronous off', command: sqlite('off') },
  { name: 'cp', against: 'etl-clean', missing: null, what: 'copy the file', command: `cp ${file} ${out('copy.csv')}` },
  { name: 'wc', against: 'etl-clean', missing: null, what: 'count line ends', command: `wc -l ${file}` },
];

const wanted = options.only?.split(',') ?? contestants.map((contestant) => contestant.name);
const unknown = wanted.filter((name) => !contestants.some((contestant) => contestant.name === name));
if (unknown.length > 0) {
  console.error(`--only names ${unknown.join(', ')}; known are ${contestants.map((c) => c.name).join(', ')}.`);
  process.exit(2);
}
const entered = contestants.filter((contestant) => wanted.includes(contestant.name));
for (const { name, missing } of entered.filter((contestant) => contestant.missing)) {
  console.log(`skipped ${name}: ${missing}`);
}
const running = entered.filter((contestant) => !contestant.missing);

const clearOutputs = () => {
  rmSync(options.work, { recursive: true, force: true });
  mkdirSync(options.work, { recursive: true });
};

const measure = (contestant) => {
  clearOutputs();
  const timing = `${resolve(options.work)}.time`;
  const result = spawnSync('/usr/bin/time', ['-v', '-o', timing, 'sh', '-c', contestant.command], { encoding: 'utf8' });
  const report = readFileSync(timing, 'utf8');
  rmSync(timing);
  const number = (label) => Number(report.match(new RegExp(`${label}: ([0-9.]+)`))[1]);
  const clock = report.match(/m:ss\): ([0-9:.]+)/)[1].split(':').map(Number);
  if (result.status !== 0) {
    console.log(`${contestant.name} ended with ${result.status}: ${result.stderr.trim().split('\n').at(-1)}`);
  }
  return {
    wall: clock.reduce((sum, part) => sum * 60 + part, 0),
    cpu: number('User time \\(seconds\\)') + number('System time \\(seconds\\)'),
    megabytes: number('Maximum resident set size \\(kbytes\\)') / 1024,
    status: result.status,
  };
};

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

if (running.some(({ name }) => name === 'polars' || name === 'mlr')) {
  writeLoadable(options.etl, resolve(options.file), loadable);
}
execFileSync('cat', [options.file], { stdio: ['ignore', 'ignore', 'inherit'] });
const runs = Number(options.runs);
const measured = new Map(running.map((contestant) => [contestant.name, []]));
for (let round = 0; round < runs; round++) {
  for (const contestant of running) {
    measured.get(contestant.name).push(measure(contestant));
  }
}
clearOutputs();

const medians = new Map(
  [...measured].map(([name, results]) => [
    name,
    Object.fromEntries(['wall', 'cpu', 'megabytes'].map((figure) => [figure, median(results.map((r) => r[figure]))])),
  ]),
);
const lines = [];
const addCells = (row) => lines.push(`| ${row.join(' | ')} |`);
const megabytes = (statSync(options.file).size / 1e6).toFixed(0);
lines.push(`A file of ${megabytes} MB; medians of ${runs}, run in alternation.`, '');
addCells(['tool', 'work', 'wall s', 'least', 'CPU s', 'peak MB', 'wall ratio', 'CPU ratio', 'exit']);
addCells(['---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']);
for (const { name, what, against } of running) {
  const own = medians.get(name);
  const base = medians.get(against);
  const ratio = (figure) => (base ? (own[figure] / base[figure]).toFixed(2) : '–');
  const results = measured.get(name);
  const least = Math.min(...results.map((result) => result.wall)).toFixed(2);
  const status = [...new Set(results.map((result) => result.status))].join(' ');
  addCells([
    name, what, own.wall.toFixed(2), least, own.cpu.toFixed(2), own.megabytes.toFixed(0), ratio('wall'), ratio('cpu'), status,
  ]);
}

// Most that Etl may take of a peer's time. What a peer does less is in README.md.
const targets = [
  ['etl-clean', 'duckdb', 1 / 8],
  ['etl-clean', 'polars', 1 / 5],
  ['etl-clean', 'cp', 4],
  ['etl-import', 'sqlite3', 0.6],
  ['etl-import', 'sqlite3-off', 0.6],
];
lines.push('');
for (const [name, peer, most] of targets.filter(([name, peer]) => medians.has(name) && medians.has(peer))) {
  const value = medians.get(name).wall / medians.get(peer).wall;
  lines.push(`- ${name} / ${peer}: ${value.toFixed(3)} (target ≤ ${most.toFixed(3)}) ${value <= most ? 'met' : 'MISSED'}`);
}
const figures = { megabytes: Number(megabytes), runs, medians: Object.fromEntries(medians) };
deliver(options.results, { title: 'Peers', key: 'peers', text: lines.join('\n'), figures }, options.etl);
