import type { AnyNode, Pattern } from 'acorn';

export type VariableKind = 'var' | 'let' | 'const' | 'function' | 'parameter' | 'class' | 'hidden' | 'import';

export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly slot: number;
  /** Of imports: the name in the module, whose namespace is in the slot. */
  readonly imported?: string;
}

export interface Resolved {
  readonly variable: Variable;
  readonly hops: number;
}

/** Where names are declared. */
export class Scope {
  readonly parent: Scope | undefined;
  /** `arrow`: a function without `this` and `arguments` of its own. */
  readonly kind: 'function' | 'arrow' | 'block';
  /** Has an environment of its own at run time; others keep their variables in the one around. */
  readonly own: boolean;
  readonly variables = new Map<string, Variable>();
  slots = 0;

  constructor(parent: Scope | undefined, kind: Scope['kind'], own: boolean) {
    this.parent = parent;
    this.kind = kind;
    this.own = own;
  }

  /** The scope whose environment has the variables of this one. */
  get owner(): Scope {
    return this.own || this.parent === undefined ? this : this.parent.owner;
  }

  declare(name: string, kind: VariableKind): Variable {
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    const variable = { name, kind, slot: this.owner.slots++ };
    this.variables.set(name, variable);
    return variable;
  }

  /** A name that stands for one of a module whose namespace is in that slot; `*`: for the namespace. */
  declareImport(name: string, slot: number, imported: string): void {
    this.variables.set(name, { name, kind: 'import', slot, imported });
  }

  /** The function that it stands in. */
  get function(): Scope {
    return this.kind === 'block' && this.parent !== undefined ? this.parent.function : this;
  }

  find(name: string): Resolved | undefined {
    let hops = 0;
    for (let at: Scope | undefined = this; at !== undefined; at = at.parent) {
      let variable = at.variables.get(name);
      if (variable === undefined && at.kind === 'function' && SPECIAL.has(name))
        variable = at.declare(name, 'hidden');
      if (variable !== undefined) return { variable, hops };
      if (at.own) hops++;
    }
    return undefined;
  }
}

/** What every function but arrows has, if it asks for it. `callee` is the function itself. */
const SPECIAL: ReadonlySet<string> = new Set(['this', 'arguments', 'new.target', '%callee']);

function children(node: object): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (typeof each === 'object' && each !== null && typeof each.type === 'string') found.push(each);
    }
  }
  return found;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassDeclaration',
  'ClassExpression',
]);

/** Whether functions are made in it, which may outlive a time round of it. */
export function makesFunctions(node: object): boolean {
  return children(node).some((child) => FUNCTIONS.has(child.type) || makesFunctions(child));
}

/** The names that `var` declares in a function's body. */
export function varNames(
  nodes: readonly object[],
  strict: boolean,
  into: Set<string> = new Set(),
  inBlock = false,
): Set<string> {
  for (const node of nodes) {
    for (const child of children({ node })) {
      // In sloppy code a function in a block is known around it too.
      if (child.type === 'FunctionDeclaration' && child.id && inBlock && !strict) into.add(child.id.name);
      if (FUNCTIONS.has(child.type)) continue;
      if (child.type === 'VariableDeclaration' && child.kind === 'var')
        for (const { id } of child.declarations) for (const name of boundNames(id)) into.add(name);
      varNames(children(child), strict, into, true);
    }
  }
  return into;
}

/** The names that a pattern binds. */
export function boundNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : boundNames(element)));
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    default:
      return [];
  }
}
