const LETTER = /[A-Za-z0-9+/]/;

/** Message in the words of Go's base64.CorruptInputError. */
export class Base64Error extends Error {
  override name = 'Base64Error';

  constructor(offset: number) {
    super(`illegal base64 data at input byte ${offset}`);
  }
}

/**
 * Standard base64 as Go writes it again after reading it: without line breaks.
 * @throws Base64Error with the offset that Go's encoding/base64 reports
 */
export function canonicalizeBase64(text: string): string {
  let inQuantum = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n' || char === '\r') continue;
    if (LETTER.test(char)) {
      inQuantum = (inQuantum + 1) % 4;
      continue;
    }
    if (char !== '=' || inQuantum < 2) throw new Base64Error(i);
    requirePaddingEnd(text, i + 1, inQuantum);
    return canonical(text);
  }
  if (inQuantum !== 0) throw new Base64Error(text.length - inQuantum);
  return canonical(text);
}

/** Checks what follows the first "=". */
function requirePaddingEnd(text: string, from: number, inQuantum: number): void {
  let at = skipLineBreaks(text, from);
  if (inQuantum === 2) {
    if (at === text.length) throw new Base64Error(text.length);
    if (text.charAt(at) !== '=') throw new Base64Error(at - 1);
    at = skipLineBreaks(text, at + 1);
  }
  if (at < text.length) throw new Base64Error(at);
}

function skipLineBreaks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === '\n' || text.charAt(at) === '\r') at++;
  return at;
}

/** Through bytes, because the last letter may carry bits that belong to no byte. */
function canonical(text: string): string {
  const compact = text.replaceAll('\n', '').replaceAll('\r', '');
  return compact.endsWith('=') ? btoa(atob(compact)) : compact;
}

/** As many arguments as every engine lets a call have. */
const CHUNK_BYTES = 8192;

/** Bytes as JSON holds them. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK_BYTES));
  }
  return btoa(binary);
}
