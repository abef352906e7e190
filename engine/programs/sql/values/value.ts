import { SqlError } from '../errors.ts';
import { DIGITS_MAX } from '../limits.ts';

/**
 * What a column holds. int2, int4, floats and oids are numbers; int8 a bigint; a date is a number of days since 1970,
 * times are microseconds (since 1970, or midnight); bytea is text of one character a byte; the rest is text.
 */
export type Value = null | boolean | number | bigint | string | Decimal | Interval | readonly Value[];
export type Row = readonly Value[];

/** An exact number: units ÷ 10^scale. */
export class Decimal {
  readonly units: bigint;
  readonly scale: number;

  constructor(units: bigint, scale: number) {
    this.units = units;
    this.scale = scale;
  }

  /** @returns undefined where it isn't a number */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
    if (match === null) return undefined;
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
    if (whole + fraction === '') return undefined;
    const shift = Number(exponent);
    if (whole.length + fraction.length + Math.abs(shift) > DIGITS_MAX) throw new SqlError('numericOverflow');
    const digits = BigInt(whole + fraction);
    const scale = fraction.length - shift;
    const units = scale < 0 ? digits * 10n ** BigInt(-scale) : digits;
    return new Decimal(sign === '-' ? -units : units, Math.max(0, scale));
  }

  static of(value: number | bigint): Decimal {
    if (typeof value === 'bigint') return new Decimal(value, 0);
    return Decimal.parse(String(value)) ?? new Decimal(0n, 0);
  }

  /** With so many digits after the point; halves go away from zero. */
  round(scale: number): Decimal {
    if (scale === this.scale) return this;
    if (scale > this.scale)
      return new Decimal(this.units * 10n ** BigInt(Math.min(scale - this.scale, DIGITS_MAX)), scale);
    const divisor = 10n ** BigInt(this.scale - scale);
    const half = divisor / 2n;
    const units = this.units < 0n ? (this.units - half) / divisor : (this.units + half) / divisor;
    return scale < 0 ? new Decimal(units * 10n ** BigInt(-scale), 0) : new Decimal(units, scale);
  }

  truncate(scale: number): Decimal {
    if (scale >= this.scale) return this.round(scale);
    const divisor = 10n ** BigInt(this.scale - scale);
    const units = this.units / divisor;
    return scale < 0 ? new Decimal(units * 10n ** BigInt(-scale), 0) : new Decimal(units, scale);
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.round(scale).units + other.round(scale).units, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  multiply(other: Decimal): Decimal {
    return bounded(new Decimal(this.units * other.units, this.scale + other.scale));
  }

  /** @param scale of the quotient */
  divide(other: Decimal, scale: number): Decimal {
    const shift = scale + 1 + other.scale - this.scale;
    const units = shift >= 0 ? this.units * 10n ** BigInt(shift) : this.units / 10n ** BigInt(-shift);
    return new Decimal(units / other.units, scale + 1).round(scale);
  }

  remainder(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.round(scale).units % other.round(scale).units, scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.round(scale).units, other.round(scale).units];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    const negative = this.units < 0n;
    const digits = String(negative ? -this.units : this.units).padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = this.scale === 0 ? '' : `.${digits.slice(-this.scale)}`;
    return `${negative ? '-' : ''}${whole}${fraction}`;
  }
}

function bounded(value: Decimal): Decimal {
  if (value.units > limit || value.units < -limit) throw new SqlError('numericOverflow');
  return value;
}
const limit = 10n ** BigInt(DIGITS_MAX);

/** The digits that PostgreSQL gives a quotient: sixteen that count, and no fewer than the operands have. */
export function quotientScale(left: Decimal, right: Decimal): number {
  const weight = (value: Decimal) => {
    const digits = String(value.units < 0n ? -value.units : value.units).length;
    return Math.floor((digits - value.scale - 1) / 4);
  };
  const first = (value: Decimal) => {
    const text = String(value.units < 0n ? -value.units : value.units);
    const whole = text.length - value.scale;
    return Number(text.slice(0, ((((whole - 1) % 4) + 4) % 4) + 1));
  };
  let quotient = weight(left) - weight(right);
  if (first(left) <= first(right)) quotient--;
  return Math.min(1000, Math.max(16 - quotient * 4, left.scale, right.scale, 0));
}

export class Interval {
  readonly months: number;
  readonly days: number;
  readonly microseconds: number;

  constructor(months: number, days: number, microseconds: number) {
    this.months = months;
    this.days = days;
    this.microseconds = microseconds;
  }

  plus(other: Interval, sign = 1): Interval {
    return new Interval(
      this.months + sign * other.months,
      this.days + sign * other.days,
      this.microseconds + sign * other.microseconds,
    );
  }

  times(factor: number): Interval {
    const days = this.days * factor + ((this.months * factor) % 1) * 30;
    return new Interval(
      Math.trunc(this.months * factor),
      Math.trunc(days),
      Math.round(this.microseconds * factor + (days % 1) * DAY),
    );
  }

  /** For comparing: a month is thirty days. */
  get length(): number {
    return (this.months * 30 + this.days) * DAY + this.microseconds;
  }
}

/** About as many bytes as it takes in memory. */
function bytesOfValue(value: Value): number {
  if (typeof value === 'string') return 16 + value.length;
  if (value instanceof Decimal) return 48;
  if (Array.isArray(value)) return bytesOfRow(value);
  return typeof value === 'object' && value !== null ? 32 : 8;
}

export function bytesOfRow(row: Row): number {
  let bytes = 32;
  for (const value of row) bytes += bytesOfValue(value);
  return bytes;
}

/** Units of work that looking through texts takes: the longer they are, the more. */
export function weightOf(value: Value): number {
  if (typeof value === 'string') return value.length > 256 ? value.length / 25 : 0;
  return Array.isArray(value) ? value.length / 5 : 0;
}

/** Microseconds. */
export const SECOND = 1_000_000;
export const DAY = 86_400 * SECOND;

/** A value of either kind of number as an exact one. */
export function decimalOf(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return Decimal.of(value);
  if (typeof value === 'boolean') return Decimal.of(value ? 1 : 0);
  return Decimal.parse(String(value)) ?? new Decimal(0n, 0);
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Decimal ? value.toNumber() : Number(value);
}
