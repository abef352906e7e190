import type { Part, Word } from './syntax/tree.ts';

/** Words that one word may become. */
const WORDS_MAX = 100_000;

type Unit = string | Part;

/** Brace expansion: `a{b,c}d`, `{1..5}`, `{a..e..2}`. Only what is unquoted counts. */
export function expandBraces(word: Word): Word[] {
  const hasBrace = word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));
  if (!hasBrace) return [word];
  const units = word.flatMap((part): Unit[] =>
    part.kind === 'text' && !part.quoted ? [...part.text] : [part],
  );
  return expand(units).map(joined);
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
    const words: Unit[][] = [];
    for (const choice of choices) {
      for (const rest of rests) {
        if (words.length < WORDS_MAX) words.push([...before, ...choice, ...rest]);
      }
    }
    return words;
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
  return choices.slice(0, WORDS_MAX);
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
  const words: Unit[][] = [];
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step) {
    words.push([numbers === null ? String.fromCharCode(value) : padded(value, width)]);
    if (words.length >= WORDS_MAX) break;
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
