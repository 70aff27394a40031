// Prints every code that the Encoding Standard reads in an encoding of two or three bytes a character, as the decoders of the
// npm package text-encoding do, a line each: the bytes, a space, the UTF-16 units; and with --hash their SHA-256, which a
// test of Etl knows.
//
//   npm ci && node codes.mjs big5 > standard.txt && node codes.mjs --hash big5
//
// Left out are control characters beyond ASCII, which Etl takes for damage where one byte stands for them.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { 'encoding-indexes': indexes } = require('text-encoding/lib/encoding-indexes.js');
globalThis['encoding-indexes'] = indexes;
const { TextDecoder } = require('text-encoding');

const isHash = process.argv.includes('--hash');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const decoder = new TextDecoder(name, { fatal: true });
const lines = [];

for (let first = 0x80; first <= 0xff; first++) {
  if (!add([first])) {
    addLonger([first]);
  }
}
const text = lines.join('');
process.stdout.write(isHash ? `${createHash('sha256').update(text).digest('hex')}\n` : text);

/** Every code that starts with some bytes that are none by themselves; three in EUC-JP. */
function addLonger(start) {
  for (let next = 0x30; next <= 0xfe; next++) {
    const code = [...start, next];
    if (!add(code) && name === 'euc-jp' && start.length === 1 && start[0] === 0x8f && next >= 0xa1) {
      addLonger(code);
    }
  }
}

function add(code) {
  const read = decode(code);
  if (read === null) {
    return false;
  }
  if (code.length === 1 && read < '\u00a0') {
    return true;
  }
  const bytes = code.map((value) => value.toString(16).padStart(2, '0')).join('');
  lines.push(`${bytes} ${[...Array(read.length).keys()].map((at) => hex(read, at)).join('')}\n`);
  return true;
}

function decode(code) {
  try {
    const read = decoder.decode(Uint8Array.from(code));
    return read === '' ? null : read;
  } catch {
    return null;
  }
}

function hex(text, at) {
  return text.charCodeAt(at).toString(16).padStart(4, '0');
}
