import type { Machine } from './machine.ts';
import { type Complex, complex, is, type Value } from './values.ts';

/** A number as a complex one. Undefined: it is no number. */
export function asComplex(value: Value): Complex | undefined {
  if (is(value, 'complex')) return value;
  if (is(value, 'float')) return complex(value.v, 0);
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? complex(Number(value), 0)
    : undefined;
}

/** Undefined: there is no such operation. */
export function complexArithmetic(
  machine: Machine,
  operator: string,
  a: Complex,
  b: Complex,
): Value | undefined {
  switch (operator) {
    case '+':
      return complex(a.re + b.re, a.im + b.im);
    case '-':
      return complex(a.re - b.re, a.im - b.im);
    case '*':
      return product(a, b);
    case '/':
      if (b.re === 0 && b.im === 0) throw machine.error('ZeroDivisionError', 'complex division by zero');
      return quotient(a, b);
    case '**':
      return power(machine, a, b);
    default:
      return undefined;
  }
}

function product(a: Complex, b: Complex): Complex {
  return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}

/** By the larger part of the divisor, so that nothing overflows on the way. */
function quotient(a: Complex, b: Complex): Complex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const divisor = b.re + b.im * ratio;
    return complex((a.re + a.im * ratio) / divisor, (a.im - a.re * ratio) / divisor);
  }
  const ratio = b.re / b.im;
  const divisor = b.re * ratio + b.im;
  return complex((a.re * ratio + a.im) / divisor, (a.im * ratio - a.re) / divisor);
}

/** Whole exponents up to this are multiplied out. */
const MULTIPLIED_MAX = 100;

function power(machine: Machine, a: Complex, b: Complex): Complex {
  if (b.re === 0 && b.im === 0) return complex(1, 0);
  if (a.re === 0 && a.im === 0) {
    if (b.re < 0 || b.im !== 0)
      throw machine.error('ZeroDivisionError', '0.0 to a negative or complex power');
    return complex(0, 0);
  }
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= MULTIPLIED_MAX) {
    let result = complex(1, 0);
    let factor = a;
    for (let rest = Math.abs(b.re); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = product(result, factor);
      factor = product(factor, factor);
    }
    return b.re < 0 ? quotient(complex(1, 0), result) : result;
  }
  const size = Math.hypot(a.re, a.im);
  const angle = Math.atan2(a.im, a.re);
  const length = size ** b.re / Math.exp(angle * b.im);
  const phase = angle * b.re + b.im * Math.log(size);
  return complex(length * Math.cos(phase), length * Math.sin(phase));
}
