import type { PatternCode, Step } from './code.ts';
import { canonical } from './sets.ts';

/** Steps that a match may take from one place of the text; and of one call, after which it goes on later. */
export const STEPS_PER_PLACE_MAX = 2_000_000;
const STEPS_PER_CALL = 200_000;

/** It goes back and forth without end: programs can catch it. */
export class TooLong extends Error {}

export type Search =
  | { readonly registers: readonly number[]; readonly steps: number }
  | { readonly registers: undefined; readonly steps: number }
  /** Nothing so far: the search goes on at this place. */
  | { readonly goOnAt: number; readonly steps: number };

const isWord = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
const isLineEnd = (code: number) => code === 10 || code === 13 || code === 0x2028 || code === 0x2029;

/** One attempt to match at one place: with a stack of places to go back to, and a list of what to undo there. */
class Attempt {
  readonly #code: PatternCode;
  readonly #text: string;
  readonly registers: number[];
  readonly #undo: number[] = [];
  readonly #back: number[] = [];
  steps = 0;

  constructor(code: PatternCode, text: string) {
    this.#code = code;
    this.#text = text;
    this.registers = new Array<number>(code.registers).fill(-1);
  }

  /** @returns where it ends; -1: no match */
  at(start: number): number {
    this.registers.fill(-1);
    this.#undo.length = 0;
    this.#back.length = 0;
    const end = this.#run(0, start);
    this.registers[0] = start;
    this.registers[1] = end;
    return end;
  }

