import { copyJson } from '../../simulation/copy-json.ts';
import { carryOut } from '../assignments.ts';
import { declaration, elements } from '../declarations.ts';
import type { CallFrame } from '../frame-kinds.ts';
import type { ExpandedAssignment, Invocation } from '../invocation.ts';
import { quotedWord, singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell-process.ts';
import type { Variable } from '../state.ts';
import { entriesOf, keysOf, lookUp, put, remove } from '../table.ts';
import { calculateCommand, isName, unsetVariable, variable } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

/** Names and assignments among the arguments, those that came by way of an expansion too. */
function targets(operands: readonly string[], declared: readonly ExpandedAssignment[]): ExpandedAssignment[] {
  const named = operands.map((operand): ExpandedAssignment => {
    const [, name = operand, plus, value] = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=([\s\S]*)$/.exec(operand) ?? [];
    return { name, index: undefined, append: plus === '+', value: value ?? NO_VALUE };
  });
  return [...named, ...declared];
}

/** Stands for `name` without `=`: no word is the same array. */
const NO_VALUE: readonly (readonly [undefined, string])[] = [];

function invalidName(shell: Shell, builtin: string, { name, value }: ExpandedAssignment): number {
  const shown = typeof value === 'string' ? `${name}=${value}` : name;
  if (shell.dialect === 'bash') return complaint(shell, builtin, `\`${shown}': not a valid identifier`);
  throw shell.fail(`${name.replace(/=.*/s, '')}: bad variable name`, 2, 'shell', builtin);
}

function currentCall({ state }: Shell): CallFrame | undefined {
  return state.frames.findLast((frame): frame is CallFrame => frame.is === 'call');
}

function makeLocal(shell: Shell, call: CallFrame, name: string): void {
  if (call.locals.some(([each]) => each === name)) return;
  const before = variable(shell, name);
  call.locals.push([name, before === undefined ? null : copyJson(before)]);
  if (before === undefined) return;
  // In ash and dash it keeps its value, in bash it begins unset.
  if (shell.dialect === 'bash') remove(shell.state.variables, name);
  else put(shell.state.variables, name, { ...before });
}

function mark(shell: Shell, name: string, change: (found: Variable) => void): void {
  const found = variable(shell, name) ?? {};
  change(found);
  put(shell.state.variables, name, found);
}

function marking(builtin: 'export' | 'readonly'): Builtin {
  return simple(
    (shell, words, { declared }) => {
      const parsed = options(shell, words, builtin === 'export' ? 'pnf' : 'paAf');
      if (parsed === undefined) return shell.state.status;
      const all = targets(parsed.operands, declared);
      if (all.length === 0) return list(shell, builtin);
      let status = 0;
      for (const target of all) {
        if (!isName(target.name)) {
          status = invalidName(shell, builtin, target);
          continue;
        }
        if (target.value !== NO_VALUE) carryOut(shell, target);
        mark(shell, target.name, (found) => {
          if (builtin === 'readonly') found.readonly = true;
          else found.exported = !parsed.given.has('n');
        });
      }
      return status;
    },
    { special: true },
  );
}

function list(shell: Shell, builtin: 'export' | 'readonly'): number {
  const shown = entriesOf(shell.state.variables)
    .filter(([, found]) => (builtin === 'export' ? found.exported : found.readonly))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, found] of shown) {
    if (shell.dialect === 'bash') shell.write(1, `${declaration(name, found)}\n`);
    else {
      const value =
        found.value === undefined
          ? ''
          : `=${shell.dialect === 'dash' || shell.dialect === 'ash' ? quotedWord(found.value, 'ash') : found.value}`;
      shell.write(1, `${builtin} ${name}${value}\n`);
    }
  }
  return 0;
}

const local = simple((shell, words, { declared }) => {
  const call = currentCall(shell);
  if (call === undefined) {
    if (shell.dialect === 'bash') return complaint(shell, 'local', 'can only be used in a function');
    throw shell.fail('not in a function', 2, 'shell', 'local');
  }
  if (shell.dialect === 'bash') return declare(shell, words, declared);
  for (const target of targets(words.slice(1), declared)) {
    makeLocal(shell, call, target.name);
    if (target.value !== NO_VALUE) carryOut(shell, target);
  }
  return 0;
});

function declare(shell: Shell, words: readonly string[], declared: readonly ExpandedAssignment[]): number {
  const builtin = words[0] ?? 'declare';
  const removed = words.filter((word) => /^\+[aAilnrux]+$/.test(word)).join('');
  const kept = words.filter((word) => !/^\+[aAilnrux]+$/.test(word));
  const parsed = options(
    shell,
    kept,
    'aAfFgilnprtux',
    `${builtin} [-aAfFgiIlnrtux] [name[=value] ...] or ${builtin} -p [-aAfFilnrtux] [name ...]`,
  );
  if (parsed === undefined) return shell.state.status;
  const { given } = parsed;
  const all = targets(parsed.operands, declared);
  if (given.has('f') || given.has('F')) return showFunctions(shell, parsed.operands, given.has('F'));
  if (given.has('p') || (all.length === 0 && removed === ''))
    return show(
      shell,
      builtin,
      all.map(({ name }) => name),
    );
  const call = given.has('g') ? undefined : currentCall(shell);
  let status = 0;
  for (const target of all) {
    if (!isName(target.name)) {
      status = invalidName(shell, builtin, target);
      continue;
    }
    if (call !== undefined) makeLocal(shell, call, target.name);
    const before = variable(shell, target.name);
    if (before?.readonly && (removed.includes('r') || target.value !== NO_VALUE)) {
      status = complaint(shell, builtin, `${target.name}: readonly variable`);
      continue;
    }
    mark(shell, target.name, (found) => setFlags(found, given, removed));
    if (target.value !== NO_VALUE) carryOut(shell, target);
    if (given.has('r'))
      mark(shell, target.name, (found) => {
        found.readonly = true;
      });
  }
  return status;
}

