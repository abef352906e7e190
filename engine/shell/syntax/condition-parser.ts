import { SimpleParser } from './simple-parser.ts';
import type { Condition, Word } from './tree.ts';
import { type Stretch, WORD } from './word-reader.ts';

const BINARY = new Set([
  '=',
  '==',
  '!=',
  '=~',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);
const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;

/** What stands between `[[` and `]]`. */
export abstract class ConditionParser extends SimpleParser {
  protected condition(): Condition {
    const { lexer } = this;
    const condition = this.either();
    lexer.skipNewlines();
    if (lexer.takeReserved(']]') === undefined) throw lexer.unexpected();
    lexer.atCommand = false;
    return condition;
  }

  private either(): Condition {
    const { lexer } = this;
    let left = this.both();
    while (this.takeOver('||')) {
      lexer.atCommand = false;
      left = { kind: 'or', left, right: this.both() };
    }
    return left;
  }

  private both(): Condition {
    let left = this.primary();
    while (this.takeOver('&&')) left = { kind: 'and', left, right: this.primary() };
    return left;
  }

  private takeOver(operator: string): boolean {
    this.lexer.skipNewlines();
    this.lexer.atCommand = false;
    return this.lexer.takeOperator(operator) !== undefined;
  }

  private primary(): Condition {
    return this.source.nested(() => {
      const { lexer } = this;
      lexer.skipNewlines();
      lexer.atCommand = false;
      if (lexer.takeReserved('!') !== undefined) return { kind: 'not', of: this.primary() };
      if (lexer.takeOperator('(') !== undefined) {
        const inner = this.either();
        if (lexer.takeOperator(')') === undefined) throw lexer.unexpected();
        return inner;
      }
      return this.test();
    });
  }

  private test(): Condition {
    const { lexer } = this;
    const token = lexer.peek();
    if (token.kind !== 'word' || token.plain === ']]') throw lexer.unexpected();
    lexer.advance();
    const next = lexer.peek();
    if (
      token.plain !== undefined &&
      UNARY.test(token.plain) &&
      next.kind === 'word' &&
      !isBinary(next.plain)
    ) {
      lexer.advance();
      return { kind: 'unary', operator: token.plain, operand: next.word };
    }
    const operator = this.binaryOperator();
    if (operator === undefined) return { kind: 'unary', operator: '-n', operand: token.word };
    return { kind: 'binary', operator, left: token.word, right: this.rightSide(operator) };
  }

  private binaryOperator(): string | undefined {
    const { lexer } = this;
    const token = lexer.peek();
    if (token.kind === 'redirect' && (token.text === '<' || token.text === '>')) {
      lexer.advance();
      return token.text;
    }
    if (token.kind !== 'word' || token.plain === undefined || !isBinary(token.plain)) return undefined;
    lexer.advance();
    return token.plain;
  }

  private rightSide(operator: string): Word {
    const { lexer, source } = this;
    if (operator === '=~') {
      source.at += source.match(/[ \t]*/y)?.[0].length ?? 0;
      return lexer.words.read(regularExpression());
    }
    const token = lexer.peek();
    if (token.kind !== 'word' || token.plain === ']]') throw lexer.unexpected();
    lexer.advance();
    return token.word;
  }
}

function isBinary(text: string | undefined): boolean {
  return text !== undefined && BINARY.has(text);
}

/** Parentheses and bars belong to a regular expression; blanks do inside of parentheses. */
function regularExpression(): Stretch {
  let depth = 0;
  return {
    ...WORD,
    ends: (character) => {
      if (character === '(') depth++;
      if (character === ')') depth--;
      return depth < 0 || (depth === 0 && ' \t\n'.includes(character));
    },
  };
}
