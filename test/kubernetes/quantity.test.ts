import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addQuantities,
  binaryQuantity,
  canonicalizeQuantity,
  compareQuantities,
  formatQuantity,
  milliValue,
  parseQuantity,
  QuantityError,
  quantityOfMilli,
  subtractQuantities,
  value,
} from '../../engine/kubernetes/apiserver/quantity.ts';

describe('the API server answers quantities in canonical form', () => {
  it.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['0.5', '500m'],
    ['1.0', '1'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1.25', '1250m'],
    ['0.1m', '100u'],
    ['1000000', '1M'],
    ['1024', '1024'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['-1.5Gi', '-1536Mi'],
    ['0.25Gi', '256Mi'],
    ['0.5Ki', '512'],
    ['1.1Ki', '1126400m'],
    ['500Mi', '500Mi'],
    ['12e6', '12e6'],
    ['1e3', '1e3'],
    ['1E', '1E'],
    ['128974848', '128974848'],
    ['0.0000000001', '1n'],
    ['1e-20', '1e-9'],
    ['16Ei', '9223372036854775807'],
  ])('%s is written %s', (given, written) => {
    expect(canonicalizeQuantity(given)).toBe(written);
  });

  it('keeps what upstream takes for canonical already', () => {
    expect(canonicalizeQuantity('1.500')).toBe('1.500');
    expect(canonicalizeQuantity('+5')).toBe('+5');
  });
});

describe('what is no quantity is refused in upstream’s words', () => {
  const FORMAT =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  it.each([
    ['', FORMAT],
    ['x', FORMAT],
    ['1 Gi', FORMAT],
    ['1Gi ', FORMAT],
    ['1.2.3', FORMAT],
    ['1e', "unable to parse quantity's suffix"],
    ['1i', "unable to parse quantity's suffix"],
    ['1gi', FORMAT],
    ['1MM', "unable to parse quantity's suffix"],
  ])('%j', (text, message) => {
    expect(() => parseQuantity(text)).toThrow(new QuantityError(message));
  });
});

describe('quantities are exact numbers', () => {
  it('counts in whole units and in thousandths, rounded up', () => {
    expect(value(parseQuantity('1.5Gi'))).toBe(1_610_612_736n);
    expect(value(parseQuantity('100m'))).toBe(1n);
    expect(value(parseQuantity('-100m'))).toBe(-1n);
    expect(milliValue(parseQuantity('0.1m'))).toBe(1n);
    expect(milliValue(parseQuantity('2'))).toBe(2000n);
  });

  it('compares across suffixes', () => {
    expect(compareQuantities(parseQuantity('1Gi'), parseQuantity('1G'))).toBe(1);
    expect(compareQuantities(parseQuantity('1000m'), parseQuantity('1'))).toBe(0);
    expect(compareQuantities(parseQuantity('1n'), parseQuantity('1m'))).toBe(-1);
  });

  it('adds and subtracts in the format of the first that is not zero', () => {
    const sum = addQuantities(parseQuantity('1.5Gi'), parseQuantity('512Mi'));
    expect(formatQuantity(sum)).toBe('2Gi');
    expect(formatQuantity(addQuantities(parseQuantity('0'), parseQuantity('512Mi')))).toBe('512Mi');
    expect(formatQuantity(subtractQuantities(parseQuantity('2'), parseQuantity('300m')))).toBe('1700m');
  });

  it('is made of millicores and of bytes', () => {
    expect(formatQuantity(quantityOfMilli(250n))).toBe('250m');
    expect(formatQuantity(binaryQuantity(64n * 1024n * 1024n))).toBe('64Mi');
  });

  it('is not slowed down by a huge exponent', () => {
    const huge = parseQuantity('1e1000000000');
    expect(compareQuantities(huge, parseQuantity('1Ei'))).toBe(1);
    expect(formatQuantity(addQuantities(huge, huge))).toMatch(/^2/);
    expect(milliValue(parseQuantity('1e-1000000000'))).toBe(1n);
    expect(() => parseQuantity('9'.repeat(1000))).toThrow(QuantityError);
  });
});

const numeral = fc.tuple(
  fc.constantFrom('', '-'),
  fc.nat({ max: 10 ** 9 }),
  fc.option(fc.nat({ max: 999 })),
  fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'u', 'n', 'e3', 'E-2'),
);
const text = numeral.map(
  ([sign, whole, fraction, suffix]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${suffix}`,
);

describe('for any quantity', () => {
  it('the canonical form is the same amount, and canonical', () => {
    fc.assert(
      fc.property(text, (given) => {
        const quantity = parseQuantity(given);
        const written = formatQuantity(quantity);
        expect(compareQuantities(parseQuantity(written), quantity)).toBe(0);
        expect(formatQuantity(parseQuantity(written))).toBe(written);
      }),
    );
  });

  it('what is added can be taken away again', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [parseQuantity(a), parseQuantity(b)];
        expect(compareQuantities(subtractQuantities(addQuantities(x, y), y), x)).toBe(0);
        expect(compareQuantities(addQuantities(x, y), addQuantities(y, x))).toBe(0);
      }),
    );
  });
});
