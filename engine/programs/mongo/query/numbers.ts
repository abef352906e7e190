type Numeric = number | bigint;

const isWhole = (value: Numeric): boolean => typeof value === 'bigint' || Number.isInteger(value);

/** Whole numbers that don't fit into 32 bits have 64. */
function settled(exact: bigint, approximate: number): Numeric {
  if (exact >= -0x80000000n && exact <= 0x7fffffffn) return Number(exact);
  return BigInt.asIntN(64, exact) === exact ? exact : approximate;
}

function calculated(
  left: Numeric,
  right: Numeric,
  exact: (a: bigint, b: bigint) => bigint,
  close: (a: number, b: number) => number,
): Numeric {
  const approximate = close(Number(left), Number(right));
  if (!isWhole(left) || !isWhole(right)) return approximate;
  const result = settled(exact(BigInt(left), BigInt(right)), approximate);
  // A double stays one.
  const isDouble = (value: Numeric) => typeof value === 'number' && Math.abs(value) > 0x7fffffff;
  return isDouble(left) || isDouble(right) ? approximate : result;
}

export const add = (left: Numeric, right: Numeric): Numeric =>
  calculated(
    left,
    right,
    (a, b) => a + b,
    (a, b) => a + b,
  );
export const subtract = (left: Numeric, right: Numeric): Numeric =>
  calculated(
    left,
    right,
    (a, b) => a - b,
    (a, b) => a - b,
  );
export const multiply = (left: Numeric, right: Numeric): Numeric =>
  calculated(
    left,
    right,
    (a, b) => a * b,
    (a, b) => a * b,
  );
