import { deflateSync, gzipSync, zlibSync } from 'fflate';
import { binary, bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { crc32 } from '../../crc32.ts';
import { UnpackError, unpacked } from '../../unpacked.ts';
import { integerArgument, textArgument } from '../builtins/given.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { raiseError } from '../machine/exceptions.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { bytes, type Value } from '../machine/values.ts';

/** What is packed in one call, and what one may unpack to. */
const PACKED_MAX = 2_097_152;
const UNPACKED_MAX = 4_194_304;

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

/** Words of zlib for what is wrong. */
const TROUBLES = {
  short: 'Error -5 while decompressing data: incomplete or truncated stream',
  header: 'Error -3 while decompressing data: incorrect header check',
  block: 'Error -3 while decompressing data: invalid block type',
} as const;

function decompressed(machine: Machine, data: Uint8Array, form: string): Uint8Array {
  try {
    return unpacked(data, form === 'gzip' || form === 'raw' ? form : 'zlib', UNPACKED_MAX);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    if (error.trouble === 'large') throw machine.error('MemoryError', '');
    throw failed(TROUBLES[error.trouble]);
  }
}

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
    const made = decompressed(machine, given(machine, data), textArgument(machine, form));
    machine.work(made.length >> 3);
    machine.allocate(made.length);
    return bytes(binary(made));
  },
  crc32: (machine, [data, start]) => {
    const from = given(machine, data);
    machine.work(from.length >> 4);
    return crc32(from, integerArgument(machine, start));
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
