import type { Machine } from '../machine/machine.ts';
import { behind, isProxy } from '../machine/proxies.ts';
import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import type { InspectOptions, Inspector } from './inspector.ts';
import { arranged } from './layout.ts';
import { primitive } from './primitives.ts';
import { property } from './property.ts';
import { shapeOf } from './shapes.ts';
import { styled } from './style.ts';

/** What is printed of one value, in characters: the rest is left out. */
const OUTPUT_MAX = 1_000_000;

/** A value as node prints it (util.inspect). */
export function inspectValue(machine: Machine, value: Value, options: InspectOptions = {}): string {
  const inspector: Inspector = {
    depth: 2,
    colors: false,
    breakLength: 80,
    compact: 3,
    showHidden: false,
    sorted: false,
    getters: false,
    maxArrayLength: 100,
    maxStringLength: 10_000,
    customInspect: true,
    ...options,
    machine,
    above: [],
    circular: new Map(),
    indentation: 0,
    currentDepth: 0,
    written: 0,
    show: (inner, level) => show(inspector, inner, level),
  };
  return show(inspector, value, 0);
}

function show(i: Inspector, value: Value, level: number): string {
  return value instanceof JsObject ? object(i, value, level) : primitive(i, value);
}

function object(i: Inspector, given: JsObject, level: number): string {
  const value = behind(given);
  if (!(value instanceof JsObject)) return styled(i, 'special', '<Revoked Proxy>');
  const own = i.customInspect ? customized(i, given, value, level) : undefined;
  if (own !== undefined) return own;
  if (i.above.includes(value)) {
    const number = i.circular.get(value) ?? i.circular.size + 1;
    i.circular.set(value, number);
    return styled(i, 'special', `[Circular *${number}]`);
  }
  return raw(i, value, level);
}

/** What the object itself says that it is shown as. */
function customized(i: Inspector, given: JsObject, value: JsObject, level: number): string | undefined {
  const { machine } = i;
  const { realm } = machine;
  const custom = machine.get(value, realm.symbol('nodejs.util.inspect.custom'));
  if (!(custom instanceof JsFunction) || custom.intrinsic === '$inspectValue') return undefined;
  const maker = machine.get(value, 'constructor');
  if (maker instanceof JsObject && !isProxy(maker) && machine.get(maker, 'prototype') === value)
    return undefined;
  const depth = i.depth - level;
  const shown = machine.callSync(custom, given, [
    Number.isFinite(depth) ? depth : null,
    realm.plainObject({
      depth: Number.isFinite(depth) ? depth : null,
      colors: i.colors,
      compact: i.compact,
      breakLength: i.breakLength,
      showHidden: i.showHidden,
      stylize: realm.object('$inspect/stylize'),
    }),
    realm.object('$inspectValue'),
  ]);
  if (shown === given) return undefined;
  if (!(shown instanceof JsObject)) return typeof shown === 'string' ? shown : primitive(i, shown);
  return show(i, shown, level).replaceAll('\n', `\n${' '.repeat(i.indentation)}`);
}

function raw(i: Inspector, value: JsObject, level: number): string {
  const shape = shapeOf(i, value, level);
  if ('text' in shape) return shape.text;
  if (level > i.depth) return styled(i, 'special', `[${shape.title}]`);
  i.above.push(value);
  i.currentDepth = level + 1;
  const output = shape.entries(level + 1);
  for (const key of shape.keys) {
    if (i.written > OUTPUT_MAX) break;
    const made = property(i, value, key, level + 1);
    i.written += made.length;
    output.push(made);
  }
  i.above.pop();
  const number = i.circular.get(value);
  const reference = number === undefined ? [] : [styled(i, 'special', `<ref *${number}>`)];
  const base = [...reference, ...(shape.base === '' ? [] : [shape.base])].join(' ');
  if (i.sorted) output.sort();
  const made = arranged(i, output, base, shape.braces, shape.isList ? value : undefined, level + 1);
  i.machine.charge(4 + (made.length >> 6));
  return made;
}
