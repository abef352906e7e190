import type { Part, Word } from './syntax/tree.ts';

/** Words that one word may become. */
const WORDS_MAX = 100_000;

type Unit = string | Part;

class TooMany extends Error {
  readonly words: number;

  constructor(words: number) {
    super('too many words');
    this.words = words;
  }
}

/** The words of a word that is a sequence of numbers alone, `{1..5}`; undefined: it isn't, or has too many. */
export function plainSequence([part, ...rest]: Word): string[] | undefined {
  if (part?.kind !== 'text' || part.quoted || rest.length > 0) return undefined;
  const given = /^\{(-?\d{1,15})\.\.(-?\d{1,15})\}$/.exec(part.text);
  if (given === null || /\{-?0\d|\.-?0\d/.test(part.text)) return undefined;
  const [from, to] = [Number(given[1]), Number(given[2])];
  const count = Math.abs(to - from) + 1;
  if (count > WORDS_MAX) return undefined;
  const step = from <= to ? 1 : -1;
  return Array.from({ length: count }, (_, index) => String(from + index * step));
}

/**
 * Brace expansion: `a{b,c}d`, `{1..5}`, `{a..e..2}`. Only what is unquoted counts.
 * @param refuse told where it would be too many words; the word then stays as it is
 */
export function expandBraces(word: Word, refuse: (words: number) => void): Word[] {
  const hasBrace = word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));
  if (!hasBrace) return [word];
  const units = word.flatMap((part): Unit[] =>
    part.kind === 'text' && !part.quoted ? [...part.text] : [part],
  );
  try {
    return expand(units).map(joined);
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    refuse(error.words);
    return [word];
  }
}

function expand(units: readonly Unit[]): Unit[][] {
  for (let at = 0; at < units.length; at++) {
    if (units[at] !== '{') continue;
    const close = closing(units, at);
    if (close < 0) continue;
    const inside = units.slice(at + 1, close);
    const choices = alternatives(inside) ?? sequence(inside);
    if (choices === undefined) continue;
    const before = units.slice(0, at);
    const rests = expand(units.slice(close + 1));
    if (choices.length * rests.length > WORDS_MAX) throw new TooMany(choices.length * rests.length);
    return choices.flatMap((choice) => rests.map((rest) => [...before, ...choice, ...rest]));
  }
  return [[...units]];
}

function closing(units: readonly Unit[], from: number): number {
  let depth = 0;
  for (let at = from; at < units.length; at++) {
    if (units[at] === '{') depth++;
    else if (units[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function alternatives(inside: readonly Unit[]): Unit[][] | undefined {
  const choices: Unit[][] = [];
  let depth = 0;
  let start = 0;
  inside.forEach((unit, at) => {
    if (unit === '{') depth++;
    else if (unit === '}') depth--;
    else if (unit === ',' && depth === 0) {
      choices.push(...expand(inside.slice(start, at)));
      start = at + 1;
    }
  });
  if (start === 0) return undefined;
  choices.push(...expand(inside.slice(start)));
  if (choices.length > WORDS_MAX) throw new TooMany(choices.length);
  return choices;
}

const NUMBERS = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?$/;
const LETTERS = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,3}))?$/;

function sequence(inside: readonly Unit[]): Unit[][] | undefined {
  if (!inside.every((unit) => typeof unit === 'string')) return undefined;
  const text = inside.join('');
  const numbers = NUMBERS.exec(text);
  const letters = numbers ?? LETTERS.exec(text);
  if (letters === null) return undefined;
  const [, first = '', last = '', by] = letters;
  const from = numbers === null ? first.charCodeAt(0) : Number(first);
  const to = numbers === null ? last.charCodeAt(0) : Number(last);
  const step = Math.abs(Number(by ?? 1)) || 1;
  const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > WORDS_MAX) throw new TooMany(count);
  const words: Unit[][] = [];
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step) {
    words.push([numbers === null ? String.fromCharCode(value) : padded(value, width)]);
  }
  return words;
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, '0');
  return value < 0 ? `-${digits}` : digits;
}

function joined(units: readonly Unit[]): Word {
  const parts: Part[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain, quoted: false });
    plain = '';
  };
  for (const unit of units) {
    if (typeof unit === 'string') plain += unit;
    else {
      flush();
      parts.push(unit);
    }
  }
  flush();
  return parts;
}
