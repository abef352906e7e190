import type { NativeFunction } from '../machine/native.ts';
import { moduleNatives } from '../modules/table.ts';
import { bytesMethods } from './bytes-methods.ts';
import { complexMethods } from './complex.ts';
import { constructors } from './constructors.ts';
import { dictMethods } from './dict-methods.ts';
import { exceptionMethods } from './exception-methods.ts';
import { fileMethods } from './file-methods.ts';
import { functions } from './functions.ts';
import { generatorMethods } from './generator-methods.ts';
import { listMethods } from './list-methods.ts';
import { numberMethods } from './number-methods.ts';
import { operatorMethods } from './operator-methods.ts';
import { setMethods } from './set-methods.ts';
import { strMethods } from './str-methods.ts';
import { wrapperMethods } from './wrapper-methods.ts';

/** All functions that aren't written in Python, by name: `len`, `str.upper`, `os.getpid`. */
export const nativeTable: ReadonlyMap<string, NativeFunction> = new Map([
  ...functions,
  ...constructors,
  ...operatorMethods,
  ...strMethods,
  ...listMethods,
  ...dictMethods,
  ...setMethods,
  ...bytesMethods,
  ...numberMethods,
  ...complexMethods,
  ...fileMethods,
  ...exceptionMethods,
  ...generatorMethods,
  ...wrapperMethods,
  ...moduleNatives,
]);
