import { change } from '../../heap/change.ts';
import { written } from '../builtins/repeated.ts';
import { characters, sliced } from '../builtins/text.ts';
import { classOf, lookUp, typeName } from './classes.ts';
import { raiseError } from './exceptions.ts';
import { iterableItems } from './iteration.ts';
import { getIn, keyOf, setIn } from './keys.ts';
import type { Machine } from './machine.ts';
import { plain } from './plain.ts';
import { integerIndex, sliceBounds } from './slices.ts';
import { bytes, is, isThing, list, type Slice, type Then, tuple, type Value } from './values.ts';

function ownMethod(object: Value, name: string): Value | undefined {
  if (!is(object, 'instance') && !is(object, 'class')) return undefined;
  const found = lookUp(classOf(object), name);
  return found === undefined || found === null || is(found, 'native') ? undefined : found;
}

export function loadItem(machine: Machine, object: Value, index: Value, after: Then): void {
  const own = ownMethod(object, '__getitem__');
  if (own !== undefined) {
    machine.invoke(own, [object, index], after);
    return;
  }
  if (is(object, 'class')) {
    machine.deliver(classItem(machine, object, index, after), after);
    return;
  }
  const target = plain(object);
  if (is(target, 'dict') && is(object, 'instance')) {
    const missing = lookUp(object.class, '__missing__');
    if (missing !== undefined && getIn(machine, target, index) === undefined) {
      machine.invoke(missing, [object, index], after);
      return;
    }
  }
  machine.deliver(builtinItem(machine, target, index, object), after);
}

export function loadItemNow(machine: Machine, object: Value, index: Value): Value {
  return machine.nested(() => loadItem(machine, object, index, { kind: 'leave' })) ?? null;
}

/** `list[int]` */
function classItem(machine: Machine, object: Value, index: Value, _then: Then): Value {
  const hook = is(object, 'class') ? lookUp(object, '__class_getitem__') : undefined;
  if (hook !== undefined) return machine.sync(is(hook, 'wrapper') ? hook.function : hook, [object, index]);
  return { t: 'alias', origin: object, arguments: is(index, 'tuple') ? index.items : [index] };
}

function builtinItem(machine: Machine, target: Value, index: Value, object: Value): Value {
  if (typeof target === 'string') return textItem(machine, target, index);
  if (isThing(target)) {
    switch (target.t) {
      case 'list':
        return is(index, 'slice')
          ? list(sliced(machine, target.items, index))
          : itemAt(machine, target.items, index, 'list');
      case 'tuple':
        return is(index, 'slice')
          ? tuple(sliced(machine, target.items, index))
          : itemAt(machine, target.items, index, 'tuple');
      case 'dict': {
        const found = getIn(machine, target, index);
        if (found === undefined) throw raiseError('KeyError', [index]);
        return found;
      }
      case 'bytes':
        return bytesItem(machine, target, index);
      case 'repeated':
        return builtinItem(machine, written(machine, target), index, object);
      case 'range':
        return rangeItem(machine, target, index);
      case 'alias':
        return { t: 'alias', origin: target.origin, arguments: is(index, 'tuple') ? index.items : [index] };
      default:
        break;
    }
  }
  throw machine.error('TypeError', `'${typeName(object)}' object is not subscriptable`);
}

function textItem(machine: Machine, target: string, index: Value): Value {
  if (!is(index, 'slice') && integerIndex(index) === undefined) {
    throw machine.error('TypeError', `string indices must be integers, not '${typeName(index)}'`);
  }
  if (hasPairs(machine, target)) {
    machine.work(target.length >> 3);
    const letters = characters(target);
    return is(index, 'slice')
      ? sliced(machine, letters, index).join('')
      : itemAt(machine, letters, index, 'string');
  }
  return is(index, 'slice')
    ? slicedText(machine, target, index)
    : target.charAt(placeOf(machine, target.length, index, 'string'));
}

const PAIR = /[\ud800-\udbff]/;

const SHORT_CHARACTERS = 1_000;

/** Whether there are characters beyond the basic plane, which are two of the host's. */
function hasPairs(machine: Machine, text: string): boolean {
  if (text.length > SHORT_CHARACTERS) {
    if (text === machine.plainText) return false;
    machine.work(text.length >> 8);
  }
  if (PAIR.test(text)) return true;
  if (text.length > SHORT_CHARACTERS) machine.plainText = text;
  return false;
}

function slicedText(machine: Machine, text: string, index: Slice): string {
  const [from, to, step] = sliceBounds(machine, index, text.length);
  if (step === 1) return text.slice(from, Math.max(from, to));
  machine.work(Math.abs((to - from) / step) / 4);
  const taken: string[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) taken.push(text.charAt(at));
  return taken.join('');
}

