import { deflateSync, gzipSync, zlibSync } from 'fflate';
import { crc32 } from '../../crc32.ts';
import { UnpackError, unpacked } from '../../unpacked.ts';
import { bytesFrom, newBytes } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { toInteger } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { Thrown, type Value } from '../values/value.ts';

/** What is packed in one call, and what one may unpack to, in bytes. */
const PACKED_MAX = 2_097_152;
const UNPACKED_MAX = 4_194_304;

type Level = NonNullable<Parameters<typeof deflateSync>[1]>['level'];

function levelOf(machine: Machine, value: Value): Level {
  const levels: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return levels[toInteger(machine, value, 6)] ?? 6;
}

/** zlib's words and numbers. */
const TROUBLES = {
  short: ['Z_BUF_ERROR', -5, 'unexpected end of file'],
  header: ['Z_DATA_ERROR', -3, 'incorrect header check'],
  block: ['Z_DATA_ERROR', -3, 'invalid block type'],
} as const;

function unpack(machine: Machine, bytes: Uint8Array, form: Value): Uint8Array {
  try {
    return unpacked(bytes, form === 'gzip' || form === 'raw' ? form : 'zlib', UNPACKED_MAX);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    if (error.trouble === 'large')
      return machine.throwError('RangeError', 'unpacking so much at once is not part of the simulation');
    const [code, errno, words] = TROUBLES[error.trouble];
    const made = machine.realm.error('Error', words);
    made.put('errno', errno);
    made.put('code', code);
    throw new Thrown(made);
  }
}

export const zlibBindings: Definitions = {
  $zlib: {
    methods: {
      /** `form`: gzip, zlib or raw */
      pack: (machine, _, [data, form, level]) => {
        const bytes = bytesFrom(machine, data);
        if (bytes.length > PACKED_MAX)
          return machine.throwError('RangeError', 'packing so much at once is not part of the simulation');
        machine.charge(bytes.length >> 2);
        const options = { level: levelOf(machine, level) };
        if (form === 'gzip') return newBytes(machine, gzipSync(bytes, { ...options, mtime: 0 }));
        return newBytes(machine, form === 'raw' ? deflateSync(bytes, options) : zlibSync(bytes, options));
      },
      unpack: (machine, _, [data, form]) => {
        const made = unpack(machine, bytesFrom(machine, data), form);
        machine.charge(made.length >> 3);
        return newBytes(machine, made);
      },
      crc32: (machine, _, [data, start]) => {
        const bytes = bytesFrom(machine, data);
        machine.charge(bytes.length >> 4);
        return crc32(bytes, toInteger(machine, start));
      },
    },
  },
};
