import { type Call, type Commands, integer, numberOf, Refusal, syntaxError } from '../command.ts';
import type { Reply } from '../resp.ts';
import { places, putText, STRING_BYTES_MAX } from './strings.ts';

/** Bytes of all its sources together that one BITOP looks at. */
const BITOP_BYTES_MAX = 8_388_608;

const notOffset = 'ERR bit offset is not an integer or out of range';

function bitOffset(text: string | undefined): number {
  const offset = numberOf(text, notOffset);
  if (offset < 0 || offset >= STRING_BYTES_MAX * 8) throw new Refusal(notOffset);
  return offset;
}

const byteAt = (text: string, index: number): number => (index < text.length ? text.charCodeAt(index) : 0);
const bitAt = (text: string, offset: number): number => (byteAt(text, offset >> 3) >> (7 - (offset & 7))) & 1;

function setBit(call: Call): Reply {
  const [, key = '', where, value] = call.args;
  const offset = bitOffset(where);
  if (value !== '0' && value !== '1') throw new Refusal('ERR bit is not an integer or out of range');
  const text = (call.store.text(key) ?? '').padEnd((offset >> 3) + 1, '\0');
  const before = bitAt(text, offset);
  const mask = 1 << (7 - (offset & 7));
  const byte = value === '1' ? byteAt(text, offset >> 3) | mask : byteAt(text, offset >> 3) & ~mask;
  putText(
    call,
    key,
    text.slice(0, offset >> 3) + String.fromCharCode(byte) + text.slice((offset >> 3) + 1),
    'keep',
  );
  call.store.event('$', 'setbit', key);
  return integer(before);
}

/** The bits that a range means: first and last, the end excluded. */
function bitRange(text: string, from: string | undefined, to: string | undefined, unit: string | undefined) {
  const word = unit?.toUpperCase() ?? 'BYTE';
  if (word !== 'BYTE' && word !== 'BIT') throw new Refusal(syntaxError);
  const scale = word === 'BYTE' ? 8 : 1;
  const size = (text.length * 8) / scale;
  const [start, end] = places(
    size,
    from === undefined ? 0 : numberOf(from),
    to === undefined ? -1 : numberOf(to),
  );
  return [start * scale, end * scale] as const;
}

function count(call: Call): Reply {
  const [, key = '', from, to, unit] = call.args;
  if (call.args.length === 3 || call.args.length > 5) throw new Refusal(syntaxError);
  const text = call.store.text(key) ?? '';
  const [start, end] = bitRange(text, from, to, unit);
  let found = 0;
  for (let at = start; at < end; ) {
    if ((at & 7) === 0 && at + 8 <= end) {
      for (let byte = byteAt(text, at >> 3); byte > 0; byte &= byte - 1) found++;
      at += 8;
    } else found += bitAt(text, at++);
  }
  return integer(found);
}

function position(call: Call): Reply {
  const [, key = '', bit, from, to, unit] = call.args;
  if (bit !== '0' && bit !== '1') throw new Refusal('ERR The bit argument must be 1 or 0.');
  const text = call.store.text(key) ?? '';
  if (text === '') return integer(bit === '1' ? -1 : 0);
  const [start, end] = bitRange(text, from, to, unit);
  const skipped = bit === '1' ? 0 : 255;
  for (let at = start; at < end; ) {
    if ((at & 7) === 0 && at + 8 <= end && byteAt(text, at >> 3) === skipped) at += 8;
    else if (bitAt(text, at) === Number(bit)) return integer(at);
    else at++;
  }
  return integer(bit === '0' && to === undefined ? text.length * 8 : -1);
}

const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
  AND: (left, right) => left & right,
  OR: (left, right) => left | right,
  XOR: (left, right) => left ^ right,
};

function operate(call: Call): Reply {
  const [, word = '', to = '', ...keys] = call.args;
  const name = word.toUpperCase();
  const texts = keys.map((key) => call.store.text(key) ?? '');
  const operation = operations[name];
  if (name !== 'NOT' && operation === undefined) throw new Refusal(syntaxError);
  if (name === 'NOT' && keys.length !== 1)
    throw new Refusal('ERR BITOP NOT must be called with a single source key.');
  const length = texts.reduce((longest, text) => Math.max(longest, text.length), 0);
  if (length * texts.length > BITOP_BYTES_MAX)
    throw new Refusal('ERR BITOP of so many bytes is not part of the simulation');
  const bytes = Array.from({ length }, (_, index) => {
    const [first = 0, ...others] = texts.map((text) => byteAt(text, index));
    return operation === undefined ? ~first & 255 : others.reduce(operation, first);
  });
  if (length === 0) {
    if (call.store.delete(to)) call.store.event('g', 'del', to);
    return integer(0);
  }
  putText(call, to, bytes.map((byte) => String.fromCharCode(byte)).join(''), undefined);
  call.store.event('$', 'set', to);
  return integer(length);
}

const category = 'bitmap';

export const bitCommands: Commands = {
  bitcount: { arity: -2, category, run: count },
  bitop: { arity: -4, writes: true, category, keys: [2, -1, 1], run: operate },
  bitpos: { arity: -3, category, run: position },
  getbit: {
    arity: 3,
    category,
    run: ({ store, args: [, key = '', offset] }) => integer(bitAt(store.text(key) ?? '', bitOffset(offset))),
  },
  setbit: { arity: 4, writes: true, category, run: setBit },
};
