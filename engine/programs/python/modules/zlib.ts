import { deflateSync, Gunzip, gzipSync, Inflate, Unzlib, zlibSync } from 'fflate';
import { binary, bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { integerArgument, textArgument } from '../builtins/given.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { raiseError } from '../machine/exceptions.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { bytes, type Value } from '../machine/values.ts';

/** What is packed in one call, and what one may unpack to. */
const PACKED_MAX = 2_097_152;
const UNPACKED_MAX = 4_194_304;
/** Of the packed bytes, how many are looked at in one go, so that a bomb ends soon. */
const PIECE_BYTES = 16_384;

function given(machine: Machine, value: Value | undefined): Uint8Array {
  const raw = bytesOf(machine, value);
  if (raw === undefined)
    throw machine.error(
      'TypeError',
      `a bytes-like object is required, not '${machine.typeName(value ?? null)}'`,
    );
  return packed(raw);
}

type Level = NonNullable<Parameters<typeof deflateSync>[1]>['level'];

function levelOf(value: number): Level {
  const levels: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return levels[value] ?? 6;
}

const failed = (words: string) => raiseError('ValueError', [words], [['__zlib__', true]]);

function unpacked(machine: Machine, data: Uint8Array, form: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isOver = false;
  const stream = new (form === 'gzip' ? Gunzip : form === 'raw' ? Inflate : Unzlib)((part, final) => {
    parts.push(part);
    size += part.length;
    isOver ||= final;
  });
  try {
    for (let at = 0; at < Math.max(1, data.length) && size <= UNPACKED_MAX; at += PIECE_BYTES)
      stream.push(data.slice(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isShort = /EOF/i.test(error.message);
    const words = isShort
      ? 'Error -5 while decompressing data: incomplete or truncated stream'
      : /header|invalid zlib|invalid gzip/i.test(error.message)
        ? 'Error -3 while decompressing data: incorrect header check'
        : 'Error -3 while decompressing data: invalid block type';
    throw failed(words);
  }
  if (size > UNPACKED_MAX) throw machine.error('MemoryError', '');
  if (!isOver) throw failed('Error -5 while decompressing data: incomplete or truncated stream');
  const made = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** CRC-32, bit by bit over a table that is made once. */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export const zlibNatives = natives('_zlib.', {
  compress: (machine, [data, level, form]) => {
    const from = given(machine, data);
    if (from.length > PACKED_MAX) throw machine.unsupported('compressing so much at once');
    machine.work(from.length >> 2);
    const options = { level: levelOf(integerArgument(machine, level)) };
    const how = textArgument(machine, form);
    const made =
      how === 'gzip'
        ? gzipSync(from, { ...options, mtime: machine.system.now })
        : how === 'raw'
          ? deflateSync(from, options)
          : zlibSync(from, options);
    machine.allocate(made.length);
    return bytes(binary(made));
  },
  decompress: (machine, [data, form]) => {
    const made = unpacked(machine, given(machine, data), textArgument(machine, form));
    machine.work(made.length >> 3);
    machine.allocate(made.length);
    return bytes(binary(made));
  },
  crc32: (machine, [data, start]) => {
    let value = ~integerArgument(machine, start);
    const from = given(machine, data);
    machine.work(from.length >> 4);
    for (const byte of from) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
    return ~value >>> 0;
  },
  adler32: (machine, [data, start]) => {
    const begun = integerArgument(machine, start);
    let [a, b] = [begun & 0xffff, (begun >>> 16) & 0xffff];
    const from = given(machine, data);
    machine.work(from.length >> 4);
    for (const byte of from) {
      a = (a + byte) % 65521;
      b = (b + a) % 65521;
    }
    return ((b << 16) | a) >>> 0;
  },
});
