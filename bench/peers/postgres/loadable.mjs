// The records of a CSV file that `psql \copy` can load at all. One record that is not UTF-8, whose quote is never closed, or
// that has another number of fields than the header makes the whole command fail; so the peers get a copy of the file without
// them, made before the timing starts. They are spared that work, Etl is not.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

const comma = 0x2c;
const newline = 0x0a;
const quote = 0x22;

/** Writes the copy and returns how many records it has and how many were left out. */
export const writeLoadable = (etl, file, copy) => {
  const damaged = findDamaged(etl, file, `${copy}.rejects.csv`);
  const bytes = readFileSync(file);
  const output = openSync(copy, 'w');
  let fieldsWanted = 0;
  let kept = 0;
  let left = 0;
  // What is kept is written in runs: from `from` up to the next record that is left out.
  let from = 0;
  let start = 0;
  const leaveOut = (end) => {
    writeSync(output, bytes, from, start - from);
    from = end;
  };
  while (start < bytes.length) {
    const damagedLength = damaged.get(start);
    const { end, fields } = damagedLength ? { end: skipLine(bytes, start + damagedLength), fields: -1 } : scan(bytes, start);
    fieldsWanted ||= fields;
    if (fields === fieldsWanted) {
      kept++;
    } else {
      leaveOut(end);
      left++;
    }
    start = end;
  }
  start = bytes.length;
  leaveOut(start);
  closeSync(output);
  return { kept: kept - 1, left };
};

/** Etl names the records that no CSV reader can be sure of, by offset and length. */
const findDamaged = (etl, file, rejects) => {
  const args = ['clean', file, '--out', '-', '--on-duplicate', 'create', '--rejects', rejects, '--quiet'];
  const result = spawnSync(etl, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) {
    throw new Error(`'etl clean' ended with ${result.status}`);
  }
  let lines = [];
  try {
    lines = readFileSync(`${rejects}.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
  rmSync(rejects, { force: true });
  rmSync(`${rejects}.jsonl`, { force: true });
  return new Map(lines.filter(({ stage }) => stage === 'parse').map(({ offset, length }) => [offset, length]));
};

const skipLine = (bytes, at) => (bytes[at - 1] === newline ? at : bytes.indexOf(newline, at) + 1 || bytes.length);

/** The end of the record that starts here, and its number of fields. */
const scan = (bytes, start) => {
  let isQuoted = false;
  let fields = 1;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && byte === comma) {
      fields++;
    } else if (!isQuoted && byte === newline) {
      return { end: at + 1, fields };
    }
  }
  return { end: bytes.length, fields };
};
