const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** As many arguments as every engine lets a call have. */
const CHUNK_BYTES = 8192;

/** A text as a Secret's data holds it: base64 of its UTF-8. */
export function encodeSecret(text: string): string {
  const bytes = encoder.encode(text);
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK_BYTES));
  }
  return btoa(binary);
}

/** The text that a value of a Secret's data stands for. @param data canonical base64 */
export function decodeSecret(data: string): string {
  return decoder.decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
}
