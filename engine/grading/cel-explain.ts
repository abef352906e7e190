import { type ASTNode, type Environment, serialize } from '@marcbachmann/cel-js';
import { EVIDENCE_LINES_MAX } from '../limits.ts';
import { type Places, pathOf, pathsOf } from './cel-paths.ts';
import type { Path } from './path.ts';

/** What an expression can see at some place inside its macros. */
export interface Scope {
  readonly environment: Environment;
  readonly values: Readonly<Record<string, unknown>>;
  readonly places: Places;
}

export interface Result {
  readonly value: unknown;
  /** Why there is no answer. */
  readonly error: string | undefined;
}

/** A part of an expression that isn't true. */
interface FalsePart extends Result {
  readonly node: ASTNode;
}

/** The library's message without its drawing of the place. */
export function summaryOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}

/** A part of an expression as a program of its own, which fails like one where it can't be written out. */
function programOf(node: ASTNode, { environment }: Scope): (values: Scope['values']) => unknown {
  try {
    return environment.parse(serialize(node));
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

export function run(program: (values: Scope['values']) => unknown, { values }: Scope): Result {
  try {
    const value = program(values);
    return { value, error: typeof value === 'boolean' ? undefined : 'neither true nor false' };
  } catch (error) {
    return { value: undefined, error: summaryOf(error) };
  }
}

/** `a && b && c` as its parts: when it isn't true, one of them says why. */
function conjunctsOf(node: ASTNode): readonly ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(conjunctsOf) : [node];
}

/**
 * The parts of a conjunction that aren't true. One that can't be evaluated is no news beside one that is
 * false: often the latter is a has() that guards it.
 */
export function falseParts(node: ASTNode, scope: Scope): readonly FalsePart[] {
  const parts = conjunctsOf(node).map((part) => ({
    node: part,
    ...run(programOf(part, scope), scope),
  }));
  const untrue = parts.filter(({ value }) => value !== true);
  const decided = untrue.filter(({ error }) => error === undefined);
  return decided.length > 0 ? decided : untrue;
}

/** Where to look to see why an expression isn't true: as few places as can be told. */
export function decisivePaths(node: ASTNode, scope: Scope): readonly Path[] {
  if (node.op === '&&') return falseParts(node, scope).flatMap((part) => decisivePaths(part.node, scope));
  if (node.op === '||') return node.args.flatMap((alternative) => decisivePaths(alternative, scope));
  if (node.op === 'rcall' && (node.args[0] === 'all' || node.args[0] === 'exists')) {
    const items = decisiveItems(node, scope);
    if (items !== undefined) return items;
  }
  return pathsOf(node, scope.places);
}

/**
 * Of `all`, the items that break it; of `exists`, the one that comes closest. Undefined where the list isn't
 * there to be looked at, or is empty.
 */
function decisiveItems(node: Extract<ASTNode, { op: 'rcall' }>, scope: Scope): readonly Path[] | undefined {
  const [name, receiver, [variable, predicate]] = node.args;
  const list = pathOf(receiver, scope.places);
  if (list === undefined || variable?.op !== 'id' || predicate === undefined) return undefined;
  if (scope.environment.hasVariable(variable.args)) return undefined;
  const { value: items } = run(programOf(receiver, scope), scope);
  if (!Array.isArray(items) || items.length === 0) return undefined;
  const environment = scope.environment.clone().registerVariable(variable.args, 'dyn');
  const program = programOf(predicate, { ...scope, environment });
  const candidates: Scope[] = [];
  for (const [index, item] of items.entries()) {
    const inner = {
      environment,
      values: { ...scope.values, [variable.args]: item },
      places: new Map([...scope.places, [variable.args, [...list, index]]]),
    };
    if (run(program, inner).value !== true) candidates.push(inner);
    if (candidates.length === EVIDENCE_LINES_MAX) break;
  }
  const decisive = name === 'all' ? candidates : closest(predicate, candidates);
  return decisive.flatMap((inner) => decisivePaths(predicate, inner));
}

function closest(predicate: ASTNode, candidates: readonly Scope[]): readonly Scope[] {
  const [best] = candidates
    .map((scope) => ({ scope, wrong: falseParts(predicate, scope).length }))
    .sort((a, b) => a.wrong - b.wrong);
  return best === undefined ? [] : [best.scope];
}
