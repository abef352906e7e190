import { encodeBase64 } from '../../apiserver/decode/base64.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text as a Secret's data holds it: base64 of its UTF-8. */
export function encodeSecret(text: string): string {
  return encodeBase64(encoder.encode(text));
}

/** The text that a value of a Secret's data stands for. @param data canonical base64 */
export function decodeSecret(data: string): string {
  return decoder.decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
}
