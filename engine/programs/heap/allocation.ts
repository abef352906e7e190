let allocated = 0;

/** Counts bytes that values take that are made in the step under way, roughly: for those who have no machine at hand. */
export function allocate(bytes: number): void {
  allocated += bytes;
}

/** Takes what was counted in a step. */
export function takeAllocated(): number {
  const bytes = allocated;
  allocated = 0;
  return bytes;
}
