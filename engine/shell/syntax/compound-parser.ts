import type { Dialect } from '../dialect.ts';
import { ConditionParser } from './condition-parser.ts';
import { isArithmetic } from './dollar-reader.ts';
import type { Source } from './source.ts';
import type { Case, Command, Word } from './tree.ts';
import type { SkipCommands } from './word-reader.ts';

const FUNCTION_NAME = /[^\s;&|<>()"'\\$`=]+/y;
const EMPTY_PARENTHESES = /[ \t]*\([ \t]*\)/y;
const POSIX_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Commands that hold lists of others. */
export abstract class CompoundParser extends ConditionParser {
  constructor(
    source: Source,
    dialect: Dialect,
    skipCommands: SkipCommands,
    aliases?: ReadonlyMap<string, string>,
  ) {
    super(source, dialect, skipCommands, aliases);
  }

  protected command(): number {
    return this.source.nested(() => {
      const { lexer } = this;
      const token = lexer.peek();
      const place = this.reserve();
      const line = this.source.lineOf(token.at);
      const command = this.compound(line) ?? this.simple(line);
      if (command.kind === 'simple') return this.put(place, command);
      const redirects = this.redirects();
      return this.put(place, redirects.length === 0 ? command : { ...command, redirects });
    });
  }

  private compound(line: number): Command | undefined {
    const { lexer } = this;
    const token = lexer.peek();
    const facts: Facts = { redirects: [], line };
    if (token.kind === 'operator' && token.text === '(') return this.parenthesis(facts, token.at);
    if (token.kind !== 'word') return undefined;
    switch (token.plain) {
      case '{':
        lexer.takeReserved('{');
        return { kind: 'group', body: this.bodyUntil('}'), ...facts };
      case 'if':
        return this.ifCommand(facts);
      case 'while':
      case 'until':
        lexer.takeReserved(token.plain);
        return { kind: token.plain, condition: this.bodyUntil('do'), body: this.bodyUntil('done'), ...facts };
      case 'for':
        return this.forCommand(facts, 'for');
      case 'select':
        if (!lexer.bash) break;
        return this.forCommand(facts, 'select');
      case 'case':
        return this.caseCommand(facts);
      case 'function':
        if (this.dialect === 'dash') break;
        lexer.takeReserved('function');
        return this.functionKeyword(facts, token.at);
      case '[[':
        if (!lexer.bash) break;
        lexer.takeReserved('[[');
        return { kind: 'conditional', expression: this.condition(), ...facts };
      default:
    }
    if (token.plain !== undefined && CLOSING.has(token.plain)) throw lexer.unexpected();
    return this.functionDefinition(facts, token.at, token.plain);
  }

  /** A list, and the reserved word after it. */
  private bodyUntil(...ends: string[]): number {
    const { lexer } = this;
    lexer.skipNewlines();
    const outer = lexer.awaited;
    lexer.awaited = ends.at(-1);
    const body = this.list(true);
    if (lexer.takeReserved(...ends) === undefined) throw lexer.unexpected(ends.at(-1));
    lexer.awaited = outer;
    return body;
  }

  private parenthesis(facts: Facts, at: number): Command {
    const { lexer, source } = this;
    if (lexer.bash && source.text.startsWith('((', at) && isArithmetic(source.text, at)) {
      source.at = at + 2;
      lexer.forget();
      const expression = lexer.dollars.arithmeticText();
      if (!source.take('))')) throw source.trouble({ kind: 'unclosed', text: ')' });
      lexer.atCommand = false;
      return { kind: 'arithmetic', expression, ...facts };
    }
    lexer.advance();
    lexer.skipNewlines();
    const outer = lexer.awaited;
    lexer.awaited = ')';
    const body = this.list(true);
    if (!lexer.isOperator(')')) throw lexer.unexpected(')');
    lexer.awaited = outer;
    lexer.takeOperator(')');
    lexer.atCommand = false;
    return { kind: 'subshell', body, ...facts };
  }

  private ifCommand(facts: Facts): Command {
    const { lexer } = this;
    lexer.takeReserved('if');
    const branches: { condition: number; body: number }[] = [];
    for (;;) {
      const condition = this.bodyUntil('then');
      lexer.skipNewlines();
      const outer = lexer.awaited;
      lexer.awaited = 'fi';
      const body = this.list(true);
      lexer.awaited = outer;
      branches.push({ condition, body });
      const next = lexer.takeReserved('elif', 'else', 'fi');
      if (next === undefined) throw lexer.unexpected('fi');
      if (next === 'fi') return { kind: 'if', branches, ...facts };
      if (next === 'else') return { kind: 'if', branches, otherwise: this.bodyUntil('fi'), ...facts };
    }
  }

  private forCommand(facts: Facts, kind: 'for' | 'select'): Command {
    const { lexer, source } = this;
    lexer.takeReserved(kind);
    lexer.atCommand = false;
    const token = lexer.peek();
    if (kind === 'for' && lexer.bash && token.kind === 'operator' && source.text.startsWith('((', token.at)) {
      return this.forArithmetic(facts, token.at);
    }
    if (token.kind !== 'word' || token.plain === undefined || !POSIX_NAME.test(token.plain)) {
      if (token.kind !== 'word' && lexer.bash) throw lexer.unexpectedLineEnd();
      throw source.trouble(
        { kind: 'bad for variable', text: source.text.slice(token.at, source.at) },
        token.at,
      );
    }
    lexer.advance();
    const name = token.plain;
    let words: Word[] | undefined;
    let written = '"$@"';
    lexer.skipNewlines();
    if (lexer.isReserved('in')) {
      lexer.takeReserved('in');
      lexer.atCommand = false;
      const from = lexer.peek().at;
      words = this.wordsToLineEnd();
      written = source.text.slice(from, this.wordsEnd).trimEnd();
    } else lexer.takeOperator(';');
    const body = this.loopBody();
    return { kind, name, body, written, ...facts, ...(words === undefined ? {} : { words }) };
  }

  /** Where the words that were read last have ended. */
  private wordsEnd = 0;

  private wordsToLineEnd(): Word[] {
    const { lexer } = this;
    const words: Word[] = [];
    for (;;) {
      const token = lexer.peek();
      this.wordsEnd = token.at;
      if (token.kind !== 'word') break;
      lexer.advance();
      words.push(token.word);
    }
    if (lexer.peek().kind !== 'newline' && lexer.takeOperator(';') === undefined) throw lexer.unexpected();
    return words;
  }

  private loopBody(): number {
    const { lexer } = this;
    lexer.skipNewlines();
    if (lexer.bash && lexer.takeReserved('{') !== undefined) return this.bodyUntil('}');
    if (lexer.takeReserved('do') === undefined) throw lexer.unexpected('do');
    return this.bodyUntil('done');
  }

  private forArithmetic(facts: Facts, at: number): Command {
    const { lexer, source } = this;
    source.at = at + 2;
    lexer.forget();
    const start = lexer.dollars.arithmeticText(';');
    if (!source.take(';')) throw source.trouble({ kind: 'unclosed', text: ')' });
    const condition = lexer.dollars.arithmeticText(';');
    if (!source.take(';')) throw source.trouble({ kind: 'unclosed', text: ')' });
    const next = lexer.dollars.arithmeticText();
    if (!source.take('))')) throw source.trouble({ kind: 'unclosed', text: ')' });
    lexer.takeOperator(';');
    return { kind: 'for arithmetic', start, condition, next, body: this.loopBody(), ...facts };
  }

  private caseCommand(facts: Facts): Command {
    const { lexer } = this;
    lexer.takeReserved('case');
    lexer.atCommand = false;
    const subject = lexer.peek();
    if (subject.kind !== 'word') throw lexer.unexpected();
    const written = this.source.text.slice(subject.at, this.source.at);
    lexer.advance();
    lexer.skipNewlines();
    lexer.atCommand = false;
    if (lexer.takeReserved('in') === undefined) throw lexer.unexpected('in');
    lexer.skipNewlines();
    const items: Case['items'][number][] = [];
    while (!lexer.isReserved('esac')) {
      items.push(this.caseItem());
      lexer.skipNewlines();
    }
    lexer.takeReserved('esac');
    return { kind: 'case', subject: subject.word, written, items, ...facts };
  }

  private caseItem(): Case['items'][number] {
    const { lexer } = this;
    lexer.takeOperator('(');
    const patterns: Word[] = [];
    do {
      lexer.atCommand = false;
      const token = lexer.peek();
      if (token.kind !== 'word') throw lexer.unexpected(token.kind === 'end' ? ')' : undefined);
      lexer.advance();
      patterns.push(token.word);
    } while (lexer.takeOperator('|') !== undefined);
    if (lexer.takeOperator(')') === undefined) throw lexer.unexpected(')');
    lexer.skipNewlines();
    const ends = [';;', ';&', ';;&'] as const;
    const isEmpty = lexer.isOperator(...ends) || lexer.isReserved('esac');
    const body = isEmpty ? undefined : this.list(true);
    const operator = lexer.takeOperator(...ends);
    if (operator === undefined && !lexer.isReserved('esac')) throw lexer.unexpected(';;');
    const end = ends.find((each) => each === operator) ?? ';;';
    return { patterns, end, ...(body === undefined ? {} : { body }) };
  }

  /** `name() …`; undefined: it is a simple command. */
  private functionDefinition(facts: Facts, at: number, plain: string | undefined): Command | undefined {
    const { lexer, source } = this;
    if (plain === undefined || source.match(EMPTY_PARENTHESES) === null) return undefined;
    if (!lexer.bash && !POSIX_NAME.test(plain)) {
      throw source.trouble({ kind: 'bad function name', text: plain }, at);
    }
    lexer.advance();
    source.at += source.match(EMPTY_PARENTHESES)?.[0].length ?? 0;
    return this.functionBody(facts, at, plain);
  }

  private functionKeyword(facts: Facts, at: number): Command {
    const { lexer, source } = this;
    lexer.atCommand = false;
    const token = lexer.peek();
    const name = token.kind === 'word' ? token.plain : undefined;
    if (name === undefined || !isFunctionName(name)) throw lexer.unexpectedLineEnd();
    lexer.advance();
    source.at += source.match(EMPTY_PARENTHESES)?.[0].length ?? 0;
    return this.functionBody(facts, at, name);
  }

  private functionBody(facts: Facts, at: number, name: string): Command {
    const { lexer, source } = this;
    lexer.skipNewlines();
    const first = lexer.peek();
    if (first.kind === 'end') throw lexer.unexpected();
    const body = this.command();
    const node = this.nodes[body];
    if (lexer.bash && node?.kind === 'simple') throw lexer.unexpected(undefined, first);
    return { kind: 'function', name, body, text: source.text.slice(at, lexer.peek().at).trimEnd(), ...facts };
  }
}

interface Facts {
  readonly redirects: readonly [];
  readonly line: number;
}

/** Reserved words that can't begin a command. */
const CLOSING = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

function isFunctionName(name: string): boolean {
  FUNCTION_NAME.lastIndex = 0;
  return FUNCTION_NAME.exec(name)?.[0] === name;
}
