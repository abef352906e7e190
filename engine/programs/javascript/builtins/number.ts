import { digitsOf, payForText, toInteger, toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { JsSymbol, type Value } from '../values/value.ts';
import { numberStyle } from './american.ts';
import type { Definitions } from './definition.ts';
import { wellKnown } from './symbols.ts';

function own(machine: Machine, self: Value): number {
  if (typeof self === 'number') return self;
  if (self instanceof JsObject && typeof self.inner === 'number') return self.inner;
  return machine.throwError('TypeError', 'Number.prototype method called on incompatible receiver');
}

function digits(machine: Machine, value: Value, most: number, name: string): number {
  const count = toInteger(machine, value);
  if (count < 0 || count > most)
    machine.throwError('RangeError', `${name}() digits argument must be between 0 and ${most}`);
  return count;
}

function numeral(machine: Machine, value: Value): string {
  const text = toText(machine, value);
  payForText(machine, text);
  return text;
}

const parseIt: NativeRun = (machine, _, [text, radix]) =>
  Number.parseInt(numeral(machine, text), toInteger(machine, radix));
const parseFloatIt: NativeRun = (machine, _, [text]) => Number.parseFloat(numeral(machine, text));

/** Thousands with commas, as en-US has it. */
function grouped(value: number, least = 0, most = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-∞' : '∞';
  const [whole = '', fraction = ''] = Math.abs(value).toFixed(most).split('.');
  let short = fraction;
  while (short.length > least && short.endsWith('0')) short = short.slice(0, -1);
  const sign = value < 0 && Number(`${whole}.${short || 0}`) !== 0 ? '-' : '';
  let commas = whole;
  for (let at = whole.length - 3; at > 0; at -= 3) commas = `${commas.slice(0, at)},${commas.slice(at)}`;
  return `${sign}${commas}${short === '' ? '' : `.${short}`}`;
}

const numberMath: readonly Exclude<keyof typeof Math, symbol>[] = [
  'abs',
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atan2',
  'atanh',
  'cbrt',
  'ceil',
  'clz32',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'floor',
  'fround',
  'hypot',
  'imul',
  'log',
  'log10',
  'log1p',
  'log2',
  'max',
  'min',
  'pow',
  'round',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'trunc',
];

function mathMethods(): Record<string, NativeRun> {
  const made: Record<string, NativeRun> = {};
  for (const name of numberMath) {
    const run: unknown = Math[name];
    if (typeof run !== 'function') continue;
    made[name] = (machine, _, args) => Number(run(...args.map((arg) => toNumber(machine, arg))));
  }
  return made;
}

/** Bits that a number of a given width has at most. */
const BITS_MAX = 1_000_000;

function bitsOf(machine: Machine, value: Value): number {
  const bits = toInteger(machine, value);
  return bits >= 0 && bits <= BITS_MAX
    ? bits
    : machine.throwError('RangeError', 'Invalid value: not (convertible to) a safe integer');
}

function bigOf(machine: Machine, value: Value): bigint {
  return typeof value === 'bigint'
    ? value
    : machine.throwError('TypeError', `Cannot convert ${toText(machine, value)} to a BigInt`);
}

export const numberDefinitions: Definitions = {
  Number: {
    constructs: true,
    arity: 1,
    call: (machine, _, args, newTarget) => {
      const [value] = args;
      const number =
        args.length === 0 ? 0 : typeof value === 'bigint' ? Number(value) : toNumber(machine, value);
      return newTarget === undefined ? number : machine.realm.wrapped(number);
    },
    links: { prototype: 'Number.prototype' },
    methods: {
      isInteger: (_, __, [value]) => Number.isInteger(value),
      isSafeInteger: (_, __, [value]) => Number.isSafeInteger(value),
      isFinite: (_, __, [value]) => Number.isFinite(value),
      isNaN: (_, __, [value]) => Number.isNaN(value),
      parseInt: parseIt,
      parseFloat: parseFloatIt,
    },
    values: {
      MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
      MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
      MAX_VALUE: Number.MAX_VALUE,
      MIN_VALUE: Number.MIN_VALUE,
      EPSILON: Number.EPSILON,
      POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
      NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
      NaN: Number.NaN,
    },
  },
  'Number.prototype': {
    links: { constructor: 'Number' },
    methods: {
      toString: (machine: Machine, self: Value, [radix]: readonly Value[]) => {
        const base = radix === undefined ? 10 : toInteger(machine, radix);
        if (base < 2 || base > 36)
          machine.throwError('RangeError', 'toString() radix must be between 2 and 36');
        return own(machine, self).toString(base);
      },
      toFixed: (machine, self, [count]) => own(machine, self).toFixed(digits(machine, count, 100, 'toFixed')),
      toPrecision: (machine, self, [count]) =>
        count === undefined
          ? String(own(machine, self))
          : own(machine, self).toPrecision(Math.max(1, digits(machine, count, 100, 'toPrecision'))),
      toExponential: (machine, self, [count]) =>
        own(machine, self).toExponential(
          count === undefined ? undefined : digits(machine, count, 100, 'toExponential'),
        ),
      toLocaleString: (machine: Machine, self: Value, [, options]: readonly Value[]) => {
        const option = (name: string) =>
          options instanceof JsObject ? machine.get(options, name) : undefined;
        const { before, after, times, digits } = numberStyle(
          toText(machine, option('style') ?? ''),
          toText(machine, option('currency') ?? ''),
        );
        const given = option('maximumFractionDigits');
        const fewest = given === undefined ? digits[0] : Math.min(digits[0], toInteger(machine, given));
        const least = toInteger(machine, option('minimumFractionDigits'), fewest);
        const most = toInteger(machine, given, Math.max(digits[1], least));
        const value = own(machine, self) * times;
        const text = grouped(Math.abs(value), Math.min(20, least), Math.min(20, most));
        return `${value < 0 ? '-' : ''}${before}${text}${after}`;
      },
      valueOf: (machine: Machine, self: Value) => own(machine, self),
    },
  },
  Boolean: {
    constructs: true,
    call: (machine, _, [value], newTarget) =>
      newTarget === undefined ? Boolean(value) : machine.realm.wrapped(Boolean(value)),
    links: { prototype: 'Boolean.prototype' },
  },
  'Boolean.prototype': {
    links: { constructor: 'Boolean' },
    methods: {
      toString: (_: Machine, self: Value) => String(self instanceof JsObject ? self.inner : self),
      valueOf: (_: Machine, self: Value) => (self instanceof JsObject ? self.inner === true : self),
    },
  },
  BigInt: {
    call: (machine, _, [value]) => {
      if (typeof value === 'bigint') return value;
      try {
        if (typeof value === 'string' && value.length < 10_000) {
          machine.charge(value.length);
          return BigInt(value);
        }
        return BigInt(toNumber(machine, value));
      } catch (error) {
        if (error instanceof SyntaxError)
          machine.throwError('SyntaxError', `Cannot convert ${toText(machine, value)} to a BigInt`);
        if (error instanceof RangeError)
          machine.throwError(
            'RangeError',
            `The number ${toText(machine, value)} cannot be converted to a BigInt because it is not an integer`,
          );
        throw error;
      }
    },
    links: { prototype: 'BigInt.prototype' },
    methods: {
      asIntN: (machine, _, [bits, value]) => BigInt.asIntN(bitsOf(machine, bits), bigOf(machine, value)),
      asUintN: (machine, _, [bits, value]) => BigInt.asUintN(bitsOf(machine, bits), bigOf(machine, value)),
    },
  },
  'BigInt.prototype': {
    links: { constructor: 'BigInt' },
    methods: {
      toString: (machine: Machine, self: Value, [radix]: readonly Value[]) =>
        typeof self === 'bigint' ? digitsOf(machine, self, toInteger(machine, radix, 10)) : '',
      valueOf: (_: Machine, self: Value) => self,
      toLocaleString: (machine: Machine, self: Value) => {
        if (typeof self !== 'bigint') return '';
        const text = digitsOf(machine, self < 0n ? -self : self);
        const head = text.length % 3;
        const groups = text.slice(0, head) + text.slice(head).replace(/\d{3}/g, ',$&');
        return (self < 0n ? '-' : '') + groups.replace(/^,/, '');
      },
    },
  },
  Symbol: {
    call: (machine, _, [description], newTarget) => {
      if (newTarget !== undefined) machine.throwError('TypeError', 'Symbol is not a constructor');
      return new JsSymbol(description === undefined ? undefined : toText(machine, description));
    },
    constructs: false,
    links: { prototype: 'Symbol.prototype' },
    values: Object.fromEntries([...wellKnown].filter(([name]) => !name.includes('.'))),
    methods: {
      for: (machine, _, [key]) => machine.runtime.registeredSymbol(toText(machine, key)),
    },
  },
  'Symbol.prototype': {
    links: { constructor: 'Symbol' },
    methods: {
      toString: (_: Machine, self: Value) =>
        self instanceof JsSymbol ? `Symbol(${self.description ?? ''})` : '',
      valueOf: (_: Machine, self: Value) => self,
    },
    getters: { description: (_, self) => (self instanceof JsSymbol ? self.description : undefined) },
  },
  Math: {
    methods: { ...mathMethods(), random: (machine) => machine.runtime.system.random() },
    values: {
      PI: Math.PI,
      E: Math.E,
      LN2: Math.LN2,
      LN10: Math.LN10,
      LOG2E: Math.LOG2E,
      LOG10E: Math.LOG10E,
      SQRT2: Math.SQRT2,
      SQRT1_2: Math.SQRT1_2,
      '@@toStringTag': 'Math',
    },
  },
  parseInt: { call: parseIt },
  parseFloat: { call: parseFloatIt },
  isNaN: { call: (machine, _, [value]) => Number.isNaN(toNumber(machine, value)) },
  isFinite: { call: (machine, _, [value]) => Number.isFinite(toNumber(machine, value)) },
  ...Object.fromEntries(
    (
      [
        ['encodeURIComponent', encodeURIComponent],
        ['decodeURIComponent', decodeURIComponent],
        ['encodeURI', encodeURI],
        ['decodeURI', decodeURI],
      ] as const
    ).map(([name, run]) => [
      name,
      {
        call: (machine: Machine, _: Value, [text]: readonly Value[]) => {
          try {
            const given = toText(machine, text);
            machine.charge(given.length >> 2);
            return run(given);
          } catch (error) {
            if (error instanceof URIError) machine.throwError('URIError', 'URI malformed');
            throw error;
          }
        },
      },
    ]),
  ),
};
