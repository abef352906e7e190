/**
 * Text as commands handle it: a string with one character per byte, so that whatever comes in goes out the
 * same. Strings of argv and of file names are Unicode: `encode` them before they meet such text.
 */
const PIECE = 8192;

export function binary(bytes: Uint8Array): string {
  if (bytes.length <= PIECE) return String.fromCharCode(...bytes);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += PIECE) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + PIECE)));
  }
  return parts.join('');
}

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const beyondAscii = /[^\0-\x7f]/;

/** Unicode → its UTF-8 bytes, one character each. */
export function encode(text: string): string {
  return beyondAscii.test(text) ? binary(encoder.encode(text)) : text;
}

/** Bytes, one character each → the Unicode they are in UTF-8. */
export function decode(text: string): string {
  return beyondAscii.test(text) ? decoder.decode(bytesOf(text)) : text;
}
