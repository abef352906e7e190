import { compilePattern } from '../regex/pattern.ts';
import { PatternError } from '../regex/syntax.ts';
import type { Action, Address, SedCommand, SedProgram, SedRegex, Substitution } from './program.ts';
import { parseReplacement, regexEscapes, Scanner } from './scanner.ts';

/** Commands a script may have. */
const COMMANDS_MAX = 10_000;

/** Parses a script (bytes, one character each). Throws a `SedError`. */
export function parseSed(source: string, extended: boolean): SedProgram {
  return new Parser(source, extended).program();
}

type Jump = { readonly command: number; readonly label: string };

class Parser {
  private readonly scanner: Scanner;
  private readonly extended: boolean;
  private readonly commands: SedCommand[] = [];
  private readonly labels = new Map<string, number>();
  private readonly jumps: Jump[] = [];
  private readonly blocks: number[] = [];
  private readonly files: string[] = [];
  private looksAhead = false;

  constructor(source: string, extended: boolean) {
    this.scanner = new Scanner(source);
    this.extended = extended;
  }

  program(): SedProgram {
    const { scanner } = this;
    for (;;) {
      scanner.skip(/[\s;]/);
      if (scanner.ended) break;
      this.command();
      if (this.commands.length > COMMANDS_MAX) throw scanner.error('script too long', 'script too long');
    }
    if (this.blocks.length > 0) {
      scanner.at = 0;
      throw scanner.error("unmatched `{'", 'unterminated {');
    }
    for (const { command, label } of this.jumps) this.resolve(command, label);
    return { commands: this.commands, looksAhead: this.looksAhead, files: this.files };
  }

  private resolve(index: number, label: string): void {
    const to = label === '' ? this.commands.length : this.labels.get(label);
    const command = this.commands[index];
    if (to === undefined) {
      this.scanner.at = -1;
      throw this.scanner.error(
        `can't find label for jump to \`${label}'`,
        `can't find label for jump to '${label}'`,
      );
    }
    if (command?.action.do === 'jump')
      this.commands[index] = { ...command, action: { ...command.action, to } };
  }

  private command(): void {
    const { scanner } = this;
    const from = this.address(false);
    scanner.skip(/[ \t]/);
    let to: Address | undefined;
    if (scanner.next === ',') {
      scanner.take();
      if (from === undefined) throw scanner.error("unknown command: `,'", 'unsupported command ,');
      scanner.skip(/[ \t]/);
      to = this.address(true);
      if (to === undefined) {
        scanner.take();
        throw scanner.error("unexpected `,'", 'no address after comma');
      }
      scanner.skip(/[ \t]/);
    }
    if (from?.kind === 'line' && from.line === 0 && to?.kind !== 'regex') {
      throw scanner.error('invalid usage of line address 0', 'invalid usage of line address 0');
    }
    let negated = false;
    while (scanner.next === '!') {
      scanner.take();
      negated = true;
      scanner.skip(/[ \t]/);
    }
    this.action({ negated, ...(from ? { from } : {}), ...(to ? { to } : {}) });
  }

  private address(second: boolean): Address | undefined {
    const { scanner } = this;
    const line = scanner.number();
    if (line !== undefined) {
      if (scanner.next !== '~' || second) return { kind: 'line', line };
      scanner.take();
      return { kind: 'step', first: line, step: scanner.number() ?? 0 };
    }
    if (scanner.next === '$') {
      scanner.take();
      this.looksAhead = true;
      return { kind: 'last' };
    }
    if (second && (scanner.next === '+' || scanner.next === '~')) {
      const mark = scanner.take();
      const number = scanner.number() ?? 0;
      return mark === '+' ? { kind: 'plus', lines: number } : { kind: 'multiple', of: number };
    }
    if (scanner.next !== '/' && scanner.next !== '\\') return undefined;
    if (scanner.take() === '\\' && scanner.take() === '') throw scanner.error('unexpected end', 'unmatched');
    const delimiter = scanner.source[scanner.at - 1] ?? '/';
    const source = scanner.delimited(delimiter, true);
    if (source === undefined) throw scanner.error('unterminated address regex', `unmatched '${delimiter}'`);
    const flags = scanner.letters(/[IM]/);
    return { kind: 'regex', regex: this.regex(source, flags.includes('I'), flags.includes('M')) };
  }

