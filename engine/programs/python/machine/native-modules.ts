import { signalNames, signalNumber } from '../../../linux/signals.ts';
import { functionNames } from '../builtins/functions.ts';
import { errorNumbers } from '../builtins/system-errors.ts';
import { sysMembers } from '../modules/sys-members.ts';
import { builtinClasses } from './classes.ts';
import { makeDict } from './keys.ts';
import type { Machine } from './machine.ts';
import { ELLIPSIS, float, NOT_IMPLEMENTED, native, type Value } from './values.ts';

/** What a module has that isn't written in Python: natives with its name before theirs, and constants. */
export function* nativeMembers(machine: Machine, module: string): Iterable<readonly [string, Value]> {
  if (module === 'builtins') {
    yield* builtinMembers();
    return;
  }
  const prefix = `${module}.`;
  for (const name of machine.nativeNames()) {
    if (name.startsWith(prefix)) yield [name.slice(prefix.length), native(name)];
  }
  if (module === 'sys') yield* sysMembers(machine);
  if (module === 'math') {
    yield ['pi', float(Math.PI)];
    yield ['e', float(Math.E)];
    yield ['tau', float(2 * Math.PI)];
    yield ['inf', float(Number.POSITIVE_INFINITY)];
    yield ['nan', float(Number.NaN)];
  }
  if (module === 'errno') {
    for (const [name, number] of errorNumbers()) yield [name, number];
    yield [
      'errorcode',
      makeDict(
        machine,
        [...errorNumbers()].map(([name, number]) => [number, name]),
      ),
    ];
  }
  if (module === '_signal') for (const name of signalNames()) yield [name, signalNumber(name)];
}

function* builtinMembers(): Iterable<readonly [string, Value]> {
  for (const type of builtinClasses()) {
    if (
      /^(?:[A-Z]|object$|type$|int$|float$|complex$|str$|bytes$|bytearray$|list$|tuple$|dict$|set$|frozenset$|range$|slice$|bool$|property$|staticmethod$|classmethod$|super$|memoryview$)/.test(
        type.name,
      ) &&
      !['NoneType', 'NotImplementedType', 'TextIOWrapper', 'BufferedReader', 'GenericAlias'].includes(
        type.name,
      )
    ) {
      yield [type.name, type];
    }
  }
  for (const name of [
    ...functionNames,
    'open',
    'is_iterable',
    'reversed_items',
    'print',
    'input',
    'eval',
    'exec',
    'compile',
    '__import__',
  ])
    yield [name, native(name)];
  yield ['NotImplemented', NOT_IMPLEMENTED];
  yield ['Ellipsis', ELLIPSIS];
  yield ['__debug__', true];
  for (const [alias, name] of [
    ['IOError', 'OSError'],
    ['EnvironmentError', 'OSError'],
  ] as const) {
    for (const type of builtinClasses()) if (type.name === name) yield [alias, type];
  }
}
