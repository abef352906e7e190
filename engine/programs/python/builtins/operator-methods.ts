import { arithmetic } from '../machine/arithmetic.ts';
import { typeName } from '../machine/classes.ts';
import { deleteItem, loadItemNow, storeItem } from '../machine/items.ts';
import { iterableItems, iteratorOf } from '../machine/iteration.ts';
import { hashOf } from '../machine/keys.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { compareValues, inPlace, truth, unary } from '../machine/operators.ts';
import { plain } from '../machine/plain.ts';
import { list, NOT_IMPLEMENTED } from '../machine/values.ts';
import { lengthOf } from './functions.ts';
import { asOptional } from './optional.ts';

/** Operators under the names that built-in types have them by: `(5).__add__(3)`, `super().__getitem__(key)`. */
const ARITHMETIC = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  and: '&',
  or: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
} as const;

const COMPARISONS = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

type Operator = keyof typeof ARITHMETIC;

const calculated =
  (operator: string): NativeRun =>
  (machine, [self, other]) =>
    arithmetic(machine, operator, plain(asOptional(self)), plain(asOptional(other))) ?? NOT_IMPLEMENTED;

const reflected =
  (operator: string): NativeRun =>
  (machine, [self, other]) =>
    arithmetic(machine, operator, plain(asOptional(other)), plain(asOptional(self))) ?? NOT_IMPLEMENTED;

/** Values of another kind are for the other to compare. */
const compared =
  (operator: string): NativeRun =>
  (machine, [self, other]) => {
    const [left, right] = [plain(asOptional(self)), plain(asOptional(other))];
    const numbers = ['int', 'float', 'bool', 'complex'];
    const [one, two] = [typeName(left), typeName(right)];
    return one === two || (numbers.includes(one) && numbers.includes(two))
      ? compareValues(machine, operator, left, right)
      : NOT_IMPLEMENTED;
  };

const signed =
  (operator: string): NativeRun =>
  (machine, [self]) =>
    unary(machine, operator, plain(asOptional(self)));

function operators(names: readonly Operator[], withReflected = true): Record<string, NativeRun> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`__${name}__`, calculated(ARITHMETIC[name])],
      ...(withReflected ? [[`__r${name}__`, reflected(ARITHMETIC[name])] as const] : []),
    ]),
  );
}

function changing(names: readonly Operator[]): Record<string, NativeRun> {
  return Object.fromEntries(
    names.map((name) => [
      `__i${name}__`,
      (machine, [self, other]) =>
        inPlace(machine, ARITHMETIC[name], plain(asOptional(self)), asOptional(other)),
    ]),
  );
}

const equality: Readonly<Record<string, NativeRun>> = {
  __eq__: compared('=='),
  __ne__: compared('!='),
};
const comparisons: Readonly<Record<string, NativeRun>> = Object.fromEntries(
  Object.entries(COMPARISONS).map(([name, operator]) => [`__${name}__`, compared(operator)]),
);
const hashed: Readonly<Record<string, NativeRun>> = {
  __hash__: (machine, [self]) => hashOf(machine, plain(asOptional(self))),
};
const sized: Readonly<Record<string, NativeRun | NativeFunction>> = {
  __len__: (machine, [self]) => lengthOf(machine, plain(asOptional(self))),
  __iter__: {
    special: (machine, [self], _keywords, after) => iteratorOf(machine, plain(asOptional(self)), after),
  },
  __contains__: (machine, [self, item]) =>
    compareValues(machine, 'in', asOptional(item), plain(asOptional(self))),
};
const indexed: Readonly<Record<string, NativeRun>> = {
  __getitem__: (machine, [self, index]) => loadItemNow(machine, plain(asOptional(self)), asOptional(index)),
};
const changed: Readonly<Record<string, NativeRun>> = {
  __setitem__: (machine, [self, index, value]) => {
    storeItem(machine, plain(asOptional(self)), asOptional(index), asOptional(value));
    return null;
  },
  __delitem__: (machine, [self, index]) => {
    deleteItem(machine, plain(asOptional(self)), asOptional(index));
    return null;
  },
};
const reversible: Readonly<Record<string, NativeRun>> = {
  __reversed__: (machine, [self]) => list([...iterableItems(machine, plain(asOptional(self)))].reverse()),
};
const numbers: Readonly<Record<string, NativeRun>> = {
  ...operators(['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow']),
  ...comparisons,
  ...hashed,
  __neg__: signed('-'),
  __pos__: signed('+'),
  __bool__: (machine, [self]) => truth(machine, plain(asOptional(self))),
};
const shown: Readonly<Record<string, NativeRun>> = {
  __repr__: (machine, [self]) => machine.repr(plain(asOptional(self))),
  __str__: (machine, [self]) => machine.text(plain(asOptional(self))),
};

const calling =
  (name: string): NativeRun =>
  (machine, [self, ...more]) =>
    machine.sync({ t: 'native', name }, [plain(asOptional(self)), ...more]);
/** Under the names of what does it: `abs`, `int`. */
const rounding: Readonly<Record<string, NativeRun>> = {
  __int__: calling('new int'),
  __float__: calling('new float'),
  __abs__: calling('abs'),
  __round__: calling('round'),
  __divmod__: calling('divmod'),
  __floor__: calling('math.floor'),
  __ceil__: calling('math.ceil'),
  __trunc__: calling('math.trunc'),
};

const types: Readonly<Record<string, Readonly<Record<string, NativeRun | NativeFunction>>>> = {
  int: {
    ...shown,
    ...numbers,
    ...operators(['and', 'or', 'xor', 'lshift', 'rshift']),
    __invert__: signed('~'),
    __index__: signed('+'),
    ...rounding,
  },
  float: { ...shown, ...numbers, ...rounding },
  str: {
    ...shown,
    ...sized,
    ...indexed,
    ...comparisons,
    ...hashed,
    ...operators(['mod']),
    __add__: calculated('+'),
    __mul__: calculated('*'),
    __rmul__: reflected('*'),
  },
  bytes: {
    ...shown,
    ...sized,
    ...indexed,
    ...comparisons,
    ...hashed,
    __add__: calculated('+'),
    __mul__: calculated('*'),
  },
  list: {
    ...shown,
    ...sized,
    ...indexed,
    ...changed,
    ...reversible,
    ...comparisons,
    ...changing(['add', 'mul']),
    __add__: calculated('+'),
    __mul__: calculated('*'),
    __rmul__: reflected('*'),
  },
  tuple: {
    ...shown,
    ...sized,
    ...indexed,
    ...comparisons,
    ...hashed,
    __add__: calculated('+'),
    __mul__: calculated('*'),
    __rmul__: reflected('*'),
  },
  dict: {
    ...shown,
    ...sized,
    ...indexed,
    ...changed,
    ...reversible,
    ...equality,
    ...operators(['or']),
    ...changing(['or']),
  },
  set: {
    ...shown,
    ...sized,
    ...comparisons,
    ...operators(['and', 'or', 'xor', 'sub']),
    ...changing(['and', 'or', 'xor', 'sub']),
  },
  frozenset: { ...shown, ...sized, ...comparisons, ...hashed, ...operators(['and', 'or', 'xor', 'sub']) },
  range: { ...sized, ...indexed, ...equality, ...hashed },
};

export const operatorMethods = Object.entries(types).flatMap(([type, table]) => natives(`${type}.`, table));
