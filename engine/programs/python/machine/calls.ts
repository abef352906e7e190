import { change } from '../../heap/change.ts';
import { bind } from './arguments.ts';
import { attributeOf } from './attributes.ts';
import { classOf, lookUp, typeName } from './classes.ts';
import { instantiate } from './instances.ts';
import { weightOfInteger } from './integers.ts';
import { iterableItems, needsPython } from './iteration.ts';
import { lazyBuiltin } from './lazy-builtins.ts';
import type { Machine } from './machine.ts';
import type { Keywords, NativeFunction } from './native.ts';
import {
  type Frame,
  type FunctionThing,
  type Generator,
  is,
  isThing,
  list,
  type Native,
  type Then,
  type Value,
} from './values.ts';

/** Calls something: a frame is pushed, or the result delivered at once. */
export function invoke(
  machine: Machine,
  called: Value,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  if (isThing(called)) {
    switch (called.t) {
      case 'function':
        callFunction(machine, called, positional, keywords, after);
        return;
      case 'method':
        invoke(machine, called.function, [called.self, ...positional], keywords, after);
        return;
      case 'native':
        callNative(machine, called, positional, keywords, after);
        return;
      case 'class':
        instantiate(machine, called, positional, keywords, after);
        return;
      case 'alias':
        invoke(machine, called.origin, positional, keywords, after);
        return;
      case 'wrapper':
        if (called.of === 'staticmethod') {
          invoke(machine, called.function, positional, keywords, after);
          return;
        }
        break;
      case 'instance': {
        const call = lookUp(classOf(called), '__call__');
        if (call === undefined) break;
        invoke(machine, call, [called, ...positional], keywords, after);
        return;
      }
      default:
        break;
    }
  }
  throw machine.error('TypeError', `'${typeName(called)}' object is not callable`);
}

function callFunction(
  machine: Machine,
  called: FunctionThing,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  const { code } = called;
  const slots = bind(machine, called, positional, keywords);
  machine.allocate(8 * slots.length);
  const frame = frameOf(called, slots, after);
  if (!code.isGenerator && !code.isAsync) {
    machine.pushFrame(frame);
    return;
  }
  const generator: Generator = {
    t: 'generator',
    name: code.qualifiedName,
    frame: undefined,
    state: 'new',
    coroutine: code.isAsync,
    code,
  };
  change(generator).frame = { ...frame, generator };
  machine.allocate(400);
  if (code.isGenerator && code.isAsync) {
    const made = lazyBuiltin(machine, '__asyncgen__') ?? null;
    machine.invoke(made, [generator], after);
    return;
  }
  machine.deliver(generator, after);
}

function frameOf(called: FunctionThing, slots: (Value | undefined)[], after: Then): Frame {
  return {
    code: called.code,
    ip: 0,
    stack: [],
    scope: { slots, parent: called.scope },
    names: undefined,
    globals: called.globals,
    blocks: [],
    handled: [],
    function: called,
    home: called.home,
    generator: undefined,
    after,
  };
}

function callNative(
  machine: Machine,
  called: Native,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  const found = machine.native(called.name);
  if (found === undefined) throw machine.unsupported(called.name);
  if (found.drains !== undefined && drainFirst(machine, found, called, positional, keywords, after)) return;
  machine.work(weightOf(positional));
  if (found.special !== undefined) found.special(machine, positional, keywords, after);
  else if (found.run !== undefined) machine.deliver(found.run(machine, positional, keywords), after);
}

/** Texts shorter than this cost natives nothing. */
const LIGHT_CHARACTERS = 256;
const CHARACTERS_PER_INSTRUCTION = 16;

/** What it takes natives to go over the texts and large numbers that they are given, in instructions. */
function weightOf(values: readonly Value[]): number {
  let weight = 0;
  for (const value of values) {
    if (typeof value === 'bigint') weight += weightOfInteger(value);
    const text = typeof value === 'string' ? value : is(value, 'bytes') ? value.v : '';
    if (text.length > LIGHT_CHARACTERS) weight += text.length / CHARACTERS_PER_INSTRUCTION;
  }
  return weight;
}

/** Makes a list of an iterable that is written in Python, so that the native needn't wait for it. */
function drainFirst(
  machine: Machine,
  found: NativeFunction,
  called: Native,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): boolean {
  const index = found.drains?.find((each) => {
    const value = positional[each];
    if (value === undefined || !needsPython(value)) return false;
    return found.takesMappings !== true || attributeOf(machine, value, 'keys') === undefined;
  });
  const value = index === undefined ? undefined : positional[index];
  if (index === undefined || value === undefined) return false;
  const drain = machine.module('builtins')?.globals.get('__drain__');
  if (drain === undefined) {
    const copy = [...positional];
    copy[index] = list([...iterableItems(machine, value)]);
    invoke(machine, called, copy, keywords, after);
    return true;
  }
  const next: Then = {
    kind: 'call',
    function: called,
    positional: [...positional],
    index,
    keywords: new Map(keywords),
    after,
  };
  machine.invoke(drain, [value], next);
  return true;
}
