import { JsArray } from '../values/array.ts';
import { JsFunction } from '../values/functions.ts';
import { lookup } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import type { Own, Stored } from '../values/slots.ts';
import { JsSymbol, type Key, type Value } from '../values/value.ts';
import { describe, fromDescriptor } from './descriptors.ts';
import type { Machine } from './machine.ts';
import { hasProperty, setOn } from './properties.ts';

/** What a proxy stands for, and what the program says about it. `null`: it was revoked. */
interface Standing {
  machine: Machine;
  target: JsObject | null;
  handler: JsObject | null;
}

function trap(
  proxy: Standing,
  name: string,
): { readonly target: JsObject; readonly call: ((...args: Value[]) => Value) | undefined } {
  const { machine, target, handler } = proxy;
  machine.charge(1);
  if (target === null || handler === null)
    return machine.throwError('TypeError', `Cannot perform '${name}' on a proxy that has been revoked`);
  const method = machine.get(handler, name);
  if (method === undefined || method === null) return { target, call: undefined };
  if (!machine.isCallable(method))
    machine.throwError(
      'TypeError',
      `${machine.runtime.shown(method)} returned for property '${name}' of object '#<Object>' is not a function`,
    );
  return { target, call: (...args) => machine.callSync(method, handler, [target, ...args]) };
}

const find = (proxy: Standing, key: Key, receiver: Value): Own => {
  const { target, call } = trap(proxy, 'get');
  if (call !== undefined) return { stored: call(key, receiver) };
  return lookup(target, key, receiver);
};

const has = (proxy: Standing, key: Key): boolean => {
  const { target, call } = trap(proxy, 'has');
  return call === undefined ? hasProperty(target, key) : Boolean(call(key));
};

const assign = (proxy: Standing, key: Key, value: Value, receiver: Value): boolean => {
  const { target, call } = trap(proxy, 'set');
  return call === undefined
    ? setOn(proxy.machine, target, key, value, receiver)
    : Boolean(call(key, value, receiver));
};

const own = (proxy: Standing, key: Key): Own => {
  const { target, call } = trap(proxy, 'getOwnPropertyDescriptor');
  if (call === undefined) return target.own(key);
  const described = call(key);
  return described === undefined
    ? undefined
    : { stored: fromDescriptor(proxy.machine, described, undefined, true) };
};

const put = (proxy: Standing, key: Key, stored: Stored): void => {
  const { target, call } = trap(proxy, 'defineProperty');
  if (call === undefined) target.put(key, stored);
  else if (!call(key, describe(proxy.machine, stored)))
    proxy.machine.throwError(
      'TypeError',
      `'defineProperty' on proxy: trap returned falsish for property '${nameOf(key)}'`,
    );
};

const remove = (proxy: Standing, key: Key): boolean => {
  const { target, call } = trap(proxy, 'deleteProperty');
  return call === undefined ? target.remove(key) : Boolean(call(key));
};

const keys = (proxy: Standing): Key[] => {
  const { target, call } = trap(proxy, 'ownKeys');
  if (call === undefined) return target.keys();
  const listed = call();
  if (!(listed instanceof JsArray))
    return proxy.machine.throwError('TypeError', 'CreateListFromArrayLike called on non-object');
  return listed.items.flatMap((key) => (typeof key === 'string' || key instanceof JsSymbol ? [key] : []));
};

function nameOf(key: Key): string {
  return typeof key === 'string' ? key : `Symbol(${key.description ?? ''})`;
}

/** A proxy of an object. */
export class ObjectProxy extends JsObject implements Standing {
  machine: Machine;
  readonly target: JsObject | null;
  readonly handler: JsObject | null;

  constructor(machine: Machine, target: JsObject, handler: JsObject) {
    super(target.proto, 'Proxy');
    this.machine = machine;
    this.target = target;
    this.handler = handler;
  }

  find(key: Key, receiver: Value): Own {
    return find(this, key, receiver);
  }

  has(key: Key): boolean {
    return has(this, key);
  }

  /** @returns false: it can't be set */
  assign(key: Key, value: Value, receiver: Value): boolean {
    return assign(this, key, value, receiver);
  }

  override own(key: Key): Own {
    return own(this, key);
  }

  override put(key: Key, stored: Stored): void {
    put(this, key, stored);
  }

  override remove(key: Key): boolean {
    return remove(this, key);
  }

  override keys(): Key[] {
    return keys(this);
  }
}

/** A proxy of a function. */
export class FunctionProxy extends JsFunction implements Standing {
  machine: Machine;
  readonly target: JsObject | null;
  readonly handler: JsObject | null;

  constructor(machine: Machine, target: JsObject, handler: JsObject) {
    super(target.proto, 'Proxy');
    this.machine = machine;
    this.target = target;
    this.handler = handler;
  }

  get defaultName(): string {
    return this.target instanceof JsFunction ? this.target.defaultName : '';
  }

  get arity(): number {
    return this.target instanceof JsFunction ? this.target.arity : 0;
  }

  find(key: Key, receiver: Value): Own {
    return find(this, key, receiver);
  }

  has(key: Key): boolean {
    return has(this, key);
  }

  /** @returns false: it can't be set */
  assign(key: Key, value: Value, receiver: Value): boolean {
    return assign(this, key, value, receiver);
  }

  override own(key: Key): Own {
    return own(this, key);
  }

  override put(key: Key, stored: Stored): void {
    put(this, key, stored);
  }

  override remove(key: Key): boolean {
    return remove(this, key);
  }

  override keys(): Key[] {
    return keys(this);
  }
}

export type Proxied = ObjectProxy | FunctionProxy;

export function isProxy(value: Value): value is Proxied {
  return value instanceof JsObject && value.kind === 'Proxy';
}

export function newProxy(machine: Machine, target: JsObject, handler: JsObject): Proxied {
  return target instanceof JsFunction
    ? new FunctionProxy(machine, target, handler)
    : new ObjectProxy(machine, target, handler);
}

/** What a proxy calls: its trap with the target first, or the target itself. */
export function callOf(
  proxy: Proxied,
  name: 'apply' | 'construct',
): { readonly target: JsObject; readonly method: Value; readonly handler: JsObject } {
  const { machine, target, handler } = proxy;
  machine.charge(1);
  if (target === null || handler === null)
    return machine.throwError('TypeError', `Cannot perform '${name}' on a proxy that has been revoked`);
  return { target, method: machine.get(handler, name) ?? undefined, handler };
}

/** What is behind proxies; undefined: one of them was revoked. */
export function behind(value: Value): Value {
  let at = value;
  while (isProxy(at)) {
    at.machine.charge(1);
    at = at.target ?? undefined;
  }
  return at;
}
