import { encode } from './bytes.ts';
import { interpretEscapes } from './echo.ts';

/** Characters that one printf may print. */
const OUTPUT_MAX = 1_048_576;
/** Widest field. */
const WIDTH_MAX = 65_536;

export interface Printed {
  /** Bytes, one character each. */
  readonly output: string;
  /** Arguments that aren't numbers, in what order they came. */
  readonly invalid: readonly string[];
  /** A directive that isn't one, e.g. `%y`: nothing after it was printed. */
  readonly badDirective?: string;
}

export interface PrintfOptions {
  /** How %q quotes. */
  readonly quote: (text: string) => string;
  /** What `%(…)T` shows: strftime(3) of seconds since the epoch. */
  readonly time?: (format: string, seconds: number | undefined) => string;
}

const DIRECTIVE =
  /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh?|ll?|[Lqjzt](?=[diouxXeEfFgGaA]))?(\([^)]*\)T|[\s\S]?))/g;

/** What printf prints. The format is used again as long as there are arguments. */
export function printf(format: string, words: readonly string[], options: PrintfOptions): Printed {
  return new Printing(words, options).print(format);
}

class Printing {
  readonly #words: readonly string[];
  readonly #options: PrintfOptions;
  readonly #invalid: string[] = [];
  readonly #output: string[] = [];
  #length = 0;
  #at = 0;
  #stopped = false;
  #badDirective: string | undefined;

  constructor(words: readonly string[], options: PrintfOptions) {
    this.#words = words;
    this.#options = options;
  }

