/** A line of a Caddyfile with the block behind it: JSON. */
export type Directive = {
  readonly name: string;
  readonly words: readonly string[];
  readonly line: number;
  readonly block: readonly Directive[];
  /** It has braces, if with nothing in them. */
  readonly braces: boolean;
};

/** A site: what it is addressed by, and what it does. */
export type SiteBlock = { readonly addresses: readonly string[]; readonly directives: readonly Directive[] };

/** What is wrong, as Caddy words it behind `adapting config using caddyfile: `. */
export class CaddyfileError extends Error {}

const tokensMax = 20_000;
const depthMax = 20;

interface Token {
  readonly text: string;
  readonly line: number;
  readonly quoted: boolean;
}

/** @throws CaddyfileError */
export function parseCaddyfile(
  text: string,
  path: string,
  variable: (name: string) => string | undefined,
): SiteBlock[] {
  const filled = text.replace(
    /\{\$(\w+)(?::([^}]{0,500}))?\}/g,
    (_whole, name: string, otherwise = '') => variable(name) ?? otherwise,
  );
  const tokens = tokenize(filled, path);
  const parser = { tokens, at: 0, path };
  const lines = block(parser, 0, false);
  const rest = lines[0]?.name === '' && lines[0].braces ? lines.slice(1) : lines;
  const [first] = rest;
  if (first === undefined) return [];
  // Without braces, the first line is the address, and the others belong to it.
  if (!first.braces) return [{ addresses: addressesOf(first), directives: rest.slice(1) }];
  return rest.map((line) => {
    if (/^\(.*\)$/.test(line.name)) {
      throw new CaddyfileError(`${path}:${line.line}: snippets are not part of the simulation`);
    }
    return { addresses: addressesOf(line), directives: line.block };
  });
}

function addressesOf({ name, words }: Directive): string[] {
  return [name, ...words].flatMap((word) => word.split(',')).filter((word) => word !== '');
}

function block(
  parser: { tokens: Token[]; at: number; path: string },
  depth: number,
  inner: boolean,
): Directive[] {
  const { tokens, path } = parser;
  if (depth > depthMax) throw new CaddyfileError(`${path}: too many blocks in each other`);
  const lines: Directive[] = [];
  while (parser.at < tokens.length) {
    const first = tokens[parser.at];
    if (first === undefined) break;
    if (first.text === '}' && !first.quoted) {
      parser.at += 1;
      if (!inner) throw new CaddyfileError(`${path}:${first.line}: unexpected '}'`);
      return lines;
    }
    const words: string[] = [];
    let inside: Directive[] | undefined;
    while (parser.at < tokens.length) {
      const token = tokens[parser.at];
      if (token === undefined || token.line !== first.line || (token.text === '}' && !token.quoted)) break;
      parser.at += 1;
      if (token.text === '{' && !token.quoted) {
        inside = block(parser, depth + 1, true);
        break;
      }
      words.push(token.text);
    }
    const [name = '', ...others] = words;
    lines.push({ name, words: others, line: first.line, block: inside ?? [], braces: inside !== undefined });
  }
  if (inner) throw new CaddyfileError(`${path}:${tokens.at(-1)?.line ?? 1}: unexpected EOF`);
  return lines;
}

function tokenize(text: string, path: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  const pattern = /(\n)|[^\S\n]+|(?<=^|\s)#[^\n]*|"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s]+)/g;
  for (const [whole, newline, quoted, raw, word] of text.matchAll(pattern)) {
    if (newline !== undefined) line += 1;
    else if (quoted !== undefined)
      tokens.push({ text: quoted.replace(/\\(["\\])/g, '$1'), line, quoted: true });
    else if (raw !== undefined) tokens.push({ text: raw, line, quoted: true });
    else if (word !== undefined) tokens.push({ text: word, line, quoted: false });
    if (newline === undefined) line += whole.split('\n').length - 1;
    if (tokens.length > tokensMax) throw new CaddyfileError(`${path}: more than ${tokensMax} words`);
  }
  return tokens;
}
