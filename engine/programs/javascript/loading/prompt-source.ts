import { type Node, type Program, parse, type Statement, type VariableDeclaration } from 'acorn';
import { boundNames } from '../compiler/scope.ts';
import { SourceError, unitOf, widthAt } from './syntax.ts';

/** What a line of the prompt becomes, so that what it declares is there for the lines that come. */
export interface PromptSource {
  readonly source: string;
  /** It awaits at its top: its value is a promise. */
  readonly awaits: boolean;
  /** Names that can't be declared again, and of these those that can't be changed. */
  readonly lexical: readonly string[];
  readonly constants: readonly string[];
}

export type PromptTrouble =
  /** There is more to come. */
  | 'unfinished'
  /** With the line and where in it, as node shows them. */
  | { readonly message: string; readonly frame: string };

/** Reads what was typed at the prompt. @param declared names that can't be declared again */
export function promptSource(text: string, declared: ReadonlySet<string>): PromptSource | PromptTrouble {
  const asObject = `(${text.trim()})`;
  const isObject = /^\s*\{/.test(text) && !/;\s*$/.test(text) && parsed(asObject) !== undefined;
  const given = isObject ? asObject : text;
  const program = parsed(given);
  if (program === undefined) return trouble(text);
  const lexical = program.body.flatMap(lexicalNames);
  const twice = lexical.find((name) => declared.has(name));
  if (twice !== undefined) return { message: `Identifier '${twice}' has already been declared`, frame: '' };
  const awaits = parsed(given, false) === undefined;
  return {
    source: awaits ? asynchronous(given, program) : rewritten(given, program.body).join(''),
    awaits,
    lexical,
    constants: program.body.flatMap((node) =>
      node.type === 'VariableDeclaration' && node.kind === 'const' ? namesIn(node) : [],
    ),
  };
}

function parsed(
  text: string,
  awaits = true,
): (Program & { readonly body: readonly Statement[] }) | undefined {
  try {
    const program = parse(text, {
      ecmaVersion: 2024,
      sourceType: 'script',
      allowAwaitOutsideFunction: awaits,
    });
    const body = program.body.filter((node): node is Statement => !/^(?:Import|Export)/.test(node.type));
    return body.length === program.body.length ? { ...program, body } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function trouble(text: string): PromptTrouble {
  try {
    unitOf('repl', text, 'script');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const open = /Unterminated (?:template|comment)|missing \) after argument list/.test(error.message);
    const isAtEnd = error.at >= text.trimEnd().length;
    if (isAtEnd || (open && !/\)\s*;?\s*$/.test(text))) return 'unfinished';
    const start = text.lastIndexOf('\n', error.at - 1) + 1;
    const line = text.slice(start).split('\n', 1)[0] ?? '';
    const marks = '^'.repeat(Math.max(1, widthAt(text, error.at)));
    return { message: error.message, frame: `${line}\n${' '.repeat(error.at - start)}${marks}\n\n` };
  }
  return { message: 'Invalid or unexpected token', frame: '' };
}

function namesIn(node: VariableDeclaration): string[] {
  return node.declarations.flatMap(({ id }) => boundNames(id));
}

function lexicalNames(node: Statement): string[] {
  if (node.type === 'ClassDeclaration') return [node.id.name];
  return node.type === 'VariableDeclaration' && node.kind !== 'var' ? namesIn(node) : [];
}

/** The statements, with what stands between them; those that declare become assignments to global names. */
function rewritten(text: string, body: readonly Statement[]): string[] {
  let end = 0;
  const parts = body.map((node) => {
    const between = text.slice(end, node.start);
    end = node.end;
    return between + assigned(text, node);
  });
  return [...parts, text.slice(end)];
}

function assigned(text: string, node: Statement): string {
  const own = text.slice(node.start, node.end);
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
    return `void (globalThis.${node.id.name} = ${own});`;
  if (node.type !== 'VariableDeclaration') return own;
  const parts = node.declarations.map(({ id, init }) => {
    const target = text.slice(id.start, id.end);
    const value = sliceOf(text, init);
    if (value !== undefined) return `${target} = ${value}`;
    return node.kind === 'var' ? `globalThis.${target} ??= undefined` : `${target} = undefined`;
  });
  return `void (${parts.join(', ')});`;
}

function sliceOf(text: string, node: Node | null | undefined): string | undefined {
  return node ? text.slice(node.start, node.end) : undefined;
}

function asynchronous(text: string, program: { readonly body: readonly Statement[] }): string {
  const { body } = program;
  const last = body[body.length - 1];
  const before = rewritten(text, last?.type === 'ExpressionStatement' ? body.slice(0, -1) : body);
  before.pop();
  const value =
    last?.type === 'ExpressionStatement' ? `; return (${sliceOf(text, last.expression) ?? ''});` : '';
  return `(async () => {${before.join('')}${value}\n})()`;
}
