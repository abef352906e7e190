import { change } from '../../heap/change.ts';
import type { Environment, FunctionCode } from '../code.ts';
import type { Machine } from '../machine/machine.ts';
import { JsObject } from './object.ts';
import { CONFIGURABLE, DataSlot, type Own, WRITABLE } from './slots.ts';
import type { Key, Value } from './value.ts';

export abstract class JsFunction extends JsObject {
  constructor(proto: JsObject | null, kind = 'Function') {
    super(proto, kind);
  }

  /** What `name` and `length` are where the program hasn't changed them. */
  abstract readonly defaultName: string;
  abstract readonly arity: number;

  override own(key: Key): Own {
    const found = super.own(key);
    if (found !== undefined) return found;
    if (key === 'name') return { stored: new DataSlot(this.defaultName, CONFIGURABLE) };
    if (key === 'length') return { stored: new DataSlot(this.arity, CONFIGURABLE) };
    return undefined;
  }

  override keys(): Key[] {
    const own = super.keys();
    const first = ['length', 'name', 'prototype'].filter(
      (key) => own.includes(key) || this.own(key) !== undefined,
    );
    return [...first, ...own.filter((key) => !first.includes(String(key)) || typeof key !== 'string')];
  }
}

/** A function of the program: its code, and where it was made. */
export class Closure extends JsFunction {
  readonly code: FunctionCode;
  readonly environment: Environment | undefined;
  /** Of methods: where `super` starts to look. */
  readonly home: JsObject | undefined = undefined;
  /** Of classes: sets the fields of a new object. */
  readonly fields: Closure | undefined = undefined;
  /** Where it was given by what it was assigned to. */
  readonly givenName: string | undefined = undefined;

  constructor(proto: JsObject | null, code: FunctionCode, environment: Environment | undefined) {
    super(proto);
    this.code = code;
    this.environment = environment;
  }

  get defaultName(): string {
    return this.givenName ?? this.code.name;
  }

  get arity(): number {
    return this.code.arity;
  }

  override own(key: Key): Own {
    if (key === 'prototype' && !this.props.has(key) && this.code.hasPrototype) {
      const generators = this.code.kind.endsWith('generator') ? this.proto?.inner : undefined;
      const made = new JsObject(generators instanceof JsObject ? generators : root(this));
      if (this.code.kind === 'normal') made.put('constructor', new DataSlot(this, WRITABLE | CONFIGURABLE));
      change(this.props).set('prototype', new DataSlot(made, WRITABLE));
    }
    return super.own(key);
  }
}

export type NativeRun = (
  machine: Machine,
  self: Value,
  args: readonly Value[],
  newTarget: JsObject | undefined,
  callee: Native,
) => Value;

/** The last prototype: that of all objects. */
function root(object: JsObject): JsObject {
  let at = object;
  while (at.proto !== null) at = at.proto;
  return at;
}

/** A function that is built in. Which one it is says its `intrinsic`. */
export class Native extends JsFunction {
  readonly defaultName: string;
  readonly arity: number;
  readonly run: NativeRun;
  readonly constructs: boolean;
  /** The key of `run` in the table of internal functions, where it is made at run time. */
  readonly internal: string | undefined;

  constructor(
    proto: JsObject | null,
    name: string,
    run: NativeRun,
    {
      constructs = false,
      arity = 0,
      internal,
    }: { constructs?: boolean; arity?: number; internal?: string } = {},
  ) {
    super(proto);
    this.defaultName = name;
    this.run = run;
    this.constructs = constructs;
    this.arity = arity;
    this.internal = internal;
  }
}

export class Bound extends JsFunction {
  readonly target: JsObject;
  readonly self: Value;
  readonly args: readonly Value[];

  constructor(proto: JsObject | null, target: JsObject, self: Value, args: readonly Value[]) {
    super(proto);
    this.target = target;
    this.self = self;
    this.args = args;
  }

  get defaultName(): string {
    return `bound ${this.target instanceof JsFunction ? this.target.defaultName : ''}`;
  }

  get arity(): number {
    return this.target instanceof JsFunction ? Math.max(0, this.target.arity - this.args.length) : 0;
  }
}