  print(format: string): Printed {
    const bytes = encode(format);
    do {
      const before = this.#at;
      this.#once(bytes);
      if (this.#at === before) break;
    } while (this.#at < this.#words.length && !this.#stopped && this.#length < OUTPUT_MAX);
    const facts = this.#badDirective === undefined ? {} : { badDirective: this.#badDirective };
    return { output: this.#output.join(''), invalid: this.#invalid, ...facts };
  }

  #once(format: string): void {
    let copied = 0;
    for (const directive of format.matchAll(DIRECTIVE)) {
      this.#literal(format.slice(copied, directive.index));
      if (this.#stopped) return;
      this.#directive(directive);
      if (this.#stopped) return;
      copied = directive.index + directive[0].length;
    }
    this.#literal(format.slice(copied));
  }

  #add(text: string): void {
    this.#output.push(text);
    this.#length += text.length;
  }

  #literal(text: string): void {
    const { text: unescaped, ended } = interpretEscapes(text, 'plain');
    this.#add(unescaped);
    if (ended) this.#stopped = true;
  }

  #next(): string | undefined {
    return this.#words[this.#at++];
  }

  #directive([all, flags = '', width, precision, conversion = '']: RegExpExecArray): void {
    if (all === '%%') {
      this.#add('%');
      return;
    }
    const widest = width === '*' ? Number(this.#integer()) : Number(width ?? 0);
    const left = flags.includes('-') || widest < 0;
    const size = Math.min(Math.abs(widest), WIDTH_MAX);
    const given =
      precision === '*' ? Number(this.#integer()) : precision === undefined ? undefined : Number(precision);
    const exact = given === undefined || given < 0 ? undefined : Math.min(given, WIDTH_MAX);
    const text = this.#converted(conversion, flags, exact);
    if (text === undefined) {
      this.#badDirective = all;
      this.#stopped = true;
      return;
    }
    const zeros =
      flags.includes('0') &&
      !left &&
      /[diouxXeEfFgG]/.test(conversion) &&
      !(exact !== undefined && /[dioux]/i.test(conversion));
    this.#add(left ? text.padEnd(size) : zeros ? zeroPadded(text, size) : text.padStart(size));
  }

  #converted(conversion: string, flags: string, exact: number | undefined): string | undefined {
    if (conversion.endsWith('T') && conversion.startsWith('(')) {
      const { time } = this.#options;
      const given = this.#next();
      const seconds = given === undefined || Number(given) < 0 ? undefined : Number(given);
      return time === undefined ? undefined : encode(time(conversion.slice(1, -2), seconds));
    }
    switch (conversion) {
      case 's':
        return encode(this.#next() ?? '').slice(0, exact);
      case 'b': {
        const { text, ended } = interpretEscapes(encode(this.#next() ?? ''), 'zero');
        if (ended) this.#stopped = true;
        return text.slice(0, exact);
      }
      case 'q':
        return encode(this.#options.quote(this.#next() ?? ''));
      case 'c':
        return encode(this.#next() ?? '').slice(0, 1);
      case 'd':
      case 'i':
        return signed(this.#integer(), flags, exact);
      case 'u':
        return padded(BigInt.asUintN(64, this.#integer()).toString(), exact);
      case 'o':
      case 'x':
      case 'X':
        return unsigned(this.#integer(), conversion, flags, exact);
      default:
        return /^[eEfFgG]$/.test(conversion) ? this.#float(conversion, flags, exact ?? 6) : undefined;
    }
  }

  #integer(): bigint {
    const word = this.#next();
    if (word === undefined) return 0n;
    const character = /^["']([\s\S])/u.exec(word)?.[1];
    if (character !== undefined) return BigInt(character.codePointAt(0) ?? 0);
    const text = word.trim();
    const [, sign = '', digits = ''] = /^([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text) ?? [];
    if (sign.length + digits.length !== text.length) this.#invalid.push(word);
    if (digits === '') return 0n;
    const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits.slice(0, 1000));
    return clamped(sign === '-' ? -value : value);
  }

  #float(conversion: string, flags: string, exact: number): string {
    const word = this.#next() ?? '0';
    const character = /^["']([\s\S])/u.exec(word)?.[1];
    const value = character === undefined ? Number(word.trim() || '0') : (character.codePointAt(0) ?? 0);
    if (Number.isNaN(value)) this.#invalid.push(word);
    const number = Number.isNaN(value) ? Number.parseFloat(word) || 0 : value;
    const text = formatFloat(Math.abs(number), conversion, Math.min(exact, 100));
    const sign =
      number < 0 || Object.is(number, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
    return sign + text;
  }
}

/** Numbers beyond 64 bits become the nearest one, as strtol(3) has it. Unsigned ones may use all bits. */
function clamped(value: bigint): bigint {
  if (value < -(2n ** 63n)) return -(2n ** 63n);
  return value >= 2n ** 64n ? 2n ** 64n - 1n : value;
}

function formatFloat(value: number, conversion: string, exact: number): string {
  if (!Number.isFinite(value)) return 'inf';
  const lower = conversion.toLowerCase();
  const text =
    lower === 'f' ? fixed(value, exact) : lower === 'e' ? exponent(value, exact) : general(value, exact || 1);
  return conversion === lower ? text : text.toUpperCase();
}

/** As C rounds: exact halves to the even digit, where toFixed rounds them up. */
function fixed(value: number, exact: number): string {
  const rounded = value.toFixed(exact);
  const digits = value.toFixed(Math.min(100, exact + 60));
  const rest = digits.slice(digits.indexOf('.') + 1 + exact);
  const isHalf = exact < 40 && value < 1e15 && /^50*$/.test(rest);
  if (!isHalf || Number(rounded.at(-1)) % 2 === 0) return rounded;
  return digits.slice(0, digits.indexOf('.') + (exact === 0 ? 0 : 1 + exact));
}

function exponent(value: number, exact: number): string {
  return value.toExponential(exact).replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(value: number, significant: number): string {
  if (value === 0) return '0';
  const power = Math.floor(Math.log10(value));
  const text =
    power < -4 || power >= significant
      ? exponent(value, significant - 1)
      : fixed(value, Math.max(0, significant - 1 - power));
  return text.includes('.') ? text.replace(/\.?0+(?=e|$)/, '') : text;
}

function padded(digits: string, exact: number | undefined): string {
  return digits.padStart(exact ?? 0, '0');
}

function signed(given: bigint, flags: string, exact: number | undefined): string {
  const value = given >= 2n ** 63n ? 2n ** 63n - 1n : given;
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return sign + padded((value < 0n ? -value : value).toString(), exact);
}

function unsigned(value: bigint, conversion: string, flags: string, exact: number | undefined): string {
  const positive = BigInt.asUintN(64, value);
  const digits = padded(positive.toString(conversion === 'o' ? 8 : 16), exact);
  const prefix = !flags.includes('#') || positive === 0n ? '' : conversion === 'o' ? '0' : '0x';
  return conversion === 'X' ? (prefix + digits).toUpperCase() : prefix + digits;
}

function zeroPadded(text: string, size: number): string {
  const [, sign = '', digits = ''] = /^([-+ ]?(?:0[xX])?)([\s\S]*)$/.exec(text) ?? [];
  return sign + digits.padStart(Math.max(0, size - sign.length), '0');
}
