// Asks Google's libphonenumber (npm google-libphonenumber) and Etl about generated phone numbers, and prints where they differ.
//
//   dotnet build -c Release tests/Etl.Trials && (cd bench/peers/phones && npm install)
//   node bench/peers/phones/differ.mjs [--count 254000] [--seed 1] [--samples 3] [--only valid/none] [--work /tmp/etl-phones]
//
// --vectors FILE also writes the inputs on which both agree, with libphonenumber's answers: tests/Etl.Core.Tests holds a slice.
// The two agree on an input when they give the same E.164 number (with its extension) or none, and both or neither call it valid.
// A number that libphonenumber finds impossible is none. Exit code 0: at least 99.9 % agree.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeInputs } from './inputs.mjs';

const require = createRequire(import.meta.url);
const { PhoneNumberUtil, PhoneNumberFormat, PhoneNumberType } = require('google-libphonenumber');
const metadata = require('libphonenumber-js/metadata.max.json');
const here = dirname(fileURLToPath(import.meta.url));
const wanted = 0.999;
const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '254000' },
    seed: { type: 'string', default: '1' },
    samples: { type: 'string', default: '3' },
    only: { type: 'string' },
    work: { type: 'string', default: '/tmp/etl-phones' },
    vectors: { type: 'string' },
    trials: { type: 'string', default: resolve(here, '../../../.artifacts/bin/Etl.Trials/release/Etl.Trials') },
  },
});
const util = PhoneNumberUtil.getInstance();
const regionCount = Object.keys(metadata.countries).length + Object.keys(metadata.nonGeographic).length;
const inputs = [
  ...makeInputs({
    metadata,
    peer: { util, formats: PhoneNumberFormat },
    perRegion: Math.ceil(Number(options.count) / regionCount),
    seed: Number(options.seed),
  }),
];
const theirs = inputs.map(askPeer);
const ours = askEtl();
report();
if (options.vectors) {
  writeVectors();
}

function askPeer({ text, region }) {
  try {
    const number = util.parse(text, region || undefined);
    const isValid = util.isValidNumber(number);
    const isPossible = util.isPossibleNumberWithReason(number) === PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
    if (!isValid && !isPossible) {
      return { state: 'none', number: '' };
    }
    const extension = number.getExtension() ? `;ext=${number.getExtension()}` : '';
    const [kind] = Object.entries(PhoneNumberType).find(([, value]) => value === util.getNumberType(number));
    return {
      state: isValid ? 'valid' : 'possible',
      number: util.format(number, PhoneNumberFormat.E164) + extension,
      kind,
      home: isValid ? util.getRegionCodeForNumber(number) : '',
    };
  } catch {
    return { state: 'none', number: '' };
  }
}

function askEtl() {
  mkdirSync(options.work, { recursive: true });
  const asked = join(options.work, 'inputs.jsonl');
  const answered = join(options.work, 'answers.jsonl');
  writeFileSync(asked, inputs.map(({ text, region }) => JSON.stringify({ text, region })).join('\n') + '\n');
  execFileSync(options.trials, ['phones', '--file', asked, '--out', answered], { stdio: 'inherit' });
  return readFileSync(answered, 'utf8').trimEnd().split('\n').map((line) => {
    const { value, codes } = JSON.parse(line);
    const state = !value.startsWith('+') || codes.includes('PHONE_LIST_UNREAD') ? 'none' : codes.includes('PHONE_NOT_VALID') ? 'possible' : 'valid';
    return { state, number: state === 'none' ? '' : value, codes, value };
  });
}

function differs(index) {
  return theirs[index].number !== ours[index].number || theirs[index].state !== ours[index].state;
}

function report() {
  const classes = new Map();
  const styles = new Map();
  inputs.forEach((input, index) => {
    const [peer, etl] = [theirs[index], ours[index]];
    const style = styles.get(input.style) ?? { count: 0, same: 0, valid: 0 };
    styles.set(input.style, style);
    style.count++;
    style.valid += peer.state === 'valid' ? 1 : 0;
    if (!differs(index)) {
      style.same++;
      return;
    }
    const other = peer.state === etl.state ? ', another number' : '';
    const title = `${peer.state}/${etl.state}${other}; ${input.style}; ${etl.codes.filter((code) => code !== 'PHONE_FORMATTED').join(' ')}`;
    classes.set(title, [...(classes.get(title) ?? []), index]);
  });
  for (const [title, { count, same, valid }] of styles) {
    console.log(`${title.padEnd(24)} ${String(count).padStart(7)} inputs, ${String(valid).padStart(7)} valid, ${count - same} differ`);
  }
  console.log('\nlibphonenumber / Etl; style; codes');
  for (const [title, places] of [...classes].sort((left, right) => right[1].length - left[1].length)) {
    if (options.only && !title.includes(options.only)) {
      continue;
    }
    console.log(`${String(places.length).padStart(6)}  ${title}`);
    for (const index of places.slice(0, Number(options.samples))) {
      const { text, region } = inputs[index];
      console.log(`          ${JSON.stringify(text)} ${region || '-'}: ${theirs[index].number || '-'} / ${ours[index].value || '-'}`);
    }
  }
  const same = [...styles.values()].reduce((sum, style) => sum + style.same, 0);
  const repaired = inputs.filter((_, index) => differs(index) && ours[index].codes.includes('PHONE_PREFIX_RESTORED')).length;
  console.log(`\n${repaired} of the differences are repairs that carry PHONE_PREFIX_RESTORED`);
  console.log(`${inputs.length} inputs, ${inputs.length - same} differ, ${((100 * same) / inputs.length).toFixed(3)} % the same`);
  process.exitCode = same / inputs.length >= wanted ? 0 : 1;
}

// Region, text, state, number, kind and the number's own region, between tabs.
function writeVectors() {
  const lines = inputs.flatMap(({ text, region }, index) => {
    const { state, number, kind = '', home = '' } = theirs[index];
    return differs(index) ? [] : [[region, text, state, number, kind, home].join('\t')];
  });
  writeFileSync(options.vectors, lines.join('\n') + '\n');
}
