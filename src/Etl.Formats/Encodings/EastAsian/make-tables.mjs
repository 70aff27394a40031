// Writes euc-kr.bin, shift_jis.bin, jis0212.bin, big5.bin and gb18030.bin, the double-byte characters of East Asian encodings, and
// gb18030-ranges.bin, where the codes of four bytes lie, out of the indexes of the Encoding Standard, which the npm package text-encoding holds:
//
//   npm pack text-encoding@0.7.0 && tar xf text-encoding-*.tgz && node make-tables.mjs package
//
// The data are the WHATWG's (https://encoding.spec.whatwg.org); tables.LICENSE.txt credits them. A table is a list of runs of little-endian
// unsigned 16-bit words: the code of the first character (lead byte, trail byte), the number of characters, and their
// UTF-16. With 0x8000 added to the number each character has two words. Of codes that stand for the same character the one
// that is written comes first. CodeTables.cs reads it. The ranges are words, too: the number of a range's first code and its character, by turns.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const pairFlag = 0x8000;
const [folder] = process.argv.slice(2);
const { 'encoding-indexes': indexes } = createRequire(import.meta.url)(resolve(folder, 'lib/encoding-indexes.js'));

// Bytes of a place in an index, as the standard computes them.
const codeOf = {
  'euc-kr': (place) => ((Math.floor(place / 190) + 0x81) << 8) | ((place % 190) + 0x41),
  shift_jis: (place) => {
    const [lead, trail] = [Math.floor(place / 188), place % 188];
    return ((lead + (lead < 0x1f ? 0x81 : 0xc1)) << 8) | (trail + (trail < 0x3f ? 0x40 : 0x41));
  },
  jis0212: (place) => ((Math.floor(place / 94) + 0xa1) << 8) | ((place % 94) + 0xa1),
  big5: (place) => {
    const trail = place % 157;
    return ((Math.floor(place / 157) + 0x81) << 8) | (trail + (trail < 0x3f ? 0x40 : 0x62));
  },
  gb18030: (place) => {
    const trail = place % 190;
    return ((Math.floor(place / 190) + 0x81) << 8) | (trail + (trail < 0x3f ? 0x40 : 0x41));
  },
};

// The package is older than GB 18030 of 2022, which gave these characters instead of private ones to codes of two bytes.
const gb18030Of2022 = new Map(
  Object.entries({
    a6d9: 0xfe10, a6da: 0xfe12, a6db: 0xfe11, a6dc: 0xfe13, a6dd: 0xfe14, a6de: 0xfe15, a6df: 0xfe16, a6ec: 0xfe17, a6ed: 0xfe18,
    a6f3: 0xfe19, fe59: 0x9fb4, fe61: 0x9fb5, fe66: 0x9fb6, fe67: 0x9fb7, fe6d: 0x9fb8, fe7e: 0x9fb9, fe90: 0x9fba, fea0: 0x9fbb,
  }).map(([code, point]) => [parseInt(code, 16), point]),
);

// The standard writes no NEC duplicates of IBM's characters, and Hong Kong's rows of Big5 only for what stands nowhere else.
const isWrittenLast = {
  shift_jis: (place) => place >= 8272 && place <= 8835,
  big5: (place) => place < (0xa1 - 0x81) * 157,
};

// Of these six the standard writes the last code.
const lastWritten = new Set([0x2550, 0x255e, 0x2561, 0x256a, 0x5341, 0x5345]);

// Two characters each, which the index cannot hold.
const bigFivePairs = new Map([[1133, [0xca, 0x304]], [1135, [0xca, 0x30c]], [1164, [0xea, 0x304]], [1166, [0xea, 0x30c]]]);

write('euc-kr', entries('euc-kr', indexes['euc-kr']));
write('shift_jis', entries('shift_jis', indexes.jis0208));
write('jis0212', entries('jis0212', indexes.jis0212));
write('big5', bigFive(entries('big5', indexes.big5)));
write('gb18030', entries('gb18030', indexes.gb18030).map(asOf2022));
// The last range, all planes but the first, needs no table.
writeWords('gb18030-ranges', indexes['gb18030-ranges'].slice(0, -1).flat());

function entries(name, index) {
  return index.flatMap((point, place) => (point === null ? [] : [entry(name, place, utf16(point))]));
}

function entry(name, place, units) {
  return { code: codeOf[name](place), units, isLast: isWrittenLast[name]?.(place) ?? false };
}

function utf16(point) {
  return point < 0x10000 ? [point] : [0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff)];
}

function asOf2022(one) {
  const point = gb18030Of2022.get(one.code);
  return point === undefined ? one : { ...one, units: utf16(point) };
}

function bigFive(all) {
  const pairs = [...bigFivePairs].map(([place, units]) => entry('big5', place, units));
  for (const one of all.filter(({ units: [unit] }) => lastWritten.has(unit))) {
    one.isLast = all.some(({ code, units: [unit] }) => code > one.code && unit === one.units[0]);
  }
  return [...all, ...pairs].sort((first, second) => first.code - second.code);
}

function write(name, all) {
  const words = [];
  for (const part of [all.filter((one) => !one.isLast), all.filter((one) => one.isLast)]) {
    let start = 0;
    let previous;
    for (const { code, units } of part) {
      const continues = previous && code === previous.code + 1 && units.length === previous.units.length;
      if (!continues) {
        start = words.length;
        words.push(code, units.length === 2 ? pairFlag : 0);
      }
      words[start + 1]++;
      words.push(...units);
      previous = { code, units };
    }
  }
  writeWords(name, words);
  console.log(`${name}: ${all.length} characters, ${2 * words.length} bytes`);
}

function writeWords(name, words) {
  writeFileSync(`${name}.bin`, Uint8Array.from(words.flatMap((word) => [word & 0xff, word >> 8])));
}
