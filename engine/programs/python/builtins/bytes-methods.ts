import { change } from '../../heap/change.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, is, list, tuple, type Value } from '../machine/values.ts';
import { decoded } from './encoding.ts';
import { integerArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { bytesOf } from './repeated.ts';

function own(machine: Machine, value: Value | undefined): string {
  const found = bytesOf(machine, plain(asOptional(value)));
  if (found !== undefined) return found;
  throw machine.error(
    'TypeError',
    `a bytes-like object is required, not '${machine.typeName(asOptional(value))}'`,
  );
}

/** Methods that bytes share with text: the same on one character per byte. */
const asText =
  (name: string, answer: (value: Value, machine: Machine) => Value): NativeRun =>
  (machine, positional, keywords) => {
    const given = positional.map((each) => {
      const value = plain(each);
      return is(value, 'bytes') ? value.v : value;
    });
    return answer(machine.sync({ t: 'native', name: `str.${name}` }, given, keywords), machine);
  };

const toBytes = (value: Value): Value => (typeof value === 'string' ? bytes(value) : value);
const eachToBytes = (value: Value, machine: Machine): Value => {
  if (is(value, 'list')) {
    machine.work(value.items.length);
    return list(value.items.map(toBytes));
  }
  return is(value, 'tuple') ? tuple(value.items.map(toBytes)) : value;
};

const shared: Readonly<Record<string, (value: Value, machine: Machine) => Value>> = {
  upper: toBytes,
  capitalize: toBytes,
  center: toBytes,
  expandtabs: toBytes,
  swapcase: toBytes,
  title: toBytes,
  rindex: toBytes,
  isascii: toBytes,
  islower: toBytes,
  isupper: toBytes,
  istitle: toBytes,
  lower: toBytes,
  strip: toBytes,
  lstrip: toBytes,
  rstrip: toBytes,
  replace: toBytes,
  ljust: toBytes,
  rjust: toBytes,
  zfill: toBytes,
  removeprefix: toBytes,
  removesuffix: toBytes,
  split: eachToBytes,
  rsplit: eachToBytes,
  splitlines: eachToBytes,
  partition: eachToBytes,
  rpartition: eachToBytes,
  find: toBytes,
  rfind: toBytes,
  index: toBytes,
  count: toBytes,
  startswith: toBytes,
  endswith: toBytes,
  isdigit: toBytes,
  isalpha: toBytes,
  isalnum: toBytes,
  isspace: toBytes,
};

function tupleToText(value: Value): Value {
  return is(value, 'tuple') ? tuple(value.items.map((item) => (is(item, 'bytes') ? item.v : item))) : value;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** What is gone over byte by byte. */
function paid(machine: Machine, text: string): string {
  machine.work(text.length >> 1);
  return text;
}

const table: Record<string, NativeRun | NativeFunction> = {
  decode: (machine, [self, encoding, errors], keywords) =>
    decoded(
      machine,
      own(machine, self),
      encoding ?? keywords.get('encoding'),
      errors ?? keywords.get('errors'),
    ),
  hex: (machine, [self]) =>
    Array.from(paid(machine, own(machine, self)), (each) => HEX[each.charCodeAt(0)]).join(''),
  join: {
    drains: [1],
    run: (machine, [self, items]) =>
      bytes(
        iterableItems(machine, asOptional(items))
          .map((item) => own(machine, item))
          .join(own(machine, self)),
      ),
  },
  fromhex: (machine, [given]) =>
    bytes(
      paid(machine, machine.text(asOptional(given)))
        .replace(/\s+/g, '')
        .replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))),
    ),
};
for (const [name, answer] of Object.entries(shared)) {
  const run = asText(name, answer);
  table[name] = (machine, positional, keywords) => run(machine, positional.map(tupleToText), keywords);
}

const arrayTable: Readonly<Record<string, NativeRun>> = {
  append: (machine, [self, value]) => {
    const target = plain(asOptional(self));
    if (is(target, 'bytes')) change(target).v += String.fromCharCode(integerArgument(machine, value) & 255);
    return null;
  },
  clear: (_machine, [self]) => {
    const target = plain(asOptional(self));
    if (is(target, 'bytes')) change(target).v = '';
    return null;
  },
  copy: (machine, [self]) => ({ t: 'bytes', v: own(machine, self), mutable: true }),
  insert: (machine, [self, index, value]) => {
    const target = plain(asOptional(self));
    const at = integerArgument(machine, index);
    const character = String.fromCharCode(integerArgument(machine, value) & 255);
    if (is(target, 'bytes')) change(target).v = target.v.slice(0, at) + character + target.v.slice(at);
    return null;
  },
  pop: (machine, [self, index]) => {
    const target = plain(asOptional(self));
    const found = own(machine, self);
    const given = integerArgument(machine, index, -1);
    const at = given < 0 ? found.length + given : given;
    if (found === '') throw machine.error('IndexError', 'pop from empty bytearray');
    if (at < 0 || at >= found.length) throw machine.error('IndexError', 'pop index out of range');
    if (is(target, 'bytes')) change(target).v = found.slice(0, at) + found.slice(at + 1);
    return found.charCodeAt(at);
  },
  remove: (machine, [self, value]) => {
    const target = plain(asOptional(self));
    const at = own(machine, self).indexOf(String.fromCharCode(integerArgument(machine, value)));
    if (at < 0) throw machine.error('ValueError', 'value not found in bytearray');
    if (is(target, 'bytes')) change(target).v = target.v.slice(0, at) + target.v.slice(at + 1);
    return null;
  },
  reverse: (machine, [self]) => {
    const target = plain(asOptional(self));
    machine.work(own(machine, self).length >> 3);
    if (is(target, 'bytes')) change(target).v = [...target.v].reverse().join('');
    return null;
  },
  extend: (machine, [self, more]) => {
    const target = plain(asOptional(self));
    const given = bytesOf(machine, asOptional(more));
    const added =
      given ??
      iterableItems(machine, asOptional(more))
        .map((each) => String.fromCharCode(Number(each) & 255))
        .join('');
    machine.allocate(added.length);
    if (is(target, 'bytes')) change(target).v += added;
    return null;
  },
};

export const bytesMethods = [
  ...natives('bytes.', table),
  ...natives('bytearray.', table),
  ...natives('bytearray.', arrayTable),
];
