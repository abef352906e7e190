import { packed as binary, unpacked as bytesOf } from '../../filesystem/packed.ts';

export { binary, bytesOf };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const beyondAscii = /[^\0-\x7f]/;

/**
 * Unicode → its UTF-8 bytes, one character each: text as commands handle it, so that whatever comes in goes out the
 * same. Strings of argv and of file names are Unicode: they are encoded before they meet such text.
 */
export function encode(text: string): string {
  return beyondAscii.test(text) ? binary(encoder.encode(text)) : text;
}

/** Bytes, one character each → the Unicode they are in UTF-8. */
export function decode(text: string): string {
  return beyondAscii.test(text) ? decoder.decode(bytesOf(text)) : text;
}