  private regex(source: string, ignoreCase: boolean, multiline: boolean): SedRegex {
    if (source === '') return { source: undefined, ignoreCase, multiline };
    const regex = { source: regexEscapes(source), ignoreCase, multiline };
    try {
      compilePattern(regex.source, { dialect: this.extended ? 'extended' : 'basic', ignoreCase, multiline });
    } catch (error) {
      if (error instanceof PatternError)
        throw this.scanner.error(error.message, `bad regex '${source}': ${error.musl}`);
      throw error;
    }
    return regex;
  }

  private add(address: Omit<SedCommand, 'action'>, action: Action): void {
    this.commands.push({ ...address, action });
  }

  private action(address: Omit<SedCommand, 'action'>): void {
    const { scanner } = this;
    const addressed = address.from !== undefined;
    const letter = scanner.take();
    if (letter === '' || letter === '\n' || letter === ';') {
      if (letter !== '') scanner.at--;
      throw scanner.error('missing command', 'missing command');
    }
    switch (letter) {
      case '#':
        if (addressed) throw scanner.error("comments don't accept any addresses", 'comments are not allowed');
        scanner.restOfLine();
        return;
      case ':':
        this.label(addressed);
        return;
      case '{':
        this.blocks.push(this.commands.length);
        this.add(address, { do: 'block', end: 0 });
        return;
      case '}':
        this.closeBlock(addressed);
        return;
      default:
        this.add(address, this.simple(letter));
    }
  }

  private label(addressed: boolean): void {
    const { scanner } = this;
    if (addressed) throw scanner.error(": doesn't want any addresses", 'command does not take addresses');
    scanner.skip(/[ \t]/);
    let label = '';
    while (!scanner.ended && !/[\s;]/.test(scanner.next ?? '')) label += scanner.take();
    if (label === '') throw scanner.error('":" lacks a label', 'missing label');
    this.labels.set(label, this.commands.length);
  }

  private closeBlock(addressed: boolean): void {
    const { scanner } = this;
    const start = this.blocks.pop();
    if (start === undefined) throw scanner.error("unexpected `}'", 'unexpected }');
    if (addressed) throw scanner.error("} doesn't want any addresses", 'command does not take addresses');
    const block = this.commands[start];
    if (block !== undefined)
      this.commands[start] = { ...block, action: { do: 'block', end: this.commands.length } };
    scanner.endOfCommand();
  }

  private simple(letter: string): Action {
    const { scanner } = this;
    if ('=dDgGhHnNpPxzF'.includes(letter)) {
      if (letter === 'n' || letter === 'N') this.looksAhead = true;
      scanner.endOfCommand();
      return { do: 'simple', letter };
    }
    switch (letter) {
      case 'a':
      case 'i':
      case 'c':
        return { do: 'text', letter, text: scanner.text(letter) };
      case 'b':
      case 't':
      case 'T':
        return this.jump(letter);
      case 'q':
      case 'Q': {
        scanner.skip(/[ \t]/);
        const code = (scanner.number() ?? 0) & 255;
        scanner.endOfCommand();
        return { do: 'quit', print: letter === 'q', code };
      }
      case 'l': {
        scanner.skip(/[ \t]/);
        const width = scanner.number();
        scanner.endOfCommand();
        return { do: 'list', width };
      }
      case 'r':
        return { do: 'read', file: scanner.fileName() };
      case 'w':
      case 'W':
        return { do: 'write', file: this.fileIndex(), firstLine: letter === 'W' };
      case 's':
        return this.substitution();
      case 'y':
        return this.transliteration();
      default:
        throw scanner.error(`unknown command: \`${letter}'`, `unsupported command ${letter}`);
    }
  }

