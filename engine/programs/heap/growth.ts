/** What an interpreter may hold in truth, in bytes of our own memory. Beyond, its language has no memory either. */
export const HELD_BYTES_MAX = 16 * 1_048_576;

/**
 * What the kernel is told of what is held, from so many bytes on: who holds much is charged ever more, so that a program
 * that takes all there is comes to its container's limit before it costs us much.
 */
const PACES: readonly (readonly [from: number, times: number])[] = [
  [0, 1],
  [6 * 1_048_576, 48],
];

/** Resident memory, as the kernel sees it, of what is held. */
export function residentBytes(held: number): number {
  let bytes = 0;
  for (const [index, [from, times]] of PACES.entries()) {
    const to = PACES[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    bytes += Math.max(0, Math.min(held, to) - from) * times;
  }
  return bytes;
}
