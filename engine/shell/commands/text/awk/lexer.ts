import { AwkSyntaxError } from './syntax.ts';

export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'function name'
    | 'keyword'
    | 'builtin'
    | 'operator'
    | 'newline'
    | 'end';
  readonly text: string;
  readonly line: number;
}

const keywords = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);
const builtins: ReadonlySet<string> = new Set(
  (
    'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper ' +
    'system close fflush systime strftime gensub and or xor lshift rshift compl'
  ).split(' '),
);

const operators = [
  '**=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  '/': '/',
};

/** `\n`, `\t`, `\101` … as the characters they stand for; what isn't one of these stays. */
export function awkEscapes(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (whole, octal?: string, character?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return escapes[character ?? ''] ?? whole;
  });
}

/** The same for regular expressions, where `\.` and the like keep their meaning. */
export function regexText(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, character: string) => {
    if (character === '/' || character === '"') return character;
    if (character === '\\' || character === 'b') return whole;
    return escapes[character] ?? whole;
  });
}

/** Tokens of an awk program, one after the other: whether `/` divides depends on what came before. */
export class Lexer {
  private at = 0;
  private line = 1;
  private previous: Token | undefined;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  next(): Token {
    const token = this.read();
    this.previous = token;
    return token;
  }

  private token(kind: Token['kind'], text: string): Token {
    return { kind, text, line: this.line };
  }

  private read(): Token {
    const { source } = this;
    const blanks = /(?:[ \t\r]|\\\r?\n|#[^\n]*)*/y;
    blanks.lastIndex = this.at;
    const skipped = blanks.exec(source)?.[0] ?? '';
    this.line += skipped.split('\n').length - 1;
    this.at += skipped.length;
    const character = source[this.at];
    if (character === undefined) return this.token('end', '');
    if (character === '\n') {
      const token = this.token('newline', '\n');
      this.at++;
      this.line++;
      return token;
    }
    if (character === '"') return this.string();
    if (character === '/' && !this.afterValue()) return this.regex();
    return this.number() ?? this.word() ?? this.operator();
  }

  private afterValue(): boolean {
    const { previous } = this;
    if (previous === undefined) return false;
    if (previous.kind === 'builtin') return previous.text === 'length';
    if (['number', 'string', 'regex', 'name'].includes(previous.kind)) return true;
    return previous.kind === 'operator' && [')', ']', '$', '++', '--'].includes(previous.text);
  }

  private number(): Token | undefined {
    const match = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(
      this.source.slice(this.at, this.at + 400),
    );
    if (match === null) return undefined;
    this.at += match[0].length;
    return this.token('number', match[0]);
  }

  private word(): Token | undefined {
    const pattern = /[A-Za-z_]\w*/y;
    pattern.lastIndex = this.at;
    const word = pattern.exec(this.source)?.[0];
    if (word === undefined) return undefined;
    this.at += word.length;
    if (keywords.has(word)) return this.token('keyword', word);
    if (builtins.has(word)) return this.token('builtin', word);
    return this.token(this.source[this.at] === '(' ? 'function name' : 'name', word);
  }

  private operator(): Token {
    const text = operators.find((each) => this.source.startsWith(each, this.at));
    if (text === undefined) throw new AwkSyntaxError(this.source.charAt(this.at), this.line);
    this.at += text.length;
    return this.token('operator', text === '**' ? '^' : text === '**=' ? '^=' : text);
  }

  private delimited(delimiter: string): string {
    let text = '';
    for (this.at++; ; this.at++) {
      const character = this.source[this.at];
      if (character === undefined || character === '\n')
        throw new AwkSyntaxError(delimiter + text, this.line);
      if (character === delimiter) break;
      text += character;
      if (character === '\\' && this.at + 1 < this.source.length) {
        this.at++;
        const escaped = this.source.charAt(this.at);
        if (escaped === '\n') {
          text = text.slice(0, -1);
          this.line++;
        } else text += escaped;
      }
    }
    this.at++;
    return text;
  }

  private string(): Token {
    return this.token('string', awkEscapes(this.delimited('"')));
  }

  private regex(): Token {
    return this.token('regex', regexText(this.delimited('/')));
  }
}
