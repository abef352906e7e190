/** Protocol Buffers' wire format, as far as messages of strings, booleans and messages need it. */

const LENGTH_DELIMITED = 2;
const encoder = new TextEncoder();

/** Bytes of a message under construction: chunks, joined once at the end. */
export type Chunks = readonly Uint8Array[];

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}

function lengthOf(chunks: Chunks): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

/** A field that is a message; present even when it is empty. */
export function messageField(field: number, message: Chunks): Chunks {
  return [varint(field * 8 + LENGTH_DELIMITED), varint(lengthOf(message)), ...message];
}

/** Nothing for an empty or absent text, as proto3 writes it. */
export function stringField(field: number, text: string | undefined): Chunks {
  return text === undefined || text === '' ? [] : messageField(field, [encoder.encode(text)]);
}

export function stringsField(field: number, texts: readonly string[] | undefined): Chunks {
  return (texts ?? []).flatMap((text) => messageField(field, [encoder.encode(text)]));
}

export function booleanField(field: number, value: boolean | undefined): Chunks {
  return value === true ? [varint(field * 8), varint(1)] : [];
}

export function joinChunks(chunks: Chunks): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
