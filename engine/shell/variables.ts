import { takeTooMuch } from '../linux/runaway.ts';
import { ArithmeticError } from './arithmetic/error.ts';
import { evaluate, type Names } from './arithmetic/evaluate.ts';
import { computedElements, computeOf } from './computed-variables.ts';
import { arithmeticMessage } from './messages.ts';
import type { Shell } from './shell-process.ts';
import type { Variable } from './state.ts';
import { entriesOf, keysOf, lookUp, put, remove } from './table.ts';
import { ShellCrashed } from './trouble.ts';

/** Characters in all variables of a shell. */
const VARIABLES_MAX = 4_194_304;
/** What a shell takes without them, and in what steps it asks for more memory. */
const SHELL_BYTES = 1_048_576;
const MEMORY_STEP = 262_144;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isName(text: string): boolean {
  return NAME.test(text);
}

export function variable(shell: Shell, name: string): Variable | undefined {
  return lookUp(shell.state.variables, name);
}

export function variableValue(shell: Shell, name: string, index?: string): string | undefined {
  const compute = computeOf(shell, name);
  if (compute !== undefined && index === undefined) return compute(shell);
  const found = variable(shell, name);
  if (found === undefined) return index === undefined ? undefined : arrayOf(shell, name)?.get(index);
  if (found.reference && found.value !== undefined) return variableValue(shell, found.value, index);
  if (found.list !== undefined) return found.list[arrayIndex(shell, name, index ?? '0')];
  if (found.map !== undefined) return lookUp(found.map, index ?? '0');
  return index === undefined || arrayIndex(shell, name, index) === 0 ? found.value : undefined;
}

/** All elements of an array with their keys; of a plain variable its value at 0. */
export function arrayOf(shell: Shell, name: string): Map<string, string> | undefined {
  const computed = computedElements(shell, name);
  if (computed !== undefined) return numbered(computed);
  const found = variable(shell, name);
  if (found?.list !== undefined) return new Map(Object.entries(found.list));
  if (found?.map !== undefined) return new Map(entriesOf(found.map));
  const value = variableValue(shell, name);
  return value === undefined ? undefined : new Map([['0', value]]);
}

function numbered(values: readonly string[]): Map<string, string> {
  return new Map(values.map((value, index) => [String(index), value]));
}

/** The number of an element; negative ones count from the end. */
function arrayIndex(shell: Shell, name: string, index: string): number {
  const number = Number(calculate(shell, index));
  if (number >= 0) return number;
  const last = Object.keys(variable(shell, name)?.list ?? {}).at(-1);
  return number + Number(last ?? -1) + 1;
}

/** @throws CommandFailed where it is read-only */
export function assign(shell: Shell, name: string, value: string, index?: string, append = false): void {
  const before = variable(shell, name);
  if (before?.reference && before.value !== undefined) {
    assign(shell, before.value, value, index, append);
    return;
  }
  checkWritable(shell, name, before);
  const found = before ?? {};
  const current = append ? (variableValue(shell, name, index) ?? '') : '';
  const converted = convert(shell, found, value, current, append);
  if (found.map !== undefined) {
    account(shell, converted.length - (lookUp(found.map, index ?? '0') ?? '').length);
    put(found.map, index ?? '0', converted);
  } else if (found.list !== undefined || index !== undefined) {
    setElement(shell, name, found, index ?? '0', converted);
  } else {
    account(shell, converted.length - (found.value ?? '').length + (before === undefined ? name.length : 0));
    found.value = converted;
    if (shell.option('a')) found.exported = true;
  }
  put(shell.state.variables, name, found);
  noteAssignment(shell, name, converted);
}

function setElement(shell: Shell, name: string, found: Variable, index: string, value: string): void {
  if (found.list === undefined) {
    found.list = found.value === undefined ? {} : { 0: found.value };
    delete found.value;
  }
  const number = arrayIndex(shell, name, index);
  if (number < 0 || number > Number.MAX_SAFE_INTEGER)
    throw shell.fail(`${name}[${index}]: bad array subscript`, 1, 'line');
  account(shell, value.length + 8 - (found.list[number] ?? '').length);
  found.list[number] = value;
}

function convert(shell: Shell, found: Variable, value: string, current: string, append: boolean): string {
  if (found.integer) {
    const number = calculate(shell, value === '' ? '0' : value);
    return String(append ? BigInt.asIntN(64, number + calculate(shell, current || '0')) : number);
  }
  const whole = append ? current + value : value;
  if (found.letters === undefined) return whole;
  return found.letters === 'upper' ? whole.toUpperCase() : whole.toLowerCase();
}

function noteAssignment(shell: Shell, name: string, value: string): void {
  if (name === 'OPTIND') shell.state.getopts = { index: Number(value) || 1, offset: 0 };
  if (name === 'PATH') shell.state.hashed = {};
}

function checkWritable(shell: Shell, name: string, found = variable(shell, name)): void {
  if (!found?.readonly) return;
  const words = {
    bash: `${name}: readonly variable`,
    dash: `${name}: is read only`,
    ash: `${name}: is read only`,
  };
  throw shell.fail(words[shell.dialect], undefined, shell.dialect === 'bash' ? 'line' : 'shell');
}

