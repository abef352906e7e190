import { packed, unpacked } from '../../engine/filesystem/packed.ts';
import { CHUNK_LINE_BYTES_MAX } from './limits.ts';
import { VisitError } from './refusals.ts';

/** How the end of an answer's body is known. */
export type Framing =
  | { readonly is: 'length'; readonly bytes: number }
  | { readonly is: 'chunked' }
  | { readonly is: 'until the end' };

/** Takes an answer's body out of what a connection brings. */
export interface BodyReader {
  /** What of the next bytes belongs to the body; none at all say that the connection has ended. @throws VisitError */
  take(bytes: Uint8Array): Uint8Array;
  readonly isOver: boolean;
}

export function bodyReader(framing: Framing): BodyReader {
  if (framing.is === 'chunked') return new Chunks();
  return new Plain(framing.is === 'length' ? framing.bytes : undefined);
}

class Plain implements BodyReader {
  #left: number | undefined;
  isOver: boolean;

  /** @param length undefined: it ends with the connection */
  constructor(length: number | undefined) {
    this.#left = length;
    this.isOver = length === 0;
  }

  take(bytes: Uint8Array): Uint8Array {
    if (this.#left === undefined) {
      this.isOver = bytes.length === 0;
      return bytes;
    }
    if (bytes.length === 0) throw endedEarly();
    const taken = bytes.subarray(0, this.#left);
    this.#left -= taken.length;
    this.isOver = this.#left === 0;
    return taken;
  }
}

/** Pieces with their lengths before them, and after the last of them headers that nobody wants. */
class Chunks implements BodyReader {
  /** What couldn't be made sense of yet: part of a line. */
  #line = '';
  /** Of the piece that is being read; 0: a line comes next. */
  #left = 0;
  #isAfterPiece = false;
  #isInTrailer = false;
  isOver = false;

  take(bytes: Uint8Array): Uint8Array {
    if (bytes.length === 0) throw endedEarly();
    let input = this.#line + packed(bytes);
    this.#line = '';
    const parts: string[] = [];
    while (input !== '' && !this.isOver) {
      if (this.#left > 0) {
        parts.push(input.slice(0, this.#left));
        this.#left -= Math.min(this.#left, input.length);
        input = input.slice(parts.at(-1)?.length);
        this.#isAfterPiece = true;
        continue;
      }
      const end = input.indexOf('\n');
      if (end < 0) {
        if (input.length > CHUNK_LINE_BYTES_MAX) throw malformed();
        this.#line = input;
        break;
      }
      this.#takeLine(input.slice(0, end).replace(/\r$/, ''));
      input = input.slice(end + 1);
    }
    return unpacked(parts.join(''));
  }

  #takeLine(line: string): void {
    if (this.#isInTrailer) {
      this.isOver = line === '';
      return;
    }
    if (this.#isAfterPiece) {
      if (line !== '') throw malformed();
      this.#isAfterPiece = false;
      return;
    }
    const digits = line.split(';', 1)[0]?.trim() ?? '';
    if (!/^[0-9a-f]{1,8}$/i.test(digits)) throw malformed();
    this.#left = Number.parseInt(digits, 16);
    this.#isInTrailer = this.#left === 0;
  }
}

function endedEarly(): VisitError {
  return new VisitError('bad-answer', 'The connection ended before the answer did.');
}

function malformed(): VisitError {
  return new VisitError('bad-answer', 'The pieces of the answer have no lengths that make sense.');
}
