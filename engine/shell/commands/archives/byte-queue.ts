import { AGAIN, type System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../bytes.ts';
import { exhausted } from '../command.ts';

/** What a command holds of a pipe that it needs whole, in bytes. */
const HELD_BYTES_MAX = 16_777_216;
/** What is read of a file at once, and of it in all, in bytes. */
const READ_BYTES = 1_048_576;
const FILE_BYTES_MAX = 268_435_456;
const MICROSECONDS_PER_KILOBYTE = 2;

/** Input that is gathered until it ends. JSON: bytes, one character each. */
export type Gathered = { pieces: string[]; length: number };

export function nothingGathered(): Gathered {
  return { pieces: [], length: 0 };
}

/** Takes what there is. @returns true: that was all of it */
export function gather(system: System, descriptor: number, gathered: Gathered): boolean {
  for (;;) {
    const data = system.read(descriptor, READ_BYTES);
    if (data === AGAIN) return false;
    if (data.length === 0) return true;
    gathered.length += data.length;
    if (gathered.length > HELD_BYTES_MAX) throw exhausted(system, 2);
    system.setMemory(gathered.length + 1_048_576);
    spendOn(system, data.length);
    gathered.pieces.push(binary(data));
  }
}

export function gatheredBytes(gathered: Gathered): Uint8Array {
  return bytesOf(gathered.pieces.join(''));
}

/** All of a regular file. */
export function fileBytes(system: System, descriptor: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (
    let data = system.read(descriptor, READ_BYTES);
    data !== AGAIN && data.length > 0;
    data = system.read(descriptor, READ_BYTES)
  ) {
    pieces.push(data);
    length += data.length;
    if (length > FILE_BYTES_MAX) throw exhausted(system, 2);
  }
  spendOn(system, length);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export function spendOn(system: System, bytes: number): void {
  system.spend(Math.ceil(bytes / 1024) * MICROSECONDS_PER_KILOBYTE);
}
