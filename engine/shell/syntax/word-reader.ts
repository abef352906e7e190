import type { Dialect } from '../dialect.ts';
import { DollarReader } from './dollar-reader.ts';
import type { Source } from './source.ts';
import type { Part, Word } from './tree.ts';

/** Reads commands up to the parenthesis that closes them, and over it. */
export type SkipCommands = (source: Source) => void;

/** What ends a stretch of a word, and what is special in it. */
export interface Stretch {
  readonly ends: (character: string) => boolean;
  /** Everything in it is quoted, as between double quotes. */
  readonly quoted: boolean;
  readonly singleQuotes: boolean;
  readonly doubleQuotes: boolean;
  /** Characters that a backslash takes the meaning from; undefined: every one. */
  readonly escapable?: string;
}

const META = ' \t\n;&|<>()';

export const WORD: Stretch = {
  ends: (character) => META.includes(character),
  quoted: false,
  singleQuotes: true,
  doubleQuotes: true,
};

const IN_DOUBLE_QUOTES: Stretch = {
  ends: (character) => character === '"',
  quoted: true,
  singleQuotes: false,
  doubleQuotes: false,
  escapable: '$`"\\',
};

export const HERE_DOCUMENT: Stretch = { ...IN_DOUBLE_QUOTES, ends: () => false, escapable: '$`\\' };

const DOLLAR_QUOTE_END = /(?:[^\\']|\\[\s\S])*/y;

/** Reads words: quotes, escapes, and with a `DollarReader` what is substituted. */
export class WordReader {
  readonly source: Source;
  readonly dialect: Dialect;
  readonly #dollars: DollarReader;

  constructor(source: Source, dialect: Dialect, skipCommands: SkipCommands) {
    this.source = source;
    this.dialect = dialect;
    this.#dollars = new DollarReader(this, skipCommands);
  }

  read(stretch: Stretch): Part[] {
    return this.source.nested(() => {
      const parts = new Parts(stretch.quoted);
      while (!this.source.ended) {
        if (this.#opensProcess(stretch)) parts.add(this.#dollars.process());
        else if (this.#opensGroup(stretch)) this.#group(stretch, parts);
        else if (stretch.ends(this.source.next)) break;
        else this.#readPart(stretch, parts);
      }
      return parts.finish();
    });
  }

  #readPart(stretch: Stretch, parts: Parts): void {
    const { source } = this;
    const character = source.next;
    if (character === '\\') this.#escape(stretch, parts);
    else if (character === "'" && stretch.singleQuotes) parts.quoted(this.#singleQuoted());
    else if (character === '"' && stretch.doubleQuotes) this.#doubleQuoted(parts, stretch.quoted);
    else if (character === '`') parts.add(this.#dollars.backquotes(stretch.quoted));
    else if (character === '$') this.#dollar(stretch, parts);
    else {
      parts.text(character, stretch.quoted);
      source.at++;
    }
  }

  /** `<(` and `>(`, where words are read. */
  #opensProcess({ singleQuotes, quoted }: Stretch): boolean {
    const { source } = this;
    if (this.dialect !== 'bash' || quoted || !singleQuotes) return false;
    return source.text.charAt(source.at + 1) === '(' && (source.next === '<' || source.next === '>');
  }

  /** `@(` and its like in a pattern. `!(` at a command's place is a subshell that is negated. */
  #opensGroup({ singleQuotes, quoted }: Stretch): boolean {
    const { source } = this;
    if (this.dialect !== 'bash' || quoted || !singleQuotes) return false;
    return source.text.charAt(source.at + 1) === '(' && source.next !== '' && '?*+@!'.includes(source.next);
  }

  #group(stretch: Stretch, parts: Parts): void {
    const { source } = this;
    const start = source.at;
    parts.text(`${source.next}(`, false);
    source.at += 2;
    for (const part of this.read({ ...stretch, ends: (character) => character === ')' })) parts.add(part);
    if (!source.take(')')) throw this.#unclosed(')', start);
    parts.text(')', false);
  }

  #escape({ escapable, quoted }: Stretch, parts: Parts): void {
    const { source } = this;
    const next = source.text.charAt(source.at + 1);
    source.at += 2;
    if (next === '\n') return;
    if (next === '') parts.text('\\', quoted);
    else if (escapable === undefined) parts.quoted(next);
    else if (escapable.includes(next)) parts.quoted(next);
    else parts.text(`\\${next}`, quoted);
  }

  #singleQuoted(): string {
    const { source } = this;
    const start = source.at + 1;
    const end = source.text.indexOf("'", start);
    if (end < 0) throw this.#unclosed("'");
    source.at = end + 1;
    return source.text.slice(start, end);
  }

  #doubleQuoted(parts: Parts, quoted: boolean): void {
    const { source } = this;
    const start = source.at++;
    // Inside ${x:-…} that is itself in double quotes, inner ones end the quoting; the result is the same.
    const inner = this.read(IN_DOUBLE_QUOTES);
    if (!source.take('"')) throw this.#unclosed('"', start);
    // Empty quotes make an empty field; "$@" without parameters makes none.
    if (!quoted && inner.length === 0) parts.quoted('');
    for (const part of inner) parts.add(part);
  }

  #dollar(stretch: Stretch, parts: Parts): void {
    const { source, dialect } = this;
    const next = source.text.charAt(source.at + 1);
    if (next === "'" && stretch.singleQuotes && dialect !== 'dash') {
      source.at += 2;
      const [text = ''] = source.match(DOLLAR_QUOTE_END) ?? [];
      source.at += text.length;
      if (!source.take("'")) throw this.#unclosed("'");
      parts.quoted(unescapeDollarQuote(text));
    } else if (next === '"' && stretch.doubleQuotes && dialect === 'bash') {
      source.at++;
    } else {
      const part = this.#dollars.read(stretch.quoted);
      if (typeof part === 'string') parts.text(part, stretch.quoted);
      else parts.add(part);
    }
  }

  #unclosed(text: string, at?: number) {
    return this.source.trouble({ kind: 'unclosed', text }, at);
  }
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