  #set(register: number, value: number): void {
    this.#undo.push(register, this.registers[register] ?? -1);
    this.registers[register] = value;
  }

  #restore(length: number): void {
    while (this.#undo.length > length) {
      const value = this.#undo.pop() ?? -1;
      this.registers[this.#undo.pop() ?? 0] = value;
    }
  }

  /** The character at a place; -1: there is none. */
  #read(at: number, back: boolean): number {
    const text = this.#text;
    if (back) {
      if (at === 0) return -1;
      const low = text.charCodeAt(at - 1);
      if (!this.#code.unicode || low < 0xdc00 || low > 0xdfff || at < 2) return low;
      const whole = text.codePointAt(at - 2) ?? 0;
      return whole > 0xffff ? whole : low;
    }
    if (at >= text.length) return -1;
    return this.#code.unicode ? (text.codePointAt(at) ?? -1) : text.charCodeAt(at);
  }

  #run(from: number, start: number): number {
    const { steps } = this.#code;
    const back = this.#back;
    const base = back.length;
    const entry = this.#undo.length;
    let pc = from;
    let at = start;
    for (;;) {
      if (++this.steps > STEPS_PER_PLACE_MAX)
        throw new TooLong(
          'a regular expression that goes back and forth for so long is not part of the simulation',
        );
      const step = steps[pc];
      if (step === undefined || step.do === 'match') {
        back.length = base;
        return at;
      }
      const next = this.#step(step, pc, at);
      if (next >= 0) {
        at = next;
        pc = this.#pc;
        continue;
      }
      if (back.length === base) {
        this.#restore(entry);
        return -1;
      }
      this.#restore(back.pop() ?? 0);
      at = back.pop() ?? 0;
      pc = back.pop() ?? 0;
    }
  }

  /** Where the last step leads. */
  #pc = 0;

  /** @returns the place after it; -1: it doesn't fit */
  #step(step: Step, pc: number, at: number): number {
    this.#pc = pc + 1;
    switch (step.do) {
      case 'character':
      case 'test':
        return this.#one(step, at);
      case 'split':
        this.#back.push(step.second, at, this.#undo.length);
        this.#pc = step.first;
        return at;
      case 'jump':
        this.#pc = step.to;
        return at;
      case 'save':
        this.#set(step.register, at);
        return at;
      case 'set':
        this.#set(step.register, step.value);
        return at;
      case 'loop':
        return this.#loop(step, at);
      case 'round': {
        const count = this.registers[step.count] ?? 0;
        if (count >= step.min && this.registers[step.place] === at) return -1;
        this.#set(step.count, count + 1);
        this.#pc = step.loop;
        return at;
      }
      case 'forget':
        for (let register = step.from; register < step.below; register++)
          if (this.registers[register] !== -1) this.#set(register, -1);
        return at;
      case 'look':
        return this.#look(step, pc, at);
      case 'reference':
        return this.#reference(step, at);
      default:
        return this.#boundary(step.do, at) ? at : -1;
    }
  }

  #one(step: Step & { do: 'character' | 'test' }, at: number): number {
    const code = this.#read(at, step.back);
    if (code < 0) return -1;
    const fits =
      step.do === 'test'
        ? step.test(code)
        : (this.#code.ignoreCase ? canonical(code, this.#code.unicode) : code) === step.code;
    const width = code > 0xffff ? 2 : 1;
    return fits ? (step.back ? at - width : at + width) : -1;
  }

  #loop({ count, min, max, greedy, body, after }: Step & { do: 'loop' }, at: number): number {
    const rounds = this.registers[count] ?? 0;
    if (rounds < min) this.#pc = body;
    else if (rounds >= max) this.#pc = after;
    else {
      this.#back.push(greedy ? after : body, at, this.#undo.length);
      this.#pc = greedy ? body : after;
    }
    return at;
  }

  #look({ negative, after }: Step & { do: 'look' }, pc: number, at: number): number {
    const undo = this.#undo.length;
    const found = this.#run(pc + 1, at) >= 0;
    if (negative) this.#restore(undo);
    this.#pc = after;
    return found === negative ? -1 : at;
  }

  #reference({ group, back }: Step & { do: 'reference' }, at: number): number {
    const [from, to] = [this.registers[2 * group] ?? -1, this.registers[2 * group + 1] ?? -1];
    if (from < 0 || to < 0) return at;
    const length = to - from;
    const start = back ? at - length : at;
    if (start < 0 || start + length > this.#text.length) return -1;
    this.steps += length >> 4;
    const [a, b] = [this.#text.slice(from, to), this.#text.slice(start, start + length)];
    const same = this.#code.ignoreCase ? this.#folded(a) === this.#folded(b) : a === b;
    return same ? (back ? start : start + length) : -1;
  }

  #folded(text: string): string {
    this.steps += text.length;
    return Array.from(text, (each) => canonical(each.codePointAt(0) ?? 0, this.#code.unicode)).join(' ');
  }

  #boundary(what: 'start' | 'end' | 'word' | 'no word' | 'match' | 'fail', at: number): boolean {
    const text = this.#text;
    if (what === 'start') return at === 0 || (this.#code.multiline && isLineEnd(text.charCodeAt(at - 1)));
    if (what === 'end') return at === text.length || (this.#code.multiline && isLineEnd(text.charCodeAt(at)));
    const edge = this.#isWord(at - 1) !== this.#isWord(at);
    return what === 'word' ? edge : what === 'no word' && !edge;
  }

  #isWord(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    const { ignoreCase, unicode } = this.#code;
    return isWord(code) || (ignoreCase && unicode && (code === 0x17f || code === 0x212a));
  }
}

/**
 * Looks for a match from a place on (or only there).
 * @throws TooLong
 */
export function search(code: PatternCode, text: string, from: number, onlyThere: boolean): Search {
  const attempt = new Attempt(code, text);
  let steps = 0;
  for (let at = from; at <= text.length; at++) {
    if (code.first !== undefined && !onlyThere) {
      const next = text.indexOf(code.first, at);
      if (next < 0) return { registers: undefined, steps: steps + ((text.length - at) >> 6) };
      steps += (next - at) >> 6;
      at = next;
    }
    attempt.steps = 0;
    const end = attempt.at(at);
    steps += attempt.steps;
    if (end >= 0) return { registers: attempt.registers, steps };
    if (onlyThere) break;
    if (code.unicode && (text.codePointAt(at) ?? 0) > 0xffff) at++;
    if (steps > STEPS_PER_CALL && at < text.length) return { goOnAt: at + 1, steps };
  }
  return { registers: undefined, steps };
}
