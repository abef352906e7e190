import { ArchiveError } from './entry.ts';

const PIECE_BYTES = 262_144;

/** Bytes that come in pieces, taken as they are needed. */
export class ByteSource {
  readonly #pieces: Iterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();
  #offset = 0;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** So many bytes; undefined where there is nothing any more. @throws ArchiveError where it ends within them */
  take(length: number): Uint8Array | undefined {
    const first = this.#some(length);
    if (first === undefined || first.length === length) return first;
    const bytes = new Uint8Array(length);
    bytes.set(first);
    for (let at = first.length; at < length; ) {
      const more = this.#some(length - at);
      if (more === undefined) throw new ArchiveError('unexpected EOF');
      bytes.set(more, at);
      at += more.length;
    }
    return bytes;
  }

  /** So many bytes, in pieces. @throws ArchiveError where it ends before */
  *pieces(length: number): Generator<Uint8Array> {
    for (let left = length; left > 0; ) {
      const piece = this.#some(Math.min(left, PIECE_BYTES));
      if (piece === undefined) throw new ArchiveError('unexpected EOF');
      left -= piece.length;
      yield piece;
    }
  }

  /** @throws ArchiveError where it ends before */
  skip(length: number): void {
    if (this.#pass(length) > 0) throw new ArchiveError('unexpected EOF');
  }

  /** Passes over what may be missing at the end. */
  skipPadding(length: number): void {
    this.#pass(length);
  }

  /** @returns how much of it isn't there */
  #pass(length: number): number {
    let left = length;
    while (left > 0) {
      const piece = this.#some(left);
      if (piece === undefined) break;
      left -= piece.length;
    }
    return left;
  }

  #some(max: number): Uint8Array | undefined {
    while (this.#offset >= this.#piece.length) {
      const next = this.#pieces.next();
      if (next.done === true) return undefined;
      this.#piece = next.value;
      this.#offset = 0;
    }
    const bytes = this.#piece.subarray(this.#offset, this.#offset + max);
    this.#offset += bytes.length;
    return bytes;
  }
}
