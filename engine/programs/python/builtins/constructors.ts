import { typeNew } from '../machine/class-making.ts';
import { classOf, lookUp, OBJECT, TYPE } from '../machine/classes.ts';
import { iterableItems } from '../machine/iteration.ts';
import { makeDict, makeSet } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, float, is, list, tuple, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';
import { newComplex } from './complex.ts';
import { dictEntries } from './dict-methods.ts';
import { decoded, encoded } from './encoding.ts';
import { integerArgument, numberArgument } from './given.ts';
import { INTEGER_DIGITS_MAX } from './number-text.ts';
import { asOptional } from './optional.ts';
import { bytesOf, makeRepeated, textOf } from './repeated.ts';

function special(machine: Machine, value: Value, name: string): Value | undefined {
  if (!is(value, 'instance')) return undefined;
  const own = lookUp(classOf(value), name);
  return own === undefined || is(own, 'native') ? undefined : machine.sync(own, [value]);
}

function parseInteger(machine: Machine, text: string, base: number, shown: Value): Value {
  const clean = text
    .trim()
    .replace(/(?<=[\da-zA-Z])_(?=[\da-zA-Z])/g, '')
    .toLowerCase();
  const [, sign = '', prefix = '', digits = ''] = /^([+-]?)(0[xob])?([0-9a-z]+)$/.exec(clean) ?? [];
  const named = { '0x': 16, '0o': 8, '0b': 2 }[prefix];
  const radix = base === 0 ? (named ?? 10) : base;
  const body = named !== undefined && named === radix ? digits : prefix + digits;
  const valid = body !== '' && [...body].every((digit) => Number.parseInt(digit, 36) < radix);
  if (!valid) {
    throw machine.error('ValueError', `invalid literal for int() with base ${base}: ${machine.repr(shown)}`);
  }
  if (body.length > INTEGER_DIGITS_MAX && radix === 10) {
    throw machine.error(
      'ValueError',
      `Exceeds the limit (${INTEGER_DIGITS_MAX} digits) for integer string conversion: value has ${body.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  let value = 0n;
  if (radix === 10) value = BigInt(body);
  else for (const digit of body) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
  return narrowed(sign === '-' ? -value : value);
}

const newInt: NativeRun = (machine, [given, base], keywords) => {
  if (given === undefined) return 0;
  const value = plain(given);
  const own = special(machine, given, '__int__') ?? special(machine, given, '__index__');
  if (own !== undefined) return own;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (is(value, 'float')) {
    if (Number.isNaN(value.v)) throw machine.error('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(value.v))
      throw machine.error('OverflowError', 'cannot convert float infinity to integer');
    return narrowed(BigInt(Math.trunc(value.v)));
  }
  const text = textOf(machine, value) ?? bytesOf(machine, value);
  if (text !== undefined)
    return parseInteger(machine, text, integerArgument(machine, base ?? keywords.get('base'), 10), given);
  throw machine.error(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${machine.typeName(given)}'`,
  );
};

const newFloat: NativeRun = (machine, [given]) => {
  if (given === undefined) return float(0);
  const own = special(machine, given, '__float__');
  if (own !== undefined) return own;
  const value = plain(given);
  const text = textOf(machine, value);
  if (text === undefined) {
    if (
      is(value, 'float') ||
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      typeof value === 'boolean'
    ) {
      return float(numberArgument(machine, value));
    }
    throw machine.error(
      'TypeError',
      `float() argument must be a string or a real number, not '${machine.typeName(given)}'`,
    );
  }
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)_(?=\d)/g, '');
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/.exec(clean) ?? [];
  if (word !== undefined) return float(word === 'nan' ? Number.NaN : sign === '-' ? -Infinity : Infinity);
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/.test(clean)) {
    throw machine.error('ValueError', `could not convert string to float: ${machine.repr(given)}`);
  }
  return float(Number(clean));
};

const newStr: NativeRun = (machine, [given, encoding, errors], keywords) => {
  if (given === undefined) return '';
  const raw = bytesOf(machine, given);
  const how = encoding ?? keywords.get('encoding');
  if (raw !== undefined && how !== undefined)
    return decoded(machine, raw, how, errors ?? keywords.get('errors'));
  return is(given, 'repeated') && given.of === 'str' ? given : machine.text(given);
};

