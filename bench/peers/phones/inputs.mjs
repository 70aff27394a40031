// Generated phone numbers: every region and kind of the plans, in the ways in which people write them, and damaged ones.

import { parse } from '../../../src/Etl.Core/Normalization/Phones/Plans/digit-patterns.mjs';

const separators = ['', '', ' ', ' ', '-', '.', '/', '  '];
// Etl reads the digits of all scripts, libphonenumber those of these alone.
const scripts = ['０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];
const extensions = [
  ' x12', ' ext. 345', ';ext=6789', ' #77', ' extension 12', ' доб. 15', 'x9', ', ext 31', ' ext 1234567', ',12', ' int 4', ' anexo 51',
];

/** A generator of whole numbers below a bound (mulberry32): the same for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Inputs as { text, region, style }; `region` is "" where nothing says it. `peer` formats as libphonenumber does. */
export function* makeInputs({ metadata, peer, perRegion, seed }) {
  const random = randomOf(seed);
  const pick = (list) => list[random(list.length)];
  const chance = (percent) => random(100) < percent;
  const names = Object.keys(metadata.countries);
  const plans = [
    ...Object.entries(metadata.countries).map(([name, plan]) => ({ name, plan })),
    ...Object.values(metadata.nonGeographic).map((plan) => ({ name: '', plan })),
  ];
  function odd(where, title, write) {
    return { ...where(title, write), isOdd: true };
  }

  const styles = [
    anywhere('e164', ({ code, national }) => `+${code}${national}`),
    anywhere('e164 spaced', ({ code, national }) => `+${code} ${punctuated(national)}`),
    anywhere('international', (number) => formatted(number, (parsed) => peer.util.format(parsed, peer.formats.INTERNATIONAL))),
    anywhere('rfc 3966', (number) => formatted(number, (parsed) => peer.util.format(parsed, peer.formats.RFC3966))),
    anywhere('trunk (0)', ({ code, national, prefix }) => `+${code} ${prefix && `(${prefix})`} ${punctuated(national)}`),
    anywhere('extension', ({ code, national }) => `+${code} ${punctuated(national)}${pick(extensions)}`),
    anywhere('scripts', ({ code, national }) => inScript(`+${code} ${punctuated(national)}`)),
    odd(anywhere, 'damaged e164', ({ code, national }) => `+${damaged(code + national)}`),
    odd(anywhere, 'damaged behind code', ({ code, national }) => `+${code}${damaged(national)}`),
    { title: '00', write: ({ code, national }) => ({ text: `00${code} ${punctuated(national)}`, region: pick(['DE', 'GB', 'FR', 'IN', 'CN']) }) },
    { title: '011', write: ({ code, national }) => ({ text: `011 ${code} ${punctuated(national)}`, region: pick(['US', 'CA', 'JM']) }) },
    {
      title: 'dialled abroad',
      write: (number) => {
        const region = pick(names);
        return { text: formatted(number, (parsed) => peer.util.formatOutOfCountryCallingNumber(parsed, region)), region };
      },
    },
    inRegion('national', (number) => formatted(number, (parsed) => peer.util.format(parsed, peer.formats.NATIONAL))),
    inRegion('national digits', ({ national, prefix }) => prefix + national),
    inRegion('national spaced', ({ national, prefix }) => punctuated(prefix + national)),
    inRegion('without prefix', ({ national }) => national),
    inRegion('without prefix spaced', ({ national }) => punctuated(national)),
    inRegion('without plus', ({ code, national }) => code + national),
    inRegion('national extension', ({ national, prefix }) => punctuated(prefix + national) + pick(extensions)),
    inRegion('national scripts', ({ national, prefix }) => inScript(punctuated(prefix + national))),
    odd(inRegion, 'damaged national', ({ national, prefix }) => damaged(prefix + national)),
    odd(inRegion, 'damaged without prefix', ({ national }) => punctuated(damaged(national))),
    odd(inRegion, 'random digits', () => Array.from({ length: 3 + random(10) }, () => random(10)).join('')),
    {
      title: 'other region',
      isOdd: true,
      write: ({ national, prefix }) => ({ text: punctuated(prefix + national), region: pick(names) }),
    },
  ];
  // One input in 25 is damaged, read in a region that is not its own, or no number at all.
  const usualWeight = 8;
  const weighted = styles.flatMap((style) => new Array(style.isOdd ? 1 : usualWeight).fill(style));
  for (const { name, plan } of plans) {
    const general = { tree: parse(plan[2]).tree, lengths: plan[3] };
    const kinds = plan[11]
      .filter((kind) => kind && kind[0])
      .map(([pattern, lengths]) => ({ tree: parse(pattern).tree, lengths: lengths ?? plan[3] }));
    for (let count = 0; count < perRegion; count++) {
      const source = chance(6) ? general : pick(kinds);
      const national = numberOf(source);
      const number = { national, plan, name, code: plan[0], prefix: plan[5] || '' };
      const style = pick(weighted.filter((each) => name || !each.needsRegion));
      yield { style: style.title, region: '', ...style.write(number) };
    }
  }

  function numberOf({ tree, lengths }) {
    let text = expand(tree);
    for (let attempt = 0; attempt < 20 && !lengths.includes(text.length); attempt++) {
      text = expand(tree);
    }
    return text;
  }

  function expand(node) {
    switch (node.kind) {
      case 'digits':
        return pick([...'0123456789'].filter((_, digit) => node.mask & (1 << digit)));
      case 'choice':
        return expand(pick(node.parts));
      case 'repeat':
        return Array.from({ length: node.min + random(node.max - node.min + 1) }, () => expand(node.parts[0])).join('');
      default:
        return node.parts.map(expand).join('');
    }
  }

  // Digits in groups, with one kind of separator, or with several.
  function punctuated(digits) {
    const one = pick(separators);
    let text = '';
    for (let index = 0; index < digits.length; ) {
      const size = 1 + random(4);
      text += (index > 0 ? (chance(20) ? pick(separators) : one) : '') + digits.slice(index, index + size);
      index += size;
    }
    return chance(10) && text.length > 5 ? `(${text.slice(0, 3)})${text.slice(3)}` : text;
  }

  // The region that an international number stands in does not matter, so any will do.
  function anyRegion(own) {
    return pick(['', own, pick(names)]);
  }

  function damaged(digits) {
    const place = random(digits.length);
    switch (random(5)) {
      case 0:
        return digits.slice(0, place) + digits.slice(place + 1);
      case 1:
        return digits.slice(0, place) + random(10) + digits.slice(place);
      case 2:
        return digits.slice(0, place) + random(10) + digits.slice(place + 1);
      case 3:
        return digits + digits.slice(0, 1 + random(5));
      default:
        return digits.slice(1);
    }
  }

  function formatted(number, write) {
    try {
      return write(peer.util.parse(`+${number.code}${number.national}`));
    } catch {
      return `+${number.code}${number.national}`;
    }
  }

  function inRegion(title, write) {
    return { title, needsRegion: true, write: (number) => ({ text: write(number), region: number.name }) };
  }

  function anywhere(title, write) {
    return { title, write: (number) => ({ text: write(number), region: anyRegion(number.name) }) };
  }

  function inScript(text) {
    const digits = pick(scripts);
    return text.replace(/\d/g, (digit) => digits[digit]).replace('+', digits === scripts[0] ? '＋' : '+');
  }
}
