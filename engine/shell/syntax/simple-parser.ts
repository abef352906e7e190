import type { Dialect } from '../dialect.ts';
import { Lexer, type Token } from './lexer.ts';
import type { Source } from './source.ts';
import type { Assignment, Node, Redirect, SimpleCommand, Word } from './tree.ts';
import type { SkipCommands } from './word-reader.ts';

/** Commands whose arguments may be assignments, even of arrays. */
const DECLARING = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);

/** Simple commands and redirections. */
export abstract class SimpleParser {
  readonly source: Source;
  readonly dialect: Dialect;
  readonly lexer: Lexer;
  readonly nodes: Node[] = [];

  constructor(
    source: Source,
    dialect: Dialect,
    skipCommands: SkipCommands,
    aliases?: ReadonlyMap<string, string>,
  ) {
    this.source = source;
    this.dialect = dialect;
    this.lexer = new Lexer(source, dialect, skipCommands, aliases);
  }

  /** @param overLines it goes on after line feeds, up to what closes it */
  protected abstract list(overLines: boolean): number;

  /** A place in the table for a node whose parts come first. */
  protected reserve(): number {
    return this.nodes.push(PENDING) - 1;
  }

  protected put(place: number, node: Node): number {
    this.nodes[place] = node;
    return place;
  }

  protected simple(line: number): SimpleCommand {
    const { lexer } = this;
    const assignments: Assignment[] = [];
    const declared: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    const start = lexer.peek();
    let declaring = false;
    for (;;) {
      const token = lexer.peek();
      if (token.kind === 'redirect') redirects.push(...this.redirect());
      else if (token.kind === 'word') {
        const isName = words.length === 0;
        lexer.advance();
        lexer.atCommand = isName && token.assignment !== undefined;
        if (token.assignment !== undefined && (isName || declaring)) {
          (isName ? assignments : declared).push(token.assignment);
          continue;
        }
        if (token.assignment?.elements !== undefined)
          throw lexer.unexpected(undefined, operator('(', this.source.at));
        if (isName) declaring = token.plain !== undefined && DECLARING.has(token.plain);
        words.push(token.word);
      } else break;
    }
    if (words.length + assignments.length + redirects.length === 0) throw lexer.unexpected(undefined, start);
    if (lexer.isOperator('(')) this.rejectParenthesis(words.length);
    const facts = declared.length === 0 ? {} : { declared };
    return { kind: 'simple', assignments, words, redirects, line, ...facts };
  }

  /** After one word it looks like a function, so that what is wrong is what comes after the parenthesis. */
  private rejectParenthesis(words: number): never {
    const { lexer } = this;
    if (words !== 1) throw lexer.unexpected();
    lexer.advance();
    lexer.atCommand = false;
    if (!lexer.isOperator(')')) throw lexer.unexpected(')');
    throw lexer.unexpected();
  }

  protected redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    while (this.lexer.peek().kind === 'redirect') redirects.push(...this.redirect());
    return redirects;
  }

  private redirect(): Redirect[] {
    const { lexer } = this;
    const token = lexer.advance();
    lexer.atCommand = false;
    if (token.kind !== 'redirect') return [];
    const target = lexer.peek();
    if (target.kind !== 'word') throw lexer.unexpected();
    lexer.advance();
    lexer.atCommand = false;
    const input = token.text.startsWith('<');
    const descriptor = token.descriptor ?? (input ? 0 : 1);
    switch (token.operator) {
      case '<<':
      case '<<-': {
        const word = lexer.hereDocuments.expect(target.word, token.operator === '<<-');
        return [{ descriptor, operator: 'text', target: word }];
      }
      case '<<<': {
        const line = { kind: 'text', text: '\n', quoted: true } as const;
        return [{ descriptor, operator: 'text', target: [...target.word, line] }];
      }
      default:
        return [
          {
            descriptor,
            operator: token.operator,
            target: target.word,
            ...(token.variable === undefined ? {} : { variable: token.variable }),
          },
        ];
    }
  }
}

function operator(text: string, at: number): Token {
  return { kind: 'operator', at, text };
}

const PENDING: Node = { kind: 'list', items: [] };