const byteMaker =
  (of: 'bytes' | 'bytearray'): NativeRun =>
  (machine, [given, encoding], keywords) => {
    const made = (text: string): Value =>
      of === 'bytes' ? bytes(text) : { t: 'bytes', v: text, mutable: true };
    if (given === undefined) return made('');
    const text = textOf(machine, given);
    if (text !== undefined) {
      const how = encoding ?? keywords.get('encoding');
      if (how === undefined) throw machine.error('TypeError', 'string argument without an encoding');
      return made(encoded(machine, text, how));
    }
    if (is(given, 'repeated')) return { ...given, of };
    const raw = bytesOf(machine, given);
    if (raw !== undefined) return made(raw);
    if (typeof given === 'number') {
      if (given < 0) throw machine.error('ValueError', 'negative count');
      return makeRepeated(machine, '\0', given, of);
    }
    return made(
      iterableItems(machine, given)
        .map((item) => {
          const code = integerArgument(machine, item);
          if (code < 0 || code > 255)
            throw machine.error(
              'ValueError',
              `${of === 'bytes' ? 'bytes' : 'byte'} must be in range(0, 256)`,
            );
          return String.fromCharCode(code);
        })
        .join(''),
    );
  };

const newRange: NativeRun = (machine, positional) => {
  if (positional.length === 0) throw machine.error('TypeError', 'range expected at least 1 argument, got 0');
  const [first = 0, second, third = 1] = positional.map((each) => integerArgument(machine, each));
  const step = third;
  if (step === 0) throw machine.error('ValueError', 'range() arg 3 must not be zero');
  return second === undefined
    ? { t: 'range', start: 0, stop: first, step: 1 }
    : { t: 'range', start: first, stop: second, step };
};

const collected = (make: (machine: Machine, items: readonly Value[]) => Value): NativeFunction => ({
  drains: [0],
  run: (machine, [given]) => make(machine, given === undefined ? [] : iterableItems(machine, given)),
});

const newSuper: NativeFunction = {
  special: (machine, [type, self], _keywords, after) => {
    if (is(type, 'class')) {
      machine.deliver({ t: 'super', after: type, self: asOptional(self) }, after);
      return;
    }
    for (let index = machine.frames.length - 1; index >= 0; index--) {
      const frame = machine.frames[index];
      if (frame === undefined || frame.code.kind !== 'function') continue;
      const home = frame.home?.class;
      const first = frame.scope?.slots[0];
      if (home === undefined || first === undefined) break;
      machine.deliver({ t: 'super', after: home, self: first }, after);
      return;
    }
    throw machine.error('RuntimeError', 'super(): no arguments');
  },
};

const newType: NativeRun = (machine, positional, keywords) => {
  const [value, bases] = positional;
  if (bases === undefined && keywords.size === 0) return classOf(asOptional(value));
  if (positional.length !== 3) throw machine.error('TypeError', 'type() takes 1 or 3 arguments');
  return typeNew(machine, TYPE, positional, keywords);
};

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  int: newInt,
  float: newFloat,
  str: newStr,
  bool: (machine, [value]) => (value === undefined ? false : machine.truth(value)),
  bytes: byteMaker('bytes'),
  bytearray: byteMaker('bytearray'),
  list: collected((machine, items) => {
    machine.allocate(56 + 8 * items.length);
    return list([...items]);
  }),
  tuple: collected((machine, items) => {
    machine.allocate(56 + 8 * items.length);
    return tuple([...items]);
  }),
  set: collected((machine, items) => makeSet(machine, items)),
  frozenset: collected((machine, items) => makeSet(machine, items, true)),
  dict: {
    drains: [0],
    takesMappings: true,
    run: (machine, [given], keywords) => makeDict(machine, dictEntries(machine, given, keywords)),
  },
  range: newRange,
  slice: (_machine, positional) => {
    const [from = null, to = null, step = null] =
      positional.length === 1 ? [null, ...positional] : positional;
    return { t: 'slice', from, to, step };
  },
  object: () => ({ t: 'instance', class: OBJECT, attributes: new Map() }),
  type: newType,
  super: newSuper,
  property: (_machine, [get, set, remove], keywords) => ({
    t: 'property',
    get: get ?? keywords.get('fget') ?? null,
    set: set ?? keywords.get('fset') ?? null,
    delete: remove ?? keywords.get('fdel') ?? null,
  }),
  staticmethod: (_machine, [called]) => ({ t: 'wrapper', of: 'staticmethod', function: asOptional(called) }),
  classmethod: (_machine, [called]) => ({ t: 'wrapper', of: 'classmethod', function: asOptional(called) }),
  complex: newComplex,
  memoryview: (_machine, [value]) => asOptional(value),
};

export const constructors = natives('new ', table);
