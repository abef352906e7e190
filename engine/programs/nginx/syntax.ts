/** A directive with its arguments, and what is between its braces. */
export type Directive = {
  readonly name: string;
  readonly args: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly block?: readonly Directive[];
};

/** Where it stands, as nginx's complaints end. */
export function placeOf({ file, line }: Directive): string {
  return `${file}:${line}`;
}

/** nginx doesn't start with this configuration: the words after `[emerg]`. */
export class ConfigurationError extends Error {}

/** Bytes of one configuration file, directives in all, and blocks inside of blocks. */
const sizeMax = 262_144;
const directivesMax = 5000;
const depthMax = 20;

interface Token {
  readonly text: string;
  readonly line: number;
  readonly quoted: boolean;
}

/** Reads files of the configuration: `load` gives text, `list` what a pattern of `include` stands for. */
export interface Sources {
  load(path: string): string;
  list(pattern: string): readonly string[];
}

/** Parses a file with everything it includes. */
export function parseConfiguration(path: string, sources: Sources): Directive[] {
  return new Parser(sources).file(path, 0, undefined);
}

class Parser {
  private readonly sources: Sources;
  private count = 0;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  file(path: string, depth: number, from: Token | undefined): Directive[] {
    if (depth > depthMax) throw new ConfigurationError(`too many includes in ${path}:${from?.line ?? 1}`);
    const text = this.sources.load(path);
    if (text.length > sizeMax) throw new ConfigurationError(`too long file ${path}`);
    const tokens = tokensOf(text, path);
    const reader = { tokens, at: 0, path, lastLine: text.split('\n').length };
    const directives = this.block(reader, depth, false);
    return directives;
  }

  private block(reader: Reader, depth: number, inside: boolean): Directive[] {
    if (depth > depthMax) throw new ConfigurationError(`too deep blocks in ${reader.path}:1`);
    const directives: Directive[] = [];
    for (;;) {
      const token = reader.tokens[reader.at];
      if (token === undefined) {
        if (!inside) return directives;
        throw new ConfigurationError(
          `unexpected end of file, expecting "}" in ${reader.path}:${lastLineOf(reader)}`,
        );
      }
      if (token.text === '}' && !token.quoted) {
        if (!inside) throw new ConfigurationError(`unexpected "}" in ${reader.path}:${token.line}`);
        reader.at++;
        return directives;
      }
      directives.push(...this.directive(reader, depth));
    }
  }

  private directive(reader: Reader, depth: number): Directive[] {
    const words: Token[] = [];
    for (;;) {
      const token = reader.tokens[reader.at++];
      if (token === undefined) {
        throw new ConfigurationError(
          `unexpected end of file, expecting ";" or "}" in ${reader.path}:${lastLineOf(reader)}`,
        );
      }
      const mark = token.quoted ? '' : token.text;
      if (words.length === 0 && (mark === ';' || mark === '{')) {
        throw new ConfigurationError(`unexpected "${mark}" in ${reader.path}:${token.line}`);
      }
      if (mark === '}') throw new ConfigurationError(`unexpected "}" in ${reader.path}:${token.line}`);
      if (mark !== ';' && mark !== '{') {
        words.push(token);
        continue;
      }
      if (++this.count > directivesMax)
        throw new ConfigurationError(`too many directives in ${reader.path}:${token.line}`);
      const [first, ...rest] = words;
      const name = first?.text ?? '';
      const args = rest.map(({ text }) => text);
      if (name === 'include' && mark === ';') return this.include(args[0] ?? '', depth, token);
      // nginx names the line on which a directive ends.
      const head = { name, args, file: reader.path, line: token.line };
      return [mark === ';' ? head : { ...head, block: this.block(reader, depth + 1, true) }];
    }
  }

  private include(pattern: string, depth: number, token: Token): Directive[] {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
    const files = /[*?[]/.test(path) ? this.sources.list(path) : [path];
    return files.flatMap((file) => this.file(file, depth + 1, token));
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly path: string;
  readonly lastLine: number;
}

function lastLineOf({ lastLine }: Reader): number {
  return Math.max(1, lastLine);
}

/** The tokens of files that were read lately: most have the configuration of their image. */
const rememberedMax = 100;
const remembered = new Map<string, readonly Token[]>();

function tokensOf(text: string, path: string): readonly Token[] {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const tokens = tokenize(text, path);
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(text, tokens);
  return tokens;
}

function tokenize(text: string, path: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\n') line++;
    if (/\s/.test(character)) at++;
    else if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === ';' || character === '{' || character === '}') {
      tokens.push({ text: character, line, quoted: false });
      at++;
    } else if (character === '"' || character === "'") {
      const quoted = readQuoted(text, at, character);
      if (quoted === undefined) {
        throw new ConfigurationError(
          `unexpected end of file, expecting ";" or "}" in ${path}:${text.split('\n').length}`,
        );
      }
      line += quoted.text.split('\n').length - 1;
      tokens.push({ text: quoted.text, line, quoted: true });
      at = quoted.end;
    } else {
      const word = readWord(text, at);
      tokens.push({ text: word, line, quoted: false });
      at += word.length;
    }
  }
  return tokens;
}

function readQuoted(text: string, start: number, quote: string): { text: string; end: number } | undefined {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === quote) return { text: value, end: at + 1 };
    const next = text[at + 1] ?? '';
    if (character === '\\' && escapes[next] !== undefined) {
      value += escapes[next];
      at++;
    } else if (character === '\\' && next === quote) {
      value += quote;
      at++;
    } else value += character;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** A bare word; `${name}` belongs to it with its braces. */
function readWord(text: string, start: number): string {
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (text.startsWith('${', at)) {
      const end = text.indexOf('}', at);
      at = end < 0 ? text.length : end + 1;
    } else if (character === '\\') at += 2;
    else if (/[\s;{]/.test(character)) break;
    else if (character === '}') break;
    else at++;
  }
  return text.slice(start, Math.max(at, start + 1));
}