export function unescapeDollarQuote(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g,
    (_all, hex?: string, unicode?: string, octal?: string, control?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      if (other === undefined) return '';
      return escapes[other] ?? (/[\\'"?]/.test(other) ? other : `\\${other}`);
    },
  );
}

/** Collects parts; neighbouring text becomes one. */
class Parts {
  readonly #parts: Part[] = [];
  #text: string[] = [];
  #isQuoted = false;
  #isOpen = false;
  readonly #keepsEmpty: boolean;

  constructor(keepsEmpty: boolean) {
    this.#keepsEmpty = keepsEmpty;
  }

  text(text: string, quoted: boolean): void {
    if (this.#isOpen && this.#isQuoted !== quoted) this.#close();
    this.#isOpen = true;
    this.#isQuoted = quoted;
    this.#text.push(text);
  }

  quoted(text: string): void {
    this.text(text, true);
  }

  add(part: Part): void {
    if (part.kind === 'text') {
      this.text(part.text, part.quoted);
    } else {
      this.#close();
      this.#parts.push(part);
    }
  }

  finish(): Part[] {
    this.#close();
    if (this.#keepsEmpty && this.#parts.length === 0) return [];
    return this.#parts;
  }

  #close(): void {
    if (this.#isOpen) this.#parts.push({ kind: 'text', text: this.#text.join(''), quoted: this.#isQuoted });
    this.#text = [];
    this.#isOpen = false;
  }
}

/** A word of nothing but unquoted text, as it reads; undefined: it is more than that. */
export function plainText(word: Word): string | undefined {
  if (word.length !== 1) return word.length === 0 ? '' : undefined;
  const [part] = word;
  return part?.kind === 'text' && !part.quoted ? part.text : undefined;
}
