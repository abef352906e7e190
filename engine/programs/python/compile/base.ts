import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Expression, Span, Statement } from '../syntax/tree.ts';
import type { Code, CodeParameter, Operation, Unit } from './code.ts';
import type { Bound } from './names.ts';
import { CodeScope } from './scope.ts';

/** What every part of the compiler needs: the scope it compiles in, names, and targets of assignments. */
export abstract class BaseCompiler {
  protected readonly unit: Unit;
  readonly #codes: Code[];
  protected scope: CodeScope;

  constructor(file: string, source: string, hidden: boolean, bound: Bound) {
    this.#codes = [];
    this.unit = { file, source, hidden, codes: this.#codes };
    this.scope = new CodeScope('module', '<module>', undefined, bound);
  }

  protected finish(
    scope: CodeScope,
    facts: {
      parameters?: readonly CodeParameter[];
      isAsync?: boolean;
      document?: string | undefined;
      line?: number;
    } = {},
  ): Code {
    const { parameters = [], isAsync = false, document, line = 1 } = facts;
    const code = scope.code(this.unit, this.#codes.length, { parameters, isAsync, document, line });
    this.#codes.push(code);
    return code;
  }

  /** Compiles in a scope of its own, and comes back. */
  protected within(scope: CodeScope, compile: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    compile();
    this.scope = outer;
  }

  protected abstract expression(expression: Expression): void;

  /** Gives the value on the stack to a target. */
  protected assign(target: Expression): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = target.at;
    switch (target.kind) {
      case 'name':
        this.access('store', target.name);
        break;
      case 'attribute':
        this.expression(target.object);
        scope.emit('store attribute', { name: this.mangled(target.name) });
        break;
      case 'subscript':
        this.expression(target.object);
        this.expression(target.index);
        scope.emit('store item');
        break;
      case 'tuple':
      case 'list':
        this.#unpack(target.items);
        break;
      default:
        throw new PythonSyntaxError('starred assignment target must be in a list or tuple', target.at);
    }
    scope.at = before;
  }

  #unpack(items: readonly Expression[]): void {
    const { scope } = this;
    const star = items.findIndex(({ kind }) => kind === 'starred');
    if (star < 0) scope.emit('unpack', { n: items.length });
    else scope.emit('unpack rest', { n: star, m: items.length - star - 1 });
    for (const item of items) this.assign(item.kind === 'starred' ? item.value : item);
  }

  protected access(what: 'load' | 'store' | 'delete', name: string): void {
    const { scope } = this;
    const mangled = this.mangled(name);
    const place = scope.place(mangled);
    const operation = (where: 'local' | 'outer' | 'global' | 'name'): Operation => `${what} ${where}`;
    if (place.where === 'local') scope.emit(operation('local'), { n: place.slot, name: mangled });
    else if (place.where === 'outer') {
      const classLoad = place.inClass && what === 'load';
      scope.emit(classLoad ? 'load class outer' : operation('outer'), {
        n: place.depth,
        m: place.slot,
        name: mangled,
      });
    } else scope.emit(operation(place.where), { name: mangled });
  }

  /** Private names of classes: `__x` is `_Class__x`. */
  protected mangled(name: string): string {
    if (!name.startsWith('__') || name.endsWith('__')) return name;
    for (let scope: CodeScope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'class') return `_${scope.name.replace(/^_+/, '')}${name}`;
    }
    return name;
  }

  protected abstract statement(statement: Statement): void;

  protected inSpan(at: Span, compile: () => void): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = at;
    compile();
    scope.at = before;
  }
}
