/**
 * Kubernetes quantities: exact decimal numbers with a suffix.
 * Rules: apimachinery's pkg/api/resource (ParseQuantity, CanonicalizeBytes).
 */

type Format = 'BinarySI' | 'DecimalExponent' | 'DecimalSI';

/** digits × 10^scale. */
export interface Quantity {
  readonly digits: bigint;
  /** At least -9: a quantity is no finer than a billionth. */
  readonly scale: number;
  /** Which kind of suffix it was written with, and is written with again. */
  readonly format: Format;
}

/** Message in upstream's words. */
export class QuantityError extends Error {
  override name = 'QuantityError';
}

const SYNTAX = /^(?<sign>[+-]?)0*(?<whole>\d*)(?:\.(?<fraction>\d*))?(?<suffix>[eEinumkKMGTP]*[-+]?\d*)$/;
const FORMAT_WRONG =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const NUMERIC_WRONG = 'unable to parse numeric part of quantity';
const SUFFIX_WRONG = "unable to parse quantity's suffix";

const SMALLEST_SCALE = -9;
const MAX_INT64 = 2n ** 63n - 1n;
/** Longer texts are refused: nobody writes one, and big-number arithmetic isn't free. */
const LENGTH_MAX = 256;
/** A larger exponent of ten counts as this one in arithmetic, which it overwhelms anyway. */
const ARITHMETIC_SCALE_MAX = 1000;

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

interface Suffix {
  readonly format: Format;
  /** Of 10, or of 2 for BinarySI. */
  readonly exponent: number;
}

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ...DECIMAL_SUFFIXES.map((name, i): [string, Suffix] => [
    name,
    { format: 'DecimalSI', exponent: i * 3 - 9 },
  ]),
  ...BINARY_SUFFIXES.slice(1).map((name, i): [string, Suffix] => [
    name,
    { format: 'BinarySI', exponent: (i + 1) * 10 },
  ]),
]);

function parseSuffix(text: string): Suffix {
  const known = SUFFIXES.get(text);
  if (known !== undefined) return known;
  if (!/^[eE][-+]?\d{1,10}$/.test(text)) throw new QuantityError(SUFFIX_WRONG);
  return { format: 'DecimalExponent', exponent: Number(text.slice(1)) };
}

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: Suffix;
}

function split(text: string): Parts {
  if (text.length > LENGTH_MAX) throw new QuantityError(NUMERIC_WRONG);
  const groups = text === '' ? undefined : SYNTAX.exec(text)?.groups;
  if (groups === undefined) throw new QuantityError(FORMAT_WRONG);
  return {
    negative: groups.sign === '-',
    whole: groups.whole || '0',
    fraction: groups.fraction ?? '',
    suffix: parseSuffix(groups.suffix ?? ''),
  };
}

/** Away from zero, so that a tiny amount doesn't become none. */
function roundUp(digits: bigint, divisor: bigint): bigint {
  const quotient = digits / divisor;
  if (quotient * divisor === digits) return quotient;
  return digits < 0n ? quotient - 1n : quotient + 1n;
}

function fromParts({ negative, whole, fraction, suffix }: Parts): Quantity {
  let digits = BigInt(whole + fraction) * (negative ? -1n : 1n);
  let scale = -fraction.length;
  let { format } = suffix;
  if (format === 'BinarySI') digits *= 2n ** BigInt(suffix.exponent);
  else scale += suffix.exponent;
  if (scale < SMALLEST_SCALE) {
    const excess = Math.min(SMALLEST_SCALE - scale, LENGTH_MAX);
    digits = roundUp(digits, 10n ** BigInt(excess));
    scale = SMALLEST_SCALE;
  }
  if (format === 'BinarySI') {
    const one = 10n ** BigInt(-scale);
    const magnitude = digits < 0n ? -digits : digits;
    if (magnitude > MAX_INT64 * one) {
      digits = digits < 0n ? -MAX_INT64 : MAX_INT64;
      scale = 0;
    } else if (magnitude > 0n && magnitude < one) format = 'DecimalSI';
  }
  return { digits, scale, format };
}

/** @throws QuantityError */
export function parseQuantity(text: string): Quantity {
  return fromParts(split(text));
}

