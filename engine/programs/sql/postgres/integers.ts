/** Integers as the protocol has them: big-endian, one character a byte. */
export const int16 = (value: number): string => String.fromCharCode((value >> 8) & 255, value & 255);
export const int32 = (value: number): string => int16((value >> 16) & 0xffff) + int16(value & 0xffff);

export function readInt16(text: string, at: number): number {
  return (text.charCodeAt(at) << 8) | text.charCodeAt(at + 1);
}

export function readInt32(text: string, at: number): number {
  return (readInt16(text, at) << 16) | readInt16(text, at + 2);
}
