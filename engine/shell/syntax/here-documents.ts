import type { Dialect } from '../dialect.ts';
import type { Source } from './source.ts';
import type { Part, Word } from './tree.ts';
import { HERE_DOCUMENT, type SkipCommands, WordReader } from './word-reader.ts';

interface Awaited {
  readonly end: string;
  readonly stripTabs: boolean;
  readonly quoted: boolean;
  /** Is filled when the line with `<<` is over. */
  readonly into: Part[];
}

/** The here-documents of the line that is being read: their text begins after it. */
export class HereDocuments {
  readonly #source: Source;
  readonly #dialect: Dialect;
  readonly #skipCommands: SkipCommands;
  #awaited: Awaited[] = [];
  /** The line that would have ended a here-document, where the script ended before, and the line before its text. */
  unfinished: { readonly delimiter: string; readonly line: number } | undefined;

  constructor(source: Source, dialect: Dialect, skipCommands: SkipCommands) {
    this.#source = source;
    this.#dialect = dialect;
    this.#skipCommands = skipCommands;
  }

  /** @returns the word that will hold the text */
  expect(delimiter: Word, stripTabs: boolean): Word {
    const into: Part[] = [];
    const quoted = delimiter.some((part) => part.kind === 'text' && part.quoted);
    const end = delimiter.map((part) =>
      part.kind === 'text' ? part.text : `$${'text' in part ? part.text : ''}`,
    );
    this.#awaited.push({ end: end.join(''), stripTabs, quoted, into });
    return into;
  }

  /** Reads what was awaited: the line is over. */
  read(): void {
    const awaited = this.#awaited;
    this.#awaited = [];
    for (const each of awaited) each.into.push(...this.#readOne(each));
  }

  #readOne({ end, stripTabs, quoted }: Awaited): Part[] {
    const source = this.#source;
    const first = source.at;
    const lines: string[] = [];
    while (!source.ended) {
      const newline = source.text.indexOf('\n', source.at);
      const stop = newline < 0 ? source.text.length : newline;
      const raw = source.text.slice(source.at, stop);
      const line = stripTabs ? raw.replace(/^\t+/, '') : raw;
      source.at = newline < 0 ? stop : stop + 1;
      if (line === end) return this.#textOf(lines.join(''), quoted, first);
      const whole = newline >= 0 || (this.#dialect === 'bash' && line !== '');
      lines.push(whole ? `${line}\n` : line);
    }
    this.unfinished = { delimiter: end, line: source.lineOf(first) - 1 };
    return this.#textOf(lines.join(''), quoted, first);
  }

  #textOf(text: string, quoted: boolean, first: number): Part[] {
    if (quoted) return [{ kind: 'text', text, quoted: true }];
    return this.#expanding(text, this.#source.lineOf(first));
  }

  #expanding(text: string, line: number): Part[] {
    const parts = this.#source.nested(() => {
      const inner = this.#source.inner(text);
      return new WordReader(inner, this.#dialect, this.#skipCommands).read(HERE_DOCUMENT);
    });
    return parts.map((part) => (part.kind === 'command' ? { ...part, line: part.line + line } : part));
  }
}