/** The quantity with all factors of `base` moved from the digits to the exponent. */
function normalize(digits: bigint, exponent: number, base: bigint): [bigint, number] {
  let [mantissa, power] = [digits, exponent];
  while (mantissa % base === 0n) {
    mantissa /= base;
    power++;
  }
  return [mantissa, power];
}

function formatDecimal(quantity: Quantity, format: Format): string {
  let [mantissa, exponent] = normalize(quantity.digits, quantity.scale, 10n);
  const excess = ((exponent % 3) + 3) % 3;
  mantissa *= 10n ** BigInt(excess);
  exponent -= excess;
  if (format === 'DecimalExponent') return exponent === 0 ? `${mantissa}` : `${mantissa}e${exponent}`;
  return `${mantissa}${DECIMAL_SUFFIXES[exponent / 3 + 3] ?? ''}`;
}

/** In canonical form: no fraction, the largest suffix that loses nothing ("0.5" is "500m"). */
export function formatQuantity(quantity: Quantity): string {
  const { digits, format } = quantity;
  if (digits === 0n) return '0';
  if (format !== 'BinarySI') return formatDecimal(quantity, format);
  const whole = value(quantity);
  const exact = compareQuantities(quantity, { digits: whole, scale: 0, format }) === 0;
  if (!exact || (whole > -1024n && whole < 1024n)) return formatDecimal(quantity, 'DecimalSI');
  const [mantissa, power] = normalize(whole, 0, 1024n);
  return `${mantissa}${BINARY_SUFFIXES[power] ?? ''}`;
}

/**
 * Whether upstream keeps the text as it is: its fast parser takes a text for canonical when the
 * scale is a multiple of three and the digits don't end in "000", so "1.500" stays "1.500".
 */
function isKept({ whole, fraction, suffix }: Parts): boolean {
  const digits = whole + fraction;
  if (suffix.format === 'BinarySI') {
    const precision = 15 - whole.length - Math.trunc((suffix.exponent * 3) / 10) - 1;
    return fraction === '' && precision >= 0 && BigInt(whole) % 8n !== 0n;
  }
  const scale = suffix.exponent - fraction.length;
  return (
    digits.length <= 18 &&
    scale >= SMALLEST_SCALE &&
    scale % 3 === 0 &&
    !digits.endsWith('000') &&
    !digits.startsWith('0')
  );
}

/**
 * The text that the API server answers for a quantity it was given.
 * @throws QuantityError
 */
export function canonicalizeQuantity(text: string): string {
  const parts = split(text);
  return isKept(parts) ? text : formatQuantity(fromParts(parts));
}

/** In units of 10^-places, rounded away from zero. */
function scaled({ digits, scale }: Quantity, places: number): bigint {
  const shift = Math.min(scale, ARITHMETIC_SCALE_MAX) + places;
  return shift >= 0 ? digits * 10n ** BigInt(shift) : roundUp(digits, 10n ** BigInt(-shift));
}

/** In whole units (bytes, cores, pods …), rounded away from zero. */
export function value(quantity: Quantity): bigint {
  return scaled(quantity, 0);
}

/** In thousandths (millicores), rounded away from zero. */
export function milliValue(quantity: Quantity): bigint {
  return scaled(quantity, 3);
}

/** Negative, zero or positive, as Array.prototype.sort wants it. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const difference = scaled(a, -SMALLEST_SCALE) - scaled(b, -SMALLEST_SCALE);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Formatted as the first, unless that is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const scale = Math.min(a.scale, b.scale, ARITHMETIC_SCALE_MAX);
  const digits = scaled(a, -scale) + scaled(b, -scale);
  return { digits, scale, format: a.digits === 0n ? b.format : a.format };
}

export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return addQuantities(a, { ...b, digits: -b.digits });
}

/** Of millicores, say: written as 1500m. */
export function quantityOfMilli(milli: bigint): Quantity {
  return { digits: milli, scale: -3, format: 'DecimalSI' };
}

/** Of bytes, say: written as 512Mi. */
export function binaryQuantity(units: bigint): Quantity {
  return { digits: units, scale: 0, format: 'BinarySI' };
}
