import { AGAIN, type Again, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { exhausted } from '../command.ts';

/** The longest record, in bytes. */
const RECORD_BYTES_MAX = 4_194_304;
/** CPU time of going through a kilobyte, in microseconds. */
const MICROSECONDS_PER_KILOBYTE = 2;

/** A descriptor read record by record, by a command that asks for the next one when it wants it. JSON. */
export type LineSource = {
  readonly descriptor: number;
  buffer: string;
  at: number;
  ended: boolean;
};

export const END = 'end';

export interface RecordRead {
  readonly text: string;
  /** What ended it; empty at the end of the file. */
  readonly terminator: string;
}

/** Where the first record ends: [its end, the end of its terminator]; undefined: not in what is there. */
export type FindEnd = (buffer: string, from: number, ended: boolean) => readonly [number, number] | undefined;

export function lineSource(descriptor: number): LineSource {
  return { descriptor, buffer: '', at: 0, ended: false };
}

export function endsWith(separator: string): FindEnd {
  return (buffer, from) => {
    const end = buffer.indexOf(separator, from);
    return end < 0 ? undefined : [end, end + separator.length];
  };
}

/** The next record. Throws a SystemError where it can't be read. */
export function nextRecord(
  system: System,
  source: LineSource,
  find: FindEnd,
): RecordRead | Again | typeof END {
  for (;;) {
    const found = source.at < source.buffer.length ? find(source.buffer, source.at, source.ended) : undefined;
    if (found !== undefined) {
      const [end, next] = found;
      const { buffer, at } = source;
      source.at = next;
      return { text: buffer.slice(at, end), terminator: buffer.slice(end, next) };
    }
    if (source.ended) {
      const text = source.buffer.slice(source.at);
      source.buffer = '';
      source.at = 0;
      return text === '' ? END : { text, terminator: '' };
    }
    const data = system.read(source.descriptor);
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) source.ended = true;
    system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
    source.buffer = source.buffer.slice(source.at) + binary(data);
    source.at = 0;
    if (source.buffer.length > RECORD_BYTES_MAX) throw exhausted(system, 2);
  }
}
