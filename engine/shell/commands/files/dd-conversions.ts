/** How data is changed on the way, and where in a record of `conv=block` or `unblock` it is. */
export type Conversion = {
  readonly names: readonly string[];
  /** The length of records, in bytes; 0: there are none. */
  readonly record: number;
  column: number;
  /** Lines that were longer than a record. */
  truncated: number;
  /** Blanks that may be the end of a record. */
  blanks: number;
};

const LINE_FEED = 10;
const BLANK = 32;

/** @param block what a partial block is filled up to, with conv=sync */
export function convert(conversion: Conversion, data: Uint8Array, block: number): Uint8Array {
  const { names } = conversion;
  let out = data;
  if (names.includes('sync') && data.length < block) {
    const filler = names.includes('block') || names.includes('unblock') ? BLANK : 0;
    const filled = new Uint8Array(block).fill(filler);
    filled.set(data);
    out = filled;
  }
  if (names.includes('swab')) out = swapped(out);
  if (names.includes('ucase')) out = out.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
  if (names.includes('lcase')) out = out.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
  if (conversion.record === 0) return out;
  if (names.includes('block')) return blocked(conversion, out);
  return names.includes('unblock') ? unblocked(conversion, out) : out;
}

/** What is owed when all was read: the end of a record. */
export function endOfRecord(conversion: Conversion): Uint8Array {
  const { column, names, record } = conversion;
  if (column === 0 || record === 0) return new Uint8Array();
  return names.includes('block')
    ? new Uint8Array(Math.max(0, record - column)).fill(BLANK)
    : Uint8Array.of(LINE_FEED);
}

function swapped(data: Uint8Array): Uint8Array {
  const out = data.slice();
  for (let at = 0; at + 1 < out.length; at += 2) {
    out[at] = data[at + 1] ?? 0;
    out[at + 1] = data[at] ?? 0;
  }
  return out;
}

/** Lines become records of one length, filled with blanks. */
function blocked(conversion: Conversion, data: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of data) {
    if (byte === LINE_FEED) {
      for (; conversion.column < conversion.record; conversion.column++) out.push(BLANK);
      conversion.column = 0;
    } else if (conversion.column++ < conversion.record) out.push(byte);
    else if (conversion.column === conversion.record + 1) conversion.truncated++;
  }
  return Uint8Array.from(out);
}

/** Records become lines, without the blanks at their end. */
function unblocked(conversion: Conversion, data: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of data) {
    if (conversion.column === conversion.record) {
      out.push(LINE_FEED);
      conversion.column = 0;
      conversion.blanks = 0;
    }
    conversion.column++;
    if (byte === BLANK) conversion.blanks++;
    else {
      for (; conversion.blanks > 0; conversion.blanks--) out.push(BLANK);
      out.push(byte);
    }
  }
  return Uint8Array.from(out);
}
