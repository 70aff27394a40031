// The results of one processor: PROCESSOR.md for people and PROCESSOR.json for programs. A section is replaced, the others stay;
// bench/Etl.EndToEnd/Results/ResultFiles.cs writes its sections into the same files in the same way, so change both together.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, type } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

const firstLine = (program, ...args) => {
  const result = spawnSync(program, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.split('\n')[0].trim() : 'unknown';
};

const packageVersion = (name, folder) => {
  const path = join(here, folder, 'node_modules', name, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : null;
};

/** Names and versions of the tools that are there. */
const toolVersions = () => {
  const own = { duckdb: packageVersion('@duckdb/node-api', 'duckdb'), polars: packageVersion('nodejs-polars', 'polars') };
  const installed = { sqlite3: ['--version'], psql: ['--version'], pgloader: ['--version'], mlr: ['--version'], wc: ['--version'] };
  const versions = Object.entries(installed).map(([name, args]) => [name, firstLine(name, ...args).match(/\d+(\.\d+)+/)?.[0]]);
  return [...Object.entries(own), ...versions].filter(([, version]) => version).map(([name, version]) => `${name} ${version}`);
};

/** On what, and with which versions, figures were taken: one line. */
export const describeMachine = (etl) => {
  const changes = firstLine('git', '-C', here, 'status', '--porcelain', '--untracked-files=no', '../../src');
  const commit = firstLine('git', '-C', here, 'rev-parse', '--short=10', 'HEAD') + (changes ? ' with changes' : '');
  const version = etl ? firstLine(etl, '--version') : 'Etl';
  const parts = [
    `${cpus()[0].model}, ${availableParallelism()} cores`, `${type()} ${release()}`, `${version} of commit ${commit}`,
    `Node ${process.versions.node}`, toolVersions().join(', '),
  ];
  return parts.join('; ');
};

/** Prints the section and, when a folder is given, puts it into the processor's files there. */
export const deliver = (folder, { title, key, text, figures }, etl) => {
  console.log(`\n${text}`);
  if (!folder) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  const processor = cpus()[0].model;
  const path = join(folder, processor.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''));
  const [machine, day] = [describeMachine(etl), new Date().toISOString().slice(0, 10)];
  const old = existsSync(`${path}.md`) ? readFileSync(`${path}.md`, 'utf8') : `# ${processor}\n`;
  writeFileSync(`${path}.md`, replaceSection(old, title, `## ${title}\n\n${day}, ${machine}\n\n${text.trim()}\n`));
  const root = existsSync(`${path}.json`) ? JSON.parse(readFileSync(`${path}.json`, 'utf8')) : {};
  root[key] = { machine, day, figures };
  writeFileSync(`${path}.json`, `${JSON.stringify(root, null, 2)}\n`);
  console.log(`written into ${path}.md`);
};

const replaceSection = (text, title, body) => {
  const start = text.indexOf(`\n## ${title}\n`);
  if (start < 0) {
    return `${text.trimEnd()}\n\n${body}`;
  }
  const next = text.indexOf('\n## ', start + 1);
  return text.slice(0, start + 1) + body + (next < 0 ? '' : text.slice(next));
};
