// Prints every code that the Encoding Standard reads in an encoding of two or three bytes a character, as the decoders of the
// npm package text-encoding do, a line each: the bytes, a space, the UTF-16 units; and with --hash their SHA-256, which a
// test of Etl knows. With --four these are the codes of four bytes, which gb18030 alone has.
//
//   npm ci && node codes.mjs big5 > standard.txt && node codes.mjs --hash big5
//
// The package is older than GB 18030 of 2022, so gb18030 is read by Node's own decoder (ICU).
//
// Left out are control characters beyond ASCII, which Etl takes for damage where one byte stands for them.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { 'encoding-indexes': indexes } = require('text-encoding/lib/encoding-indexes.js');
globalThis['encoding-indexes'] = indexes;

const isHash = process.argv.includes('--hash');
const isFour = process.argv.includes('--four');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const { TextDecoder } = name === 'gb18030' ? globalThis : require('text-encoding');
const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
const lines = [];

for (let first = 0x80; first <= 0xff; first++) {
  if (isFour) {
    addFour([first]);
  } else if (!add([first])) {
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

function addFour(start) {
  const [from, to] = start.length % 2 === 1 ? [0x30, 0x39] : [0x81, 0xfe];
  for (let next = from; next <= to; next++) {
    if (start.length === 3) {
      add([...start, next]);
    } else {
      addFour([...start, next]);
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
