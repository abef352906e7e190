import type { ASTNode } from '@marcbachmann/cel-js';
import { isMacro } from './cel-cost.ts';
import { EACH, type Path } from './path.ts';

/** Where variables point: `object` at itself, `c` in `object.spec.containers.all(c, …)` at an item or every item. */
export type Places = ReadonlyMap<string, Path>;

/** The path of an expression that only selects; undefined for what computes. */
export function pathOf(node: ASTNode, places: Places): Path | undefined {
  if (node.op === 'id') return places.get(node.args);
  if (node.op === '.') {
    const base = pathOf(node.args[0], places);
    return base === undefined ? undefined : [...base, node.args[1]];
  }
  if (node.op === '[]') {
    const base = pathOf(node.args[0], places);
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
function itemsPath(node: ASTNode, places: Places): Path | undefined {
  const path = pathOf(node, places);
  if (path !== undefined) return [...path, EACH];
  const filtered = node.op === 'rcall' && node.args[0] === 'filter' ? node.args[1] : undefined;
  return filtered === undefined ? undefined : itemsPath(filtered, places);
}

function startsWith(path: Path, start: Path): boolean {
  return path.length > start.length && start.every((step, index) => step === path[index]);
}

/** The paths of all that an expression looks at, in the order of the text; not those on the way to others. */
export function pathsOf(root: ASTNode, places: Places): readonly Path[] {
  const found: Path[] = [];
  const visit = (node: ASTNode, known: Places) => {
    const path = pathOf(node, known);
    if (path !== undefined) found.push(path);
    else if (node.op === 'rcall' && isMacro(node.args[0])) {
      const [, list, [variable, ...bodies]] = node.args;
      visit(list, known);
      const items = itemsPath(list, known);
      const inner = new Map(known);
      if (variable?.op === 'id' && items !== undefined) inner.set(variable.args, items);
      for (const body of bodies) visit(body, inner);
    } else for (const child of childrenOf(node)) visit(child, known);
  };
  visit(root, places);
  return found.filter((path) => !found.some((other) => startsWith(other, path)));
}
