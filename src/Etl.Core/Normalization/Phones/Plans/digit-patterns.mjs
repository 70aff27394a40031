// Regular expressions over digits, as numbering plans use them: read into trees, and from these made into small programs
// (for prefixes, which capture parts) and into automata (for whole numbers, which only match or not).

/** Reads `(?:0|1[2-4])\d{2,3}` and its like. Anything else that a pattern could hold is an error, not a guess. */
export function parse(pattern) {
  let position = 0;
  let groupCount = 0;
  const tree = alternation();
  if (position !== pattern.length) {
    throw new Error(`"${pattern}" goes on at ${position} with what is not understood.`);
  }
  return { tree, groupCount };

  function alternation() {
    const choices = [sequence()];
    while (pattern[position] === '|') {
      position++;
      choices.push(sequence());
    }
    return choices.length === 1 ? choices[0] : { kind: 'choice', parts: choices };
  }

  function sequence() {
    const parts = [];
    while (position < pattern.length && pattern[position] !== '|' && pattern[position] !== ')') {
      parts.push(quantified(atom()));
    }
    return { kind: 'sequence', parts };
  }

  function atom() {
    const character = pattern[position++];
    if (character >= '0' && character <= '9') {
      return { kind: 'digits', mask: 1 << Number(character) };
    }
    if (character === '\\' && pattern[position] === 'd') {
      position++;
      return { kind: 'digits', mask: 0x3ff };
    }
    if (character === '[') {
      return digitClass();
    }
    if (character === '$') {
      return { kind: 'end' };
    }
    if (character === '(') {
      return group();
    }
    throw new Error(`"${pattern}" holds "${character}", which is not understood.`);
  }

  function group() {
    const captures = !pattern.startsWith('?:', position);
    position += captures ? 0 : 2;
    const number = captures ? ++groupCount : 0;
    const inner = alternation();
    if (pattern[position++] !== ')') {
      throw new Error(`"${pattern}" does not close a group.`);
    }
    return captures ? { kind: 'group', number, parts: [inner] } : inner;
  }

  function digitClass() {
    const end = pattern.indexOf(']', position);
    let mask = 0;
    for (const [, first, last] of pattern.slice(position, end).matchAll(/(\d|\\d)(?:-(\d))?/g)) {
      for (let digit = Number(first); digit <= Number(last ?? first); digit++) {
        mask |= 1 << digit;
      }
    }
    if (!/^(\d(-\d)?)+$/.test(pattern.slice(position, end))) {
      throw new Error(`"${pattern}" holds a class that is not understood.`);
    }
    position = end + 1;
    return { kind: 'digits', mask };
  }

  function quantified(part) {
    if (pattern[position] === '?') {
      position++;
      return { kind: 'repeat', parts: [part], min: 0, max: 1 };
    }
    const range = /^\{(\d+)(?:,(\d+))?\}/.exec(pattern.slice(position));
    if (!range) {
      return part;
    }
    position += range[0].length;
    return { kind: 'repeat', parts: [part], min: Number(range[1]), max: Number(range[2] ?? range[1]) };
  }
}

/** The digits that a match can start with, as a mask of ten bits. */
export function firstDigits(node) {
  return look(node).mask;

  function look(part) {
    switch (part.kind) {
      case 'digits':
        return { mask: part.mask, mayBeEmpty: false };
      case 'end':
        return { mask: 0, mayBeEmpty: true };
      case 'group':
        return look(part.parts[0]);
      case 'repeat': {
        const inner = look(part.parts[0]);
        return { mask: inner.mask, mayBeEmpty: inner.mayBeEmpty || part.min === 0 };
      }
      case 'choice': {
        const all = part.parts.map(look);
        return { mask: all.reduce((sum, each) => sum | each.mask, 0), mayBeEmpty: all.some((each) => each.mayBeEmpty) };
      }
      default: {
        let mask = 0;
        for (const each of part.parts) {
          const inner = look(each);
          mask |= inner.mask;
          if (!inner.mayBeEmpty) {
            return { mask, mayBeEmpty: false };
          }
        }
        return { mask, mayBeEmpty: true };
      }
    }
  }
}

/** Instructions of a program, the upper four bits of a word; the lower twelve are the operand. DigitProgram.cs runs them. */
const Operation = { digits: 0x0000, split: 0x1000, jump: 0x2000, save: 0x3000, end: 0x4000, match: 0x5000 };

/** A program that matches the start of a text as a regular expression does: the first choice that fits wins. */
export function compileProgram(tree) {
  const words = [];
  emit(tree);
  words.push(Operation.match);
  if (words.length > 0xfff) {
    throw new Error('A program is too long for its jumps.');
  }
  return words;

  function emit(node) {
    switch (node.kind) {
      case 'digits':
        words.push(Operation.digits | node.mask);
        break;
      case 'end':
        words.push(Operation.end);
        break;
      case 'group':
        words.push(Operation.save | (2 * (node.number - 1)));
        emit(node.parts[0]);
        words.push(Operation.save | (2 * (node.number - 1) + 1));
        break;
      case 'choice':
        emitChoice(node.parts);
        break;
      case 'repeat':
        for (let count = 0; count < node.max; count++) {
          count < node.min ? emit(node.parts[0]) : emitOptional(node.parts[0]);
        }
        break;
      default:
        node.parts.forEach(emit);
    }
  }

  // x{0,2} as x?x?: the same texts are matched, and the longest first.
  function emitOptional(node) {
    const split = words.push(0) - 1;
    emit(node);
    words[split] = Operation.split | words.length;
  }

  function emitChoice(parts) {
    const jumps = [];
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        emit(part);
        return;
      }
      const split = words.push(0) - 1;
      emit(part);
      jumps.push(words.push(0) - 1);
      words[split] = Operation.split | words.length;
    });
    jumps.forEach((jump) => (words[jump] = Operation.jump | words.length));
  }
}

