import type { Machine } from '../machine/machine.ts';
import { bytes, is, type Repeated, type Value } from '../machine/values.ts';

/** From so many characters on, repetitions aren't written out. */
const WRITTEN_CHARACTERS_MAX = 65_536;
/** What is written out of them when something needs all of it. */
const WRITTEN_OUT_MAX = 16_777_216;
/** As much as the address space of a process. */
const REPEATED_MAX = 2 ** 40;

/** `text * count` or `bytes * count`; undefined: it is neither. */
export function multiplied(machine: Machine, value: Value, count: number): Value | undefined {
  if (is(value, 'repeated')) return makeRepeated(machine, value.unit, value.count * count, value.of);
  if (typeof value === 'string') return makeRepeated(machine, value, count, 'str');
  if (is(value, 'bytes')) return makeRepeated(machine, value.v, count, value.mutable ? 'bytearray' : 'bytes');
  return undefined;
}

export function makeRepeated(machine: Machine, unit: string, count: number, of: Repeated['of']): Value {
  const size = unit.length * count;
  if (size > REPEATED_MAX) throw machine.error('MemoryError', '');
  machine.allocate(size);
  machine.work(Math.min(size, WRITTEN_CHARACTERS_MAX) >> 8);
  if (size > WRITTEN_CHARACTERS_MAX) return { t: 'repeated', unit, count, of };
  const text = unit.repeat(count);
  if (of === 'str') return text;
  return of === 'bytes' ? bytes(text) : { t: 'bytes', v: text, mutable: true };
}

/** All of it. */
export function written(machine: Machine, { unit, count, of }: Repeated): Value {
  if (unit.length * count > WRITTEN_OUT_MAX)
    throw machine.unsupported(`a ${of} of so many characters, other than to keep it,`);
  machine.work((unit.length * count) >> 6);
  const text = unit.repeat(count);
  if (of === 'str') return text;
  return of === 'bytes' ? bytes(text) : { t: 'bytes', v: text, mutable: true };
}

/** A text's characters; undefined: it isn't one. */
export function textOf(machine: Machine, value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (is(value, 'repeated') && value.of === 'str') {
    const all = written(machine, value);
    return typeof all === 'string' ? all : undefined;
  }
  if (is(value, 'instance') && value.payload !== undefined) return textOf(machine, value.payload);
  return undefined;
}

/** The bytes of bytes, one character each; undefined: it is something else. */
export function bytesOf(machine: Machine, value: Value | undefined): string | undefined {
  if (is(value, 'bytes')) return value.v;
  if (is(value, 'repeated') && value.of !== 'str') return bytesOf(machine, written(machine, value));
  return undefined;
}
