/** From here on whole numbers cost more, the larger they are. */
const LARGE = 1n << 512n;

/** Bits of a whole number. */
export function bits(value: number | bigint): number {
  return typeof value === 'number'
    ? Math.ceil(Math.log2(Math.abs(value) + 1))
    : value.toString(16).length * 4;
}

/** What computing with a whole number takes, in instructions. */
export function weightOfInteger(value: number | bigint): number {
  if (typeof value === 'number' || (value < LARGE && value > -LARGE)) return 0;
  return bits(value) >> 4;
}