  private jump(letter: 'b' | 't' | 'T'): Action {
    const { scanner } = this;
    scanner.skip(/[ \t]/);
    let label = '';
    while (!scanner.ended && !/[\s;}]/.test(scanner.next ?? '')) label += scanner.take();
    scanner.endOfCommand();
    this.jumps.push({ command: this.commands.length, label });
    return {
      do: 'jump',
      when: letter === 'b' ? 'always' : letter === 't' ? 'replaced' : 'not replaced',
      to: 0,
    };
  }

  private fileIndex(): number {
    const name = this.scanner.fileName();
    if (!this.files.includes(name)) this.files.push(name);
    return this.files.indexOf(name);
  }

  private substitution(): Substitution {
    const { scanner } = this;
    const delimiter = scanner.take();
    const source = delimiter === '' ? undefined : scanner.delimited(delimiter, true);
    const replacement = source === undefined ? undefined : scanner.delimited(delimiter, false);
    if (source === undefined || replacement === undefined) {
      throw scanner.error("unterminated `s' command", `unmatched '${delimiter}'`);
    }
    const flags = this.flags();
    const regex = this.regex(source, flags.ignoreCase, flags.multiline);
    const parts = parseReplacement(replacement);
    const last = Math.max(0, ...parts.map((part) => ('group' in part ? part.group : 0)));
    if (regex.source !== undefined && last > this.groupsOf(regex)) {
      const words = `invalid reference \\${last} on \`s' command's RHS`;
      throw scanner.error(words, `invalid reference \\${last} on s command's RHS`);
    }
    return { do: 'substitute', regex, parts, ...flags.rest };
  }

  private groupsOf(regex: SedRegex): number {
    const { ignoreCase, multiline } = regex;
    return compilePattern(regex.source ?? '', {
      dialect: this.extended ? 'extended' : 'basic',
      ignoreCase,
      multiline,
    }).groups;
  }

  private flags() {
    const { scanner } = this;
    let [global, print, ignoreCase, multiline] = [false, false, false, false];
    let number = 1;
    let file: number | undefined;
    for (;;) {
      const digits = scanner.number();
      if (digits === 0) throw scanner.error("number option to `s' command may not be zero", 'bad number');
      if (digits !== undefined) number = digits;
      const { next } = scanner;
      if (next === undefined || /[\s;}#]/.test(next)) break;
      scanner.take();
      if (next === 'g') global = true;
      else if (next === 'p') print = true;
      else if (next === 'i' || next === 'I') ignoreCase = true;
      else if (next === 'm' || next === 'M') multiline = true;
      else if (next === 'w') {
        file = this.fileIndex();
        break;
      } else throw scanner.error("unknown option to `s'", 'bad option in substitution expression');
    }
    if (file === undefined) scanner.endOfCommand();
    return { ignoreCase, multiline, rest: { global, print, number, file } };
  }

  private transliteration(): Action {
    const { scanner } = this;
    const delimiter = scanner.take();
    const from = scanner.delimited(delimiter, false);
    const to = from === undefined ? undefined : scanner.delimited(delimiter, false);
    if (from === undefined || to === undefined)
      throw scanner.error("unterminated `y' command", `unmatched '${delimiter}'`);
    const [left, right] = [characters(from), characters(to)];
    if (left.length !== right.length) {
      const words = "strings for `y' command are different lengths";
      throw scanner.error(words, 'y/// command has different lengths');
    }
    scanner.endOfCommand();
    return {
      do: 'transliterate',
      map: new Map(left.map((character, index) => [character, right[index] ?? ''])),
    };
  }
}

function characters(text: string): string[] {
  const tokens = text.match(/\\[\s\S]|[\s\S]/g) ?? [];
  return tokens.map((token) => {
    if (token === '\\n') return '\n';
    if (token === '\\t') return '\t';
    return token.length > 1 ? token.slice(1) : token;
  });
}