function bytesItem(machine: Machine, target: Extract<Value, { t: 'bytes' }>, index: Value): Value {
  if (is(index, 'slice')) {
    const part = slicedText(machine, target.v, index);
    return target.mutable ? { t: 'bytes', v: part, mutable: true } : bytes(part);
  }
  return target.v.charCodeAt(
    placeOf(machine, target.v.length, index, target.mutable ? 'bytearray' : 'index'),
  );
}

function rangeItem(machine: Machine, target: Extract<Value, { t: 'range' }>, index: Value): Value {
  const { start, stop, step } = target;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (is(index, 'slice')) {
    const [from, to, by] = sliceBounds(machine, index, length);
    return { t: 'range', start: start + from * step, stop: start + to * step, step: step * by };
  }
  const at = integerIndex(index) ?? 0;
  const place = at < 0 ? at + length : at;
  if (place < 0 || place >= length) throw machine.error('IndexError', 'range object index out of range');
  return start + place * step;
}

function placeOf(machine: Machine, length: number, index: Value, what: string): number {
  const at = integerIndex(index);
  if (at === undefined) {
    const name = what === 'index' ? 'byte' : what;
    throw machine.error('TypeError', `${name} indices must be integers or slices, not ${typeName(index)}`);
  }
  const place = at < 0 ? at + length : at;
  if (place >= 0 && place < length) return place;
  throw machine.error('IndexError', what === 'index' ? 'index out of range' : `${what} index out of range`);
}

function itemAt(machine: Machine, items: readonly Value[], index: Value, what: string): Value {
  return items[placeOf(machine, items.length, index, what)] ?? null;
}

export function storeItem(machine: Machine, object: Value, index: Value, value: Value): void {
  const own = ownMethod(object, '__setitem__');
  if (own !== undefined) {
    machine.invoke(own, [object, index, value], { kind: 'drop' });
    return;
  }
  const target = plain(object);
  if (is(target, 'dict')) setIn(machine, target, index, value);
  else if (is(target, 'list')) {
    if (is(index, 'slice')) storeSlice(machine, change(target.items), index, value);
    else change(target.items)[placeOf(machine, target.items.length, index, 'list assignment')] = value;
  } else if (is(target, 'bytes') && target.mutable) {
    const place = placeOf(machine, target.v.length, index, 'bytearray');
    machine.work(target.v.length >> 8);
    change(target).v =
      target.v.slice(0, place) +
      String.fromCharCode(Number(integerIndex(value) ?? 0) & 255) +
      target.v.slice(place + 1);
  } else throw machine.error('TypeError', `'${typeName(object)}' object does not support item assignment`);
}

function storeSlice(machine: Machine, items: Value[], index: Slice, value: Value): void {
  const [from, to, step] = sliceBounds(machine, index, items.length);
  const given = [...iterableItems(machine, value)];
  machine.allocate(8 * given.length);
  machine.work((items.length + given.length) >> 6);
  if (step === 1) {
    const rest = items.splice(from).slice(Math.max(0, to - from));
    for (const item of given) items.push(item);
    for (const item of rest) items.push(item);
    return;
  }
  const places: number[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) places.push(at);
  if (places.length !== given.length) {
    throw machine.error(
      'ValueError',
      `attempt to assign sequence of size ${given.length} to extended slice of size ${places.length}`,
    );
  }
  for (const [order, place] of places.entries()) items[place] = given[order] ?? null;
}

export function deleteItem(machine: Machine, object: Value, index: Value): void {
  const own = ownMethod(object, '__delitem__');
  if (own !== undefined) {
    machine.invoke(own, [object, index], { kind: 'drop' });
    return;
  }
  const target = plain(object);
  if (is(target, 'dict')) {
    if (!change(target.map).delete(keyOf(machine, index))) throw raiseError('KeyError', [index]);
  } else if (is(target, 'list')) {
    if (is(index, 'slice')) {
      const [from, to, step] = sliceBounds(machine, index, target.items.length);
      machine.work(target.items.length >> 2);
      const isGone = (at: number) =>
        (at - from) % step === 0 && (step > 0 ? at >= from && at < to : at <= from && at > to);
      change(target).items = target.items.filter((_, at) => !isGone(at));
    } else change(target.items).splice(placeOf(machine, target.items.length, index, 'list assignment'), 1);
  } else throw machine.error('TypeError', `'${typeName(object)}' object doesn't support item deletion`);
}
