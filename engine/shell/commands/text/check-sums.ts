import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { filter } from '../filter.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';

const manual = (about: string) => ({
  gnu: `[OPTION]... [FILE]...\n${about}`,
});

const cksumSyntax: Syntax = {
  letters: '',
  manual: manual('Print CRC checksum and byte counts of each FILE.'),
};

const POLYNOMIAL = 0x04c11db7;
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ POLYNOMIAL : value << 1;
  return value;
});

function next(crc: number, byte: number): number {
  return (crc << 8) ^ (table[((crc >>> 24) ^ byte) & 255] ?? 0);
}

type CksumState = { readonly named: boolean; crc: number; length: number };

export const cksum: Program = filter<CksumState>({
  begin(system) {
    const { operands } = parseOptions(system, cksumSyntax);
    return { operands, state: { named: operands.length > 0, crc: 0, length: 0 } };
  },
  open(_run, state) {
    state.crc = 0;
    state.length = 0;
    return undefined;
  },
  chunk(_run, state, text) {
    let { crc } = state;
    for (let at = 0; at < text.length; at++) crc = next(crc, text.charCodeAt(at));
    state.crc = crc;
    state.length += text.length;
    return undefined;
  },
  close(run, state) {
    let { crc } = state;
    for (let rest = state.length; rest > 0; rest = Math.floor(rest / 256)) crc = next(crc, rest % 256);
    run.write(`${~crc >>> 0} ${state.length}${state.named ? ` ${encode(run.name)}` : ''}\n`);
  },
});

const sumSyntax: Syntax = {
  letters: 'rs',
  long: { sysv: 's' },
  manual: manual('Print or check BSD (16-bit) checksums.'),
};

type SumState = { readonly sysv: boolean; readonly named: boolean; sum: number; length: number };

export const sum: Program = filter<SumState>({
  begin(system) {
    const options = parseOptions(system, sumSyntax);
    const { operands } = options;
    const sysv = options.last('r', 's') === 's';
    return {
      operands,
      state: { sysv, named: operands.length > (isBusybox(system) && !sysv ? 1 : 0), sum: 0, length: 0 },
    };
  },
  open(_run, state) {
    state.sum = 0;
    state.length = 0;
    return undefined;
  },
  chunk(_run, state, text) {
    let value = state.sum;
    for (let at = 0; at < text.length; at++) {
      const byte = text.charCodeAt(at);
      value = state.sysv ? value + byte : ((value >> 1) + ((value & 1) << 15) + byte) & 0xffff;
    }
    state.sum = value;
    state.length += text.length;
    return undefined;
  },
  close(run, state) {
    const name = state.named ? ` ${encode(run.name)}` : '';
    if (!state.sysv) {
      const blocks = String(Math.ceil(state.length / 1024));
      run.write(`${String(state.sum).padStart(5, '0')} ${blocks.padStart(5)}${name}\n`);
      return;
    }
    const folded = (state.sum % 0x10000) + Math.floor((state.sum % 2 ** 32) / 0x10000);
    run.write(`${(folded & 0xffff) + (folded >> 16)} ${Math.ceil(state.length / 512)}${name}\n`);
  },
});