/** Makes it an array with these elements. */
export function assignArray(
  shell: Shell,
  name: string,
  elements: readonly (readonly [index: string | undefined, value: string])[],
  append: boolean,
): void {
  const before = variable(shell, name);
  checkWritable(shell, name, before);
  const found: Variable = before ?? {};
  if (found.map === undefined && found.list === undefined) {
    found.list = append && found.value !== undefined ? { 0: found.value } : {};
    delete found.value;
  }
  if (!append && found.list !== undefined) found.list = {};
  if (!append && found.map !== undefined) found.map = {};
  put(shell.state.variables, name, found);
  let next = found.list === undefined ? 0 : Number(Object.keys(found.list).at(-1) ?? -1) + 1;
  for (const [index, value] of elements) {
    const place = index ?? String(next);
    assign(shell, name, value, place);
    if (found.list !== undefined) next = arrayIndex(shell, name, place) + 1;
  }
}

export function unsetVariable(shell: Shell, name: string, index?: string): void {
  const found = variable(shell, name);
  if (found === undefined) return;
  checkWritable(shell, name, found);
  if (index === undefined) {
    account(shell, -sizeOf(found) - name.length);
    remove(shell.state.variables, name);
  } else if (found.map !== undefined) {
    remove(found.map, index);
  } else if (found.list !== undefined) {
    delete found.list[arrayIndex(shell, name, index)];
  }
}

function sizeOf({ value = '', list = {}, map = {} }: Variable): number {
  let size = value.length;
  for (const each of Object.values(list)) size += each.length + 8;
  for (const each of Object.values(map)) size += each.length;
  return size;
}

/** Puts a variable back to what it was, e.g. when a function that had it as its own ends. */
export function restoreVariable(shell: Shell, name: string, before: Variable | null): void {
  const now = variable(shell, name);
  account(shell, (before === null ? 0 : sizeOf(before)) - (now === undefined ? 0 : sizeOf(now)));
  if (before === null) remove(shell.state.variables, name);
  else put(shell.state.variables, name, before);
  if (name === 'PATH') shell.state.hashed = {};
}

function account(shell: Shell, change: number): void {
  const { state, system } = shell;
  const before = Math.floor(state.size / MEMORY_STEP);
  state.size = Math.max(0, state.size + change);
  if (state.size > VARIABLES_MAX) {
    takeTooMuch(system);
    const words = { ash: 'out of memory', dash: 'Out of space', bash: 'xrealloc: cannot allocate memory' };
    shell.complain(words[shell.dialect]);
    throw new ShellCrashed();
  }
  if (Math.floor(state.size / MEMORY_STEP) !== before) system.setMemory(SHELL_BYTES + state.size);
}

/** What commands get as their environment. */
export function environment(shell: Shell): Map<string, string> {
  const env = new Map<string, string>();
  for (const [name, { exported, value }] of entriesOf(shell.state.variables)) {
    if (exported && value !== undefined) env.set(name, value);
  }
  return env;
}

export function namesWithPrefix(shell: Shell, prefix: string): string[] {
  return keysOf(shell.state.variables)
    .filter((name) => name.startsWith(prefix))
    .sort();
}

/** For `((…))` and let: what is wrong ends only that command. */
export function calculateCommand(shell: Shell, expression: string, builtin = '(('): bigint {
  return calculate(shell, expression, builtin);
}

/** How often reading an expression goes over it, as it were; values so short that they take no time. */
const PASSES = 10;
const LONG_CHARACTERS = 100;

/**
 * @param builtin who asks for it, where only that command fails
 * @throws CommandFailed where the expression is wrong
 */
export function calculate(shell: Shell, expression: string, builtin?: string): bigint {
  if (/^\d{1,15}$/.test(expression) && !expression.startsWith('0')) return BigInt(expression);
  shell.toil(expression.length * PASSES);
  const names: Names = {
    dash: shell.dialect === 'dash',
    get: (name, index) => {
      const value = variableValue(shell, name, index);
      if (value === undefined && shell.option('u')) throw unbound(shell, name);
      if (value !== undefined && value.length > LONG_CHARACTERS) shell.toil(value.length * PASSES);
      return value ?? '';
    },
    set: (name, index, value) => assign(shell, name, value, index),
  };
  try {
    return evaluate(expression, names);
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    const reach = builtin === undefined ? 'line' : 'command';
    const of = builtin === undefined || shell.dialect !== 'bash' ? '' : `${builtin}: `;
    throw shell.fail(
      of + arithmeticMessage(shell.dialect, error),
      undefined,
      shell.dialect === 'bash' ? reach : 'shell',
    );
  }
}

export function unbound(shell: Shell, name: string) {
  const words = {
    bash: `${/^\d/.test(name) ? '$' : ''}${name}: unbound variable`,
    dash: `${name}: parameter not set`,
    ash: `${name}: parameter not set`,
  };
  return shell.fail(words[shell.dialect], statusOfUnset(shell));
}

/** What a shell ends with for a parameter that isn't set: bash -c says 127, unless -e holds. */
export function statusOfUnset(shell: Shell): number {
  if (shell.dialect !== 'bash') return 2;
  return shell.state.reads === 'argument' && !shell.option('e') ? 127 : 1;
}