/** Many patterns as one automaton that is not yet deterministic; each accepts with a mark of its own. */
export class Nondeterministic {
  #edges = []; // state → [mask, target]
  #empty = []; // state → targets without a digit
  #marks = []; // state → mark or undefined

  start = this.#add();

  /** Adds a pattern; with `isPrefix`, whatever starts with a match is accepted. */
  addPattern(tree, mark, isPrefix = false) {
    const end = this.#build(tree, this.start);
    this.#marks[end] = mark;
    if (isPrefix) {
      this.#edges[end].push([0x3ff, end]);
    }
  }

  /** The states reached without a digit, sorted. */
  close(states) {
    const seen = new Set(states);
    for (const state of seen) {
      this.#empty[state].forEach((target) => seen.add(target));
    }
    return [...seen].sort((left, right) => left - right);
  }

  step(states, digit) {
    const targets = [];
    for (const state of states) {
      for (const [mask, target] of this.#edges[state]) {
        if (mask & (1 << digit)) {
          targets.push(target);
        }
      }
    }
    return this.close(targets);
  }

  marksOf(states) {
    return states.map((state) => this.#marks[state]).filter((mark) => mark !== undefined);
  }

  #add() {
    this.#edges.push([]);
    this.#empty.push([]);
    this.#marks.push(undefined);
    return this.#edges.length - 1;
  }

  #build(node, from) {
    const start = this.#add();
    this.#empty[from].push(start);
    switch (node.kind) {
      case 'digits': {
        const end = this.#add();
        this.#edges[start].push([node.mask, end]);
        return end;
      }
      case 'group':
        return this.#build(node.parts[0], start);
      case 'choice': {
        const end = this.#add();
        node.parts.forEach((part) => this.#empty[this.#build(part, start)].push(end));
        return end;
      }
      case 'repeat': {
        const end = this.#add();
        let last = start;
        for (let count = 0; count < node.max; count++) {
          if (count >= node.min) {
            this.#empty[last].push(end);
          }
          last = this.#build(node.parts[0], last);
        }
        this.#empty[last].push(end);
        return end;
      }
      case 'sequence':
        return node.parts.reduce((last, part) => this.#build(part, last), start);
      default:
        throw new Error(`A whole number's pattern cannot hold "${node.kind}".`);
    }
  }
}

/**
 * Deterministic automata without circles, whose equal parts are kept once: numbers have at most 17 digits, so the depth of a
 * state is known. State 0 is the dead end. `rows[state]` holds ten targets, `outputs[state]` what ending there means (0: nothing).
 */
export class SharedAutomaton {
  rows = [new Array(10).fill(0)];
  outputs = [0];
  #numbers = [];
  #known = new Map([[this.#key(this.rows[0], 0), 0]]);

  /** The state that a number starts in. `judge(marks, length)` says what ending there means. */
  add(patterns, judge, lengthMax) {
    const memory = new Map();
    const visit = (states, depth) => {
      if (states.length === 0) {
        return 0;
      }
      const place = `${depth}:${states.join()}`;
      const seen = memory.get(place);
      if (seen !== undefined) {
        return seen;
      }
      const row = [];
      for (let digit = 0; digit < 10; digit++) {
        row.push(depth === lengthMax ? 0 : visit(patterns.step(states, digit), depth + 1));
      }
      const state = this.intern(row, judge(patterns.marksOf(states), depth));
      memory.set(place, state);
      return state;
    };
    return visit(patterns.close([patterns.start]), 0);
  }

  /** The state with these targets and this output. */
  intern(row, output) {
    const key = this.#key(row, output);
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    this.rows.push(row);
    this.outputs.push(output);
    this.#known.set(key, this.rows.length - 1);
    return this.rows.length - 1;
  }

  /**
   * Numbers the states anew, once all are there: first those that are settled, from which all digits lead to one and the same state, which is settled,
   * too. Says how many there are. States that follow another stand before it, as they did.
   */
  putSettledFirst() {
    const settled = [];
    this.rows.forEach((row, state) => {
      settled[state] = row.every((target) => target === row[0]) && (state === 0 || settled[row[0]]);
    });
    const states = [...this.rows.keys()];
    const order = [...states.filter((state) => settled[state]), ...states.filter((state) => !settled[state])];
    order.forEach((state, number) => (this.#numbers[state] = number));
    this.outputs = order.map((state) => this.outputs[state]);
    this.rows = order.map((state) => this.rows[state].map((target) => this.#numbers[target]));
    return states.filter((state) => settled[state]).length;
  }

  /** The number of a state since then. */
  numberOf(state) {
    return this.#numbers[state];
  }

  #key(row, output) {
    return `${row.join()}=${output}`;
  }
}
