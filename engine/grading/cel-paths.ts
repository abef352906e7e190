import type { ASTNode } from '@marcbachmann/cel-js';
import { isMacro } from './cel-cost.ts';
import { EACH, type Path } from './path.ts';

/** Where macro variables point: `c` in `object.spec.containers.all(c, …)`. */
type Variables = ReadonlyMap<string, Path>;

/** The path of an expression that only selects; undefined for what computes. The first step is the variable. */
function pathOf(node: ASTNode, variables: Variables): Path | undefined {
  if (node.op === 'id') return variables.get(node.args) ?? [node.args];
  if (node.op === '.') {
    const base = pathOf(node.args[0], variables);
    return base === undefined ? undefined : [...base, node.args[1]];
  }
  if (node.op === '[]') {
    const base = pathOf(node.args[0], variables);
    const step = indexOf(node.args[1]);
    return base === undefined || step === undefined ? undefined : [...base, step];
  }
  return undefined;
}

function indexOf({ op, args }: ASTNode): string | number | undefined {
  if (op !== 'value') return undefined;
  if (typeof args === 'bigint' || typeof args === 'number') return Number(args);
  return typeof args === 'string' ? args : undefined;
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** Where the items come from that a macro goes through: past the filters before it. */
function itemsPath(node: ASTNode, variables: Variables): Path | undefined {
  const path = pathOf(node, variables);
  if (path !== undefined) return [...path, EACH];
  const filtered = node.op === 'rcall' && node.args[0] === 'filter' ? node.args[1] : undefined;
  return filtered === undefined ? undefined : itemsPath(filtered, variables);
}

function startsWith(path: Path, start: Path): boolean {
  return path.length > start.length && start.every((step, index) => step === path[index]);
}

/** The paths of all that an expression looks at, in the order of the text; not those on the way to others. */
export function pathsOf(root: ASTNode): readonly Path[] {
  const found = [...allPaths(root)];
  return found.filter((path) => !found.some((other) => startsWith(other, path)));
}

function allPaths(root: ASTNode): Iterable<Path> {
  const found = new Map<string, Path>();
  const visit = (node: ASTNode, variables: Variables) => {
    const path = pathOf(node, variables);
    if (path !== undefined) {
      found.set(JSON.stringify(path.map((step) => (step === EACH ? null : step))), path);
      return;
    }
    if (node.op !== 'rcall' || !isMacro(node.args[0])) {
      for (const child of childrenOf(node)) visit(child, variables);
      return;
    }
    const [, list, [variable, ...bodies]] = node.args;
    visit(list, variables);
    const items = itemsPath(list, variables);
    const inner = new Map(variables);
    if (variable?.op === 'id' && items !== undefined) inner.set(variable.args, items);
    for (const body of bodies) visit(body, inner);
  };
  visit(root, new Map());
  return found.values();
}

/** `a && b && c` as its parts: when it is false, one of them says why. */
export function conjunctsOf(node: ASTNode): readonly ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(conjunctsOf) : [node];
}

/** A macro that holds of every item of a list that is there to be looked at: `object.spec.containers.all(c, …)`. */
export interface ForAll {
  readonly list: Path;
  readonly variable: string;
  readonly listText: string;
  readonly predicateText: string;
}

export function forAllOf(node: ASTNode): ForAll | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'all') return undefined;
  const [, receiver, [variable, predicate]] = node.args;
  const list = pathOf(receiver, new Map());
  if (list === undefined || variable?.op !== 'id' || predicate === undefined) return undefined;
  return {
    list,
    variable: variable.args,
    listText: textOf(receiver),
    predicateText: textOf(predicate),
  };
}

/** The part of the expression's text that a node stands for. */
export function textOf({ input, range }: ASTNode): string {
  return input.slice(range.start, range.end);
}
