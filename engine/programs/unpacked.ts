import { Gunzip, Inflate, Unzlib } from 'fflate';

/** Of the packed bytes, how many are looked at in one go, so that a bomb ends soon. */
const PIECE_BYTES = 16_384;

export type PackedForm = 'gzip' | 'raw' | 'zlib';

/** Why bytes can't be unpacked. `large`: there is more in them than was allowed. */
export class UnpackError extends Error {
  readonly trouble: 'short' | 'header' | 'block' | 'large';

  constructor(trouble: UnpackError['trouble']) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** What is in compressed bytes. @param most bytes of it at most @throws UnpackError */
export function unpacked(data: Uint8Array, form: PackedForm, most: number): Uint8Array {
  if (form === 'gzip' && data.length > 0 && !(data[0] === 0x1f && data[1] === 0x8b))
    throw new UnpackError('header');
  const parts: Uint8Array[] = [];
  let size = 0;
  let isOver = false;
  const stream = new (form === 'gzip' ? Gunzip : form === 'raw' ? Inflate : Unzlib)((part, final) => {
    parts.push(part);
    size += part.length;
    isOver ||= final;
  });
  try {
    for (let at = 0; at < Math.max(1, data.length) && size <= most; at += PIECE_BYTES)
      stream.push(data.slice(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (/EOF/i.test(error.message)) throw new UnpackError('short');
    throw new UnpackError(/header|invalid zlib|invalid gzip/i.test(error.message) ? 'header' : 'block');
  }
  if (size > most) throw new UnpackError('large');
  if (!isOver) throw new UnpackError('short');
  const made = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
