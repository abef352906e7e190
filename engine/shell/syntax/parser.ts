import type { Dialect } from '../dialect.ts';
import { CompoundParser } from './compound-parser.ts';
import { Source } from './source.ts';
import type { AndOr, List, Pipeline, Tree, Word } from './tree.ts';
import { HERE_DOCUMENT, WordReader } from './word-reader.ts';

/** A complete command, read out of a script. */
export interface Unit extends Tree {
  /** Its own text; with aliases put in, where there are any. */
  readonly text: string;
  /** Lines of the script before it, counted from where reading began. */
  readonly line: number;
  /** Where the script goes on. */
  readonly end: number;
  /** The line that a here-document still waits for: the script ended inside of it. */
  readonly unfinished: { readonly delimiter: string; readonly line: number } | undefined;
}

/**
 * Reads the next complete command of a script: a line, or as many as its commands take.
 * @returns undefined where there are none any more
 * @throws ShellSyntaxError
 */
export function parseUnit(
  script: string,
  from: number,
  dialect: Dialect,
  aliases?: ReadonlyMap<string, string>,
): Unit | undefined {
  return new Parser(new Source(script, from), dialect, aliases).unit(script.length);
}

/** A text in which parameters, commands and arithmetic are substituted, as in a here-document. @throws ShellSyntaxError */
export function parseText(text: string, dialect: Dialect): Word {
  return new WordReader(new Source(text), dialect, (inner) => Parser.skip(inner, dialect)).read(
    HERE_DOCUMENT,
  );
}

class Parser extends CompoundParser {
  constructor(source: Source, dialect: Dialect, aliases?: ReadonlyMap<string, string>) {
    super(source, dialect, (inner) => Parser.skip(inner, dialect), aliases);
  }

  static skip(source: Source, dialect: Dialect): void {
    new Parser(source, dialect).substitution();
  }

  unit(scriptLength: number): Unit | undefined {
    const { lexer, source } = this;
    lexer.skipNewlines();
    const first = lexer.peek();
    if (first.kind === 'end') return undefined;
    const root = this.list(false);
    const last = lexer.peek();
    if (last.kind !== 'newline' && last.kind !== 'end') throw lexer.unexpected();
    if (last.kind === 'newline') lexer.advance();
    else lexer.hereDocuments.read();
    const text = source.text.slice(first.at, source.at);
    const line = source.lineOf(first.at);
    const end = source.at - (source.text.length - scriptLength);
    return { nodes: this.nodes, root, text, line, end, unfinished: lexer.hereDocuments.unfinished };
  }

  /** Commands up to the parenthesis that closes them, and over it. */
  private substitution(): void {
    const { lexer, source } = this;
    lexer.skipNewlines();
    if (!lexer.isOperator(')')) this.list(true);
    lexer.hereDocuments.read();
    const token = lexer.peek();
    if (token.kind === 'end') throw source.trouble({ kind: 'unclosed', text: ')' }, token.at);
    if (!lexer.isOperator(')')) throw lexer.unexpected();
    // The lexer hasn't looked beyond the parenthesis.
    source.at = token.at + 1;
  }

  protected list(overLines: boolean): number {
    const { lexer } = this;
    const items: { andOr: number; background: boolean }[] = [];
    const place = this.reserve();
    for (;;) {
      const andOr = this.andOr();
      const background = lexer.isOperator('&');
      items.push({ andOr, background });
      const separated = lexer.takeOperator('&', ';') !== undefined;
      const newlines = overLines && lexer.peek().kind === 'newline';
      if (newlines) lexer.skipNewlines();
      if (!(separated || newlines) || this.isListEnd()) break;
    }
    const list: List = { kind: 'list', items };
    return this.put(place, list);
  }

  private isListEnd(): boolean {
    const { lexer } = this;
    const token = lexer.peek();
    if (token.kind === 'end' || token.kind === 'newline') return true;
    if (token.kind === 'operator') return [')', ';;', ';&', ';;&'].includes(token.text);
    return lexer.isReserved('then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}');
  }

  private andOr(): number {
    const { lexer, source } = this;
    const start = lexer.peek().at;
    const place = this.reserve();
    const pipelines: AndOr['pipelines'][number][] = [{ pipeline: this.pipeline() }];
    for (;;) {
      const operator = lexer.takeOperator('&&', '||');
      if (operator === undefined) break;
      lexer.skipNewlines();
      pipelines.push({ operator: operator === '&&' ? '&&' : '||', pipeline: this.pipeline() });
    }
    return this.put(place, {
      kind: 'and-or',
      pipelines,
      text: source.text.slice(start, lexer.peek().at).trim(),
    });
  }

  private pipeline(): number {
    const { lexer, source } = this;
    const start = lexer.peek().at;
    const place = this.reserve();
    let negated = false;
    let timed: Pipeline['timed'] = false;
    for (;;) {
      if (lexer.takeReserved('!') !== undefined) negated = !negated;
      else if (lexer.bash && lexer.isReserved('time')) {
        lexer.takeReserved('time');
        timed = lexer.takeReserved('-p') === undefined ? true : 'posix';
      } else break;
    }
    const commands: number[] = [];
    const isEmpty = lexer.bash && (negated || timed !== false || start < lexer.peek().at);
    if (isEmpty && this.endsPipeline()) commands.push(this.nothing(this.source.lineOf(start)));
    else
      for (;;) {
        let command = this.command();
        const operator = lexer.takeOperator('|', '|&');
        if (operator === '|&') command = this.withErrorsPiped(command);
        commands.push(command);
        if (operator === undefined) break;
        lexer.skipNewlines();
      }
    const text = source.text.slice(start, lexer.peek().at).trim();
    const pipeline: Pipeline = { kind: 'pipeline', negated, timed, commands, text };
    return this.put(place, pipeline);
  }

  private endsPipeline(): boolean {
    const { kind } = this.lexer.peek();
    return kind === 'newline' || kind === 'end' || this.lexer.isOperator(';', '&');
  }

  /** `!` or `time` alone, to which bash has nothing to do. */
  private nothing(line: number): number {
    const words = [[{ kind: 'text', text: ':', quoted: false } as const]];
    return this.put(this.reserve(), { kind: 'simple', assignments: [], words, redirects: [], line });
  }

  /** `a |& b` is `a 2>&1 | b`. */
  private withErrorsPiped(place: number): number {
    const command = this.nodes[place];
    if (command !== undefined && 'redirects' in command) {
      const target = [{ kind: 'text', text: '1', quoted: false }] as const;
      this.nodes[place] = {
        ...command,
        redirects: [...command.redirects, { descriptor: 2, operator: '>&', target }],
      };
    }
    return place;
  }
}
