// Writes plans.bin, the numbering plans of all regions, out of metadata.max.json of the npm package libphonenumber-js:
//
//   npm pack libphonenumber-js && tar xf libphonenumber-js-*.tgz && node make-plans.mjs package
//
// The data are Google's (libphonenumber, Apache License 2.0) in the form of libphonenumber-js (MIT); plans.LICENSE.txt credits
// both. Every word of the table is a little-endian unsigned 16-bit number. PhonePlans.cs reads it and says what each is for.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProgram, firstDigits, Nondeterministic, parse, SharedAutomaton } from './digit-patterns.mjs';

const nationalLengthMax = 17;
const anyDigit = 0x3ff;

/** Kinds of numbers in the order of PhoneNumberKind.cs. */
const Kind = {
  none: 0, fixedLine: 1, mobile: 2, fixedLineOrMobile: 3, tollFree: 4, premiumRate: 5, sharedCost: 6, voip: 7,
  personal: 8, pager: 9, universalAccess: 10, voicemail: 11,
};

/** The order of a region's patterns by kind in the package. */
const packageKinds = [
  Kind.fixedLine, Kind.mobile, Kind.tollFree, Kind.premiumRate, Kind.personal, Kind.voicemail, Kind.universalAccess,
  Kind.pager, Kind.voip, Kind.sharedCost,
];

/** The order in which kinds are asked for, first match wins; fixed lines and mobiles come last. */
const askingOrder = [
  Kind.premiumRate, Kind.tollFree, Kind.sharedCost, Kind.voip, Kind.personal, Kind.pager, Kind.universalAccess, Kind.voicemail,
];

const [folder, output = 'plans.bin'] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const metadata = JSON.parse(readFileSync(join(folder, 'metadata.max.json'), 'utf8'));
const automaton = new SharedAutomaton();
const programs = [0]; // a program at 0 would be "none"
const regions = readRegions();
const codes = [...new Set(regions.map((region) => region.callingCode))];
const codeStates = new Map(codes.map((code) => [code, addCallingCode(code)]));
regions.forEach(addPrefixes);
const settledCount = automaton.putSettledFirst();
writeTable();

// Regions of one calling code lie together, its main region first.
function readRegions() {
  const shared = Object.entries(metadata.country_calling_codes).flatMap(([, names]) => names);
  const geographic = shared.map((name) => readRegion(name, metadata.countries[name]));
  const others = Object.values(metadata.nonGeographic).map((plan) => readRegion('', plan));
  return [...geographic, ...others];
}

function readRegion(name, plan) {
  const [callingCode, international, general, lengths, , national, , parsing, transform, , leading, kinds = []] = plan;
  return {
    name,
    callingCode,
    international: international || '',
    general: parse(general).tree,
    lengths,
    national: parsing || national || '',
    transform: transform || '',
    leading: leading ? parse(leading).tree : null,
    kinds: kinds.flatMap((kind, index) =>
      kind ? [{ kind: packageKinds[index], pattern: kind[0], lengths: kind[1] ?? lengths }] : []),
  };
}

function addCallingCode(code) {
  const members = regions.filter((region) => region.callingCode === code);
  const patterns = new Nondeterministic();
  members.forEach((region, member) => {
    patterns.addPattern(region.general, `${member} general`);
    if (region.leading) {
      patterns.addPattern(region.leading, `${member} leading`, true);
    }
    for (const { kind, pattern } of region.kinds.filter((each) => each.pattern)) {
      patterns.addPattern(parse(pattern).tree, `${member} ${kind}`);
    }
  });
  return automaton.add(patterns, (marks, length) => judge(members, new Set(marks), length), nationalLengthMax);
}

// The region of a number is the first that its leading digits name, or else the first in which it is valid. The main region's
// index is 0, so a word is 16 times the member's index plus the kind.
function judge(members, marks, length) {
  for (const [member, region] of members.entries()) {
    const kind = kindOf(region, (name) => marks.has(`${member} ${name}`), length);
    if (region.leading && marks.has(`${member} leading`)) {
      return kind === Kind.none ? 0 : 16 * member + kind;
    }
    if (!region.leading && kind !== Kind.none) {
      return 16 * member + kind;
    }
  }
  return 0;
}

function kindOf(region, hasMark, length) {
  if (!hasMark('general') || !region.lengths.includes(length)) {
    return Kind.none;
  }
  const fits = (kind) => hasMark(kind) && region.kinds.some((each) => each.kind === kind && each.lengths.includes(length));
  const special = askingOrder.find(fits);
  if (special !== undefined) {
    return special;
  }
  const sameMobile = region.kinds.some((each) => each.kind === Kind.mobile && !each.pattern);
  if (fits(Kind.fixedLine)) {
    return sameMobile || fits(Kind.mobile) ? Kind.fixedLineOrMobile : Kind.fixedLine;
  }
  return fits(Kind.mobile) ? Kind.mobile : Kind.none;
}

function addPrefixes(region) {
  region.internationalProgram = addProgram(region.international);
  region.nationalProgram = addProgram(region.national);
  const patterns = new Nondeterministic();
  patterns.addPattern(region.general, 'general');
  region.generalState = automaton.add(patterns, (marks) => marks.length, nationalLengthMax);
  region.specialDigits =
    (1 << Number(region.callingCode[0])) | starts(region.international) | starts(region.national);
  region.groupCount = region.national ? parse(region.national).groupCount : 0;
}

function starts(pattern) {
  return pattern ? firstDigits(parse(pattern).tree) & anyDigit : 0;
}

function addProgram(pattern) {
  if (!pattern) {
    return 0;
  }
  addProgram.known ??= new Map();
  if (!addProgram.known.has(pattern)) {
    const start = programs.length;
    addProgram.known.set(pattern, start);
    programs.push(...compileProgram(parse(pattern).tree));
  }
  return addProgram.known.get(pattern);
}

// "9$1" is written as the group's number and the literal digits before it, each plus one and four bits wide, none being 0.
function transformWords({ transform }) {
  if (!transform) {
    return [0, 0];
  }
  const [, literal, group] = /^(\d{0,4})\$(\d)$/.exec(transform);
  return [Number(group), [...literal].reduce((word, digit) => 16 * word + Number(digit) + 1, 0)];
}

function writeTable() {
  if (automaton.rows.length > 0xffff) {
    throw new Error('There are more states than a word can number.');
  }
  const words = [regions.length, automaton.rows.length, programs.length, settledCount];
  for (const region of regions) {
    const lengths = region.lengths.reduce((mask, length) => mask | (1 << length), 0);
    words.push(
      region.name ? 256 * region.name.charCodeAt(0) + region.name.charCodeAt(1) : 0,
      Number(region.callingCode),
      lengths & 0xffff,
      lengths >>> 16,
      automaton.numberOf(codeStates.get(region.callingCode)),
      automaton.numberOf(region.generalState),
      region.internationalProgram,
      region.nationalProgram,
      region.groupCount,
      ...transformWords(region),
      region.specialDigits,
    );
  }
  words.push(...programs, ...automaton.outputs, ...automaton.rows.flat());
  const bytes = new Uint8Array(2 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => view.setUint16(2 * index, word, true));
  writeFileSync(output, bytes);
  process.stdout.write(
    `${output}: libphonenumber-js ${version}, ${regions.length} regions, ${codes.length} calling codes, ` +
      `${automaton.rows.length} states, ${programs.length} program words, ${bytes.length} bytes\n`,
  );
}