function setFlags(found: Variable, given: ReadonlyMap<string, string>, removed: string): void {
  if (given.has('a') && found.list === undefined) {
    found.list = found.value === undefined ? {} : { 0: found.value };
    delete found.value;
  }
  if (given.has('A') && found.map === undefined) {
    found.map = {};
    delete found.value;
  }
  if (given.has('i')) found.integer = true;
  if (given.has('l')) found.letters = 'lower';
  if (given.has('u')) found.letters = 'upper';
  if (given.has('n')) found.reference = true;
  if (given.has('x')) found.exported = true;
  if (removed.includes('x')) found.exported = false;
  if (removed.includes('i')) found.integer = false;
}

function show(shell: Shell, builtin: string, names: readonly string[]): number {
  let status = 0;
  for (const name of names.length > 0 ? names : keysOf(shell.state.variables).sort()) {
    const found = variable(shell, name);
    if (found === undefined) status = complaint(shell, builtin, `${name}: not found`);
    else shell.write(1, `${declaration(name, found)}\n`);
  }
  return status;
}

function showFunctions(shell: Shell, names: readonly string[], onlyNames: boolean): number {
  let status = 0;
  for (const name of names.length > 0 ? names : keysOf(shell.state.functions).sort()) {
    const text = functionText(shell, name);
    if (text === undefined) status = 1;
    else if (onlyNames) shell.write(1, names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else shell.write(1, `${text}\n`);
  }
  return status;
}

/** A function as it was written. */
function functionText(shell: Shell, name: string): string | undefined {
  const found = lookUp(shell.state.functions, name);
  if (found === undefined) return undefined;
  // The definition is the node before its body in the table.
  const definition = shell.node(found.unit, found.node - 1);
  return definition.kind === 'function' ? definition.text : `${name}()`;
}

const unset = simple(
  (shell, words) => {
    const parsed = options(shell, words, 'fvn');
    if (parsed === undefined) return shell.state.status;
    for (const operand of parsed.operands) {
      const [, name = operand, index] = /^([A-Za-z_][A-Za-z0-9_]*)\[([\s\S]*)\]$/.exec(operand) ?? [];
      const isFunction =
        parsed.given.has('f') ||
        (!parsed.given.has('v') && shell.dialect === 'bash' && variable(shell, name) === undefined);
      if (isFunction) remove(shell.state.functions, operand);
      else if (!isName(name)) {
        if (shell.dialect !== 'bash') throw shell.fail(`${operand}: bad variable name`, 2, 'shell', 'unset');
        return complaint(shell, 'unset', `\`${operand}': not a valid identifier`);
      } else if (shell.dialect === 'bash' && variable(shell, name)?.readonly) {
        return complaint(shell, 'unset', `${name}: cannot unset: readonly variable`);
      } else if (variable(shell, name)?.readonly) {
        throw shell.fail(`${name}: is read only`, 2, 'shell', 'unset');
      } else unsetVariable(shell, name, index);
    }
    return 0;
  },
  { special: true },
);

const letBuiltin = simple(
  (shell, words) => {
    let last = 0n;
    if (words.length < 2) return complaint(shell, 'let', 'expression expected');
    for (const word of words.slice(1)) last = calculateCommand(shell, word, 'let');
    return last === 0n ? 1 : 0;
  },
  { in: ['bash', 'ash'] },
);

export function showVariables(shell: Shell): void {
  const { dialect } = shell;
  for (const name of keysOf(shell.state.variables).sort()) {
    const found = variable(shell, name);
    if (found === undefined) continue;
    if (found.list !== undefined) shell.write(1, `${name}=(${elements(Object.entries(found.list))})\n`);
    else if (found.value !== undefined) {
      const plain = /^[A-Za-z0-9_@%+:,./-]*$/.test(found.value);
      const shown =
        dialect === 'bash'
          ? plain
            ? found.value
            : quotedWord(found.value, dialect)
          : singleQuoted(found.value);
      shell.write(1, `${name}=${shown}\n`);
    }
  }
}

export const declareBuiltins: Readonly<Record<string, Builtin>> = {
  export: marking('export'),
  readonly: marking('readonly'),
  local,
  declare: simple((shell, words, invocation: Invocation) => declare(shell, words, invocation.declared), {
    in: ['bash'],
  }),
  typeset: simple((shell, words, invocation: Invocation) => declare(shell, words, invocation.declared), {
    in: ['bash'],
  }),
  unset,
  let: letBuiltin,
};
