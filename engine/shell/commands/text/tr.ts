import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { fail } from '../command.ts';
import { filter } from '../filter.ts';
import { isBusybox, type Options, parseOptions, type Syntax, usageError, usageOnly } from '../options.ts';
import { characterClasses } from './regex/syntax.ts';

const syntax: Syntax = {
  letters: 'cCdst',
  operandsLast: true,
  long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
  manual: {
    gnu: '[OPTION]... STRING1 [STRING2]\nTranslate, squeeze, and/or delete characters from standard input,\nwriting to standard output.',
  },
};

/** Repeats in a set (`[x*100]`) that are written out. */
const REPEAT_MAX = 65_536;

type State = {
  /** For each byte: what it becomes, or -1 where it is deleted. */
  readonly map: readonly number[];
  /** 1: repeats of the byte are squeezed. */
  readonly squeezed: readonly number[];
  last: number;
};

export const tr: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    checkOperands(system, options);
    const [first = '', second] = options.operands;
    const ones = expandSet(system, encode(first), 0);
    const from = options.has('c') || options.has('C') ? others(ones) : ones;
    const deletes = options.has('d');
    const squeezes = options.has('s');
    const map = Array.from({ length: 256 }, (_, code) => code);
    if (deletes) for (const code of from) map[code] = -1;
    let to: number[] = [];
    if (second !== undefined) {
      to = expandSet(system, encode(second), from.length);
      if (!deletes) translate(map, options.has('t') ? from.slice(0, to.length) : from, to);
    }
    const squeezed = new Array<number>(256).fill(0);
    if (squeezes) for (const code of second === undefined ? from : to) squeezed[code] = 1;
    return { operands: [], state: { map, squeezed, last: -1 } };
  },
  chunk(run, state, text) {
    const { map, squeezed } = state;
    let out = '';
    let { last } = state;
    for (let index = 0; index < text.length; index++) {
      const code = map[text.charCodeAt(index)] ?? -1;
      if (code < 0 || (code === last && squeezed[code] === 1)) continue;
      out += String.fromCharCode(code);
      last = code;
    }
    state.last = last;
    run.write(out);
    return undefined;
  },
});

function checkOperands(system: System, options: Options): void {
  const count = options.operands.length;
  const last = options.operands.at(-1) ?? '';
  const deletes = options.has('d');
  const squeezes = options.has('s');
  const least = (deletes && !squeezes) || (squeezes && !deletes) ? 1 : 2;
  const most = deletes && !squeezes ? 1 : 2;
  if (isBusybox(system)) {
    if (count === 0) throw usageOnly(system, syntax.manual);
    if (options.operands[1] === '') throw fail(system, 'STRING2 cannot be empty');
    return;
  }
  if (count === 0) throw usageError(system, syntax.manual, 'missing operand');
  if (count < least) {
    const why = deletes
      ? 'Two strings must be given when both deleting and squeezing repeats.'
      : 'Two strings must be given when translating.';
    throw usageError(system, syntax.manual, `missing operand after '${last}'\n${why}`);
  }
  if (count > most) {
    const extra = options.operands[most] ?? '';
    const why = most === 1 ? '\nOnly one string may be given when deleting without squeezing repeats.' : '';
    throw usageError(system, syntax.manual, `extra operand '${extra}'${why}`);
  }
}

function others(codes: readonly number[]): number[] {
  const inside = new Set(codes);
  return Array.from({ length: 256 }, (_, code) => code).filter((code) => !inside.has(code));
}

function translate(map: number[], from: readonly number[], to: readonly number[]): void {
  const last = to.at(-1);
  from.forEach((code, index) => {
    const target = to[index] ?? last;
    if (target !== undefined) map[code] = target;
  });
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };

/** The codes of a set. @param length what a `[x*]` fills up to */
function expandSet(system: System, text: string, length: number): number[] {
  const codes: number[] = [];
  let at = 0;
  while (at < text.length) {
    const special = /^\[:(\w+):\]|^\[=(.)=\]|^\[(\\.|[\s\S])\*(\d*)\]/.exec(text.slice(at, at + 40));
    if (special !== null) {
      at += special[0].length;
      codes.push(...expandSpecial(system, special, length - codes.length));
      continue;
    }
    const [low, next] = character(text, at);
    at = next;
    if (text[at] !== '-' || at + 1 >= text.length) {
      codes.push(low);
      continue;
    }
    const [high, after] = character(text, at + 1);
    at = after;
    if (high < low) {
      const range = `${String.fromCharCode(low)}-${String.fromCharCode(high)}`;
      throw fail(system, `range-endpoints of '${range}' are in reverse collating sequence order`);
    }
    for (let code = low; code <= high; code++) codes.push(code);
  }
  return codes;
}

function expandSpecial(system: System, special: RegExpExecArray, missing: number): number[] {
  const [, name, equal, repeated, count] = special;
  if (name !== undefined) {
    const test = characterClasses[name];
    if (test === undefined) throw fail(system, `invalid character class '${name}'`);
    return Array.from({ length: 256 }, (_, code) => code).filter(test);
  }
  if (equal !== undefined) return [equal.charCodeAt(0)];
  const [code] = character(repeated ?? '', 0);
  const base = count?.startsWith('0') ? 8 : 10;
  const times =
    count === undefined || Number(count) === 0 ? Math.max(0, missing) : Number.parseInt(count, base);
  return new Array<number>(Math.min(times, REPEAT_MAX)).fill(code);
}

function character(text: string, at: number): readonly [code: number, next: number] {
  if (text[at] !== '\\' || at + 1 >= text.length) return [text.charCodeAt(at), at + 1];
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4));
  if (octal !== null) return [Number.parseInt(octal[0], 8) & 255, at + 1 + octal[0].length];
  const next = text.charAt(at + 1);
  return [escapes[next] ?? next.charCodeAt(0), at + 2];
}
