import { AGAIN } from '../../../linux/system.ts';
import { binary } from '../../../shell/commands/bytes.ts';
import { change } from '../../heap/change.ts';
import type { Machine } from '../machine/machine.ts';
import { Blocked } from '../machine/raised.ts';
import { bytes, type FileThing, type Value } from '../machine/values.ts';
import { decoded } from './encoding.ts';
import { systemCall } from './system-errors.ts';

/** What one file may be read into memory, in bytes. */
const READ_MAX = 16_777_216;

/** Reads more ahead. @throws Blocked where there is nothing yet */
function fill(machine: Machine, file: FileThing): void {
  if (file.ended) return;
  const data = systemCall(machine, () => machine.system.read(file.descriptor));
  if (data === AGAIN) throw new Blocked({ readable: [file.descriptor] });
  if (data.length === 0) change(file).ended = true;
  change(file).input += binary(data);
  machine.allocate(data.length);
  if (file.input.length > READ_MAX) throw machine.error('MemoryError', '');
}

function asValue(machine: Machine, file: FileThing, text: string): Value {
  if (!file.text) return bytes(text);
  return decoded(machine, text).replaceAll('\r\n', '\n');
}

export function readLineOf(
  machine: Machine,
  file: FileThing,
): { readonly length: number; readonly value: Value } {
  let end = file.input.indexOf('\n');
  while (end < 0 && !file.ended) {
    fill(machine, file);
    end = file.input.indexOf('\n');
  }
  const line = end < 0 ? file.input : file.input.slice(0, end + 1);
  change(file).input = file.input.slice(line.length);
  if (file.ended && file.input === '' && line === '' && file.descriptor === 0)
    change(file).ended = !machine.system.isTerminal(0);
  return { length: line.length, value: asValue(machine, file, line) };
}

/** Up to so many bytes (characters of a text, where they are ASCII); negative: all of it. */
export function readFrom(machine: Machine, file: FileThing, size: number): Value {
  while (!file.ended && (size < 0 || file.input.length < size)) fill(machine, file);
  const part = size < 0 ? file.input : file.input.slice(0, size);
  change(file).input = file.input.slice(part.length);
  return asValue(machine, file, part);
}
