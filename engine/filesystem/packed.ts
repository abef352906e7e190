/** Bytes as text of one character each, which is how buffers are stored. */
const CHARACTERS_A_CALL = 8192;

export function toBytes(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}

export function packed(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += CHARACTERS_A_CALL) {
    text += Reflect.apply(String.fromCharCode, null, bytes.subarray(from, from + CHARACTERS_A_CALL));
  }
  return text;
}

export function unpacked(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
