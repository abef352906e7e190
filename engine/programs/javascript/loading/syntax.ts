import { tokenizer } from 'acorn';
import type { Unit, UnitKind } from '../code.ts';
import { compile } from '../compiler/compile.ts';
import { Unsupported } from '../compiler/compiler.ts';
import { position } from '../machine/stack-trace.ts';

/** Characters of one source text, and of all whose compiled form is kept. */
const SOURCE_CHARS_MAX = 2_000_000;
const CACHED_CHARS_MAX = 8_000_000;

const units = new Map<string, Unit>();
let cached = 0;

/** The text can't be compiled: as node reports it. */
export class SourceError extends Error {
  readonly file: string;
  readonly text: string;
  readonly at: number;

  constructor(message: string, file: string, text: string, at: number) {
    super(message);
    this.file = file;
    this.text = text;
    this.at = at;
  }
}

/** V8's words for what the parser calls otherwise. */
function words(message: string, text: string, at: number): string {
  const plain = message.replace(/ \(\d+:\d+\)$/, '');
  if (plain === 'Unexpected token') return unexpected(text, at);
  const known: readonly (readonly [RegExp, string])[] = [
    [/^Identifier '(.+)' has already been declared$/, `Identifier '$1' has already been declared`],
    [/^Unterminated string constant$/, 'Invalid or unexpected token'],
    [/^Unexpected character '.*'$/, 'Invalid or unexpected token'],
    [/^Unterminated template$/, 'Unterminated template literal'],
    [/^Unterminated regular expression$/, 'Invalid regular expression: missing /'],
    [/^Assigning to rvalue$/, 'Invalid left-hand side in assignment'],
    [/^'return' outside of function$/, 'Illegal return statement'],
    [/^Unsyntactic break$/, 'Illegal break statement'],
    [/^Unsyntactic continue$/, 'Illegal continue statement: no surrounding iteration statement'],
    [
      /^'import' and 'export' may appear only with 'sourceType: module'$/,
      'Cannot use import statement outside a module',
    ],
    [/^Unexpected keyword '(.+)'$/, `Unexpected token '$1'`],
    [/^The keyword '(.+)' is reserved$/, `Unexpected reserved word`],
    [
      /^Cannot use keyword 'await' outside an async function$/,
      'await is only valid in async functions and the top level bodies of modules',
    ],
    [/^Missing initializer in (\w+) declaration$/, 'Missing initializer in $1 declaration'],
  ];
  for (const [pattern, reply] of known) if (pattern.test(plain)) return plain.replace(pattern, reply);
  return plain;
}

function unexpected(text: string, at: number): string {
  const rest = text.slice(at);
  if (rest.trim() === '') return 'Unexpected end of input';
  const [word = ''] =
    /^[\w$]+|^(?:=>|[=!]==?|&&|\|\||\?\?|\.\.\.|\*\*|\+\+|--|[-+*/%<>]=?|.)/.exec(rest) ?? [];
  if (/^\d/.test(word)) return 'Unexpected number';
  if (/^["']/.test(word)) return 'Unexpected string';
  if (word === '`') return 'Unexpected template string';
  if (/^[a-zA-Z_$]/.test(word) && !RESERVED.test(word)) {
    const before = text.slice(0, at).trimEnd();
    return /\bawait$/.test(before)
      ? 'await is only valid in async functions and the top level bodies of modules'
      : `Unexpected identifier '${word}'`;
  }
  return `Unexpected token '${word}'`;
}

/** Where arguments go on without a comma or a parenthesis: the token before that place. */
function unclosedCall(text: string, at: number): number | undefined {
  const open: boolean[] = [];
  let before: { readonly end: boolean; readonly start: number } | undefined;
  try {
    for (const { start, end, type } of tokenizer(text, { ecmaVersion: 2024, allowHashBang: true })) {
      if (start >= at) break;
      const { label } = type;
      if (/^[([{]$|^\$\{$/.test(label)) open.push(label === '(' && before?.end === true);
      else if (/^[)\]}]$/.test(label)) open.pop();
      before = {
        start,
        end: /^(?:name|num|string|regexp|\)|\]|\}|template|true|false|null|this)$/.test(label) || end > at,
      };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return open.at(-1) === true && before?.end === true ? before.start : undefined;
}

const RESERVED =
  /^(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with|enum)$/;

function compiled(file: string, text: string, kind: UnitKind): Unit {
  if (text.length > SOURCE_CHARS_MAX)
    throw new SourceError('source texts this long are not part of the simulation', file, text, 0);
  try {
    return compile(file, text, kind);
  } catch (error) {
    if (error instanceof Unsupported) throw new SourceError(error.message, file, text, error.at);
    if (error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number') {
      const last = /^Unexpected token/.test(error.message) ? unclosedCall(text, error.pos) : undefined;
      if (last !== undefined) throw new SourceError('missing ) after argument list', file, text, last);
      throw new SourceError(words(error.message, text, error.pos), file, text, error.pos);
    }
    throw error;
  }
}

/** Compiles a text, or takes what came of it before: the same text always gives the same. */
export function unitOf(file: string, text: string, kind: UnitKind): Unit {
  const key = `${kind} ${file} ${text}`;
  const known = units.get(key);
  if (known !== undefined) return known;
  const made = compiled(file, text, kind);
  cached += key.length;
  if (cached > CACHED_CHARS_MAX) {
    units.clear();
    cached = key.length;
  }
  units.set(key, made);
  return made;
}

/** Whether a text is an ES module, and can't be anything else. */
export function hasModuleSyntax(file: string, text: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(text)) return false;
  const compiles = (kind: UnitKind, name: string) => {
    try {
      unitOf(name, text.replace(/^\ufeff/, ''), kind);
      return true;
    } catch (error) {
      if (error instanceof SourceError) return false;
      throw error;
    }
  };
  return !compiles('commonjs', file) && compiles('module', `file://${file}`);
}

/** The place of an error with its line, as node prints it above the message. */
export function sourceFrame(file: string, text: string, at: number, width = 1): string {
  const { line, column } = position(text, at);
  const source = text.split('\n')[line - 1] ?? '';
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${file}:${line}\n${source}\n${indent}${'^'.repeat(Math.max(1, width))}\n`;
}

/** How many characters at a place are marked as what is wrong. */
export function widthAt(text: string, at: number): number {
  return /^(?:[\w$]+|=>|["'].*)/.exec(text.slice(at))?.[0].length ?? 1;
}
