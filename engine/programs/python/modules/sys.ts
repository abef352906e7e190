import { lengthOf } from '../builtins/functions.ts';
import { asOptional } from '../builtins/optional.ts';
import { entryText, exceptionOnly, tracebackText } from '../builtins/tracebacks.ts';
import { attributeOf } from '../machine/attributes.ts';
import { classOf } from '../machine/classes.ts';
import { isIterable } from '../machine/iteration.ts';
import { bytesInUse } from '../machine/memory.ts';
import { natives } from '../machine/native.ts';
import { stackEntries } from '../machine/unwind.ts';
import { is, list, tuple } from '../machine/values.ts';

export const sysNatives = natives('sys.', {
  exit: (machine, [code]) => {
    throw machine.error('SystemExit', '', [
      ['code', asOptional(code)],
      ['args', tuple(code === undefined ? [] : [code])],
    ]);
  },
  getrecursionlimit: () => 1000,
  setrecursionlimit: () => null,
  getdefaultencoding: () => 'utf-8',
  getfilesystemencoding: () => 'utf-8',
  intern: (_machine, [text]) => asOptional(text),
  set_int_max_str_digits: () => null,
  getsizeof: (machine, [value]) => {
    if (typeof value === 'string') return 49 + value.length;
    if (is(value, 'repeated')) return 49 + Number(lengthOf(machine, value));
    if (value !== undefined && isIterable(value) && !is(value, 'generator') && !is(value, 'file'))
      return 56 + 8 * Number(lengthOf(machine, value));
    return 28;
  },
  exc_info: (machine) => {
    for (let index = machine.frames.length - 1; index >= 0; index--) {
      const error = machine.frames[index]?.handled.at(-1);
      if (error === undefined) continue;
      return tuple([classOf(error), error, attributeOf(machine, error, '__traceback__') ?? null]);
    }
    return tuple([null, null, null]);
  },
  /** Where an exception went through, the innermost last: file, line, function, source, and arguments. */
  traceback_entries: (_machine, [error]) =>
    list(
      (is(error, 'instance') ? (error.trace ?? []) : []).map((entry) =>
        tuple([
          entry.file,
          entry.at.line,
          entry.name,
          entry.lines[0] ?? '',
          tuple((entry.arguments ?? []).map((pair) => tuple(pair))),
        ]),
      ),
    ),
  exception_text: (machine, [error]) => (is(error, 'instance') ? exceptionOnly(machine, error) : ''),
  /** File, line, name, source and text of the frames of a traceback, or of those that run. */
  stack_entries: (machine, [traceback]) =>
    list(
      (is(traceback, 'instance') ? (traceback.trace ?? []) : stackEntries(machine)).map((entry) =>
        tuple([entry.file, entry.at.line, entry.name, (entry.lines[0] ?? '').trim(), entryText(entry)]),
      ),
    ),
  traceback_text: (machine, [error]) => (is(error, 'instance') ? tracebackText(machine, error) : ''),
  exception: (machine) => {
    for (let index = machine.frames.length - 1; index >= 0; index--) {
      const error = machine.frames[index]?.handled.at(-1);
      if (error !== undefined) return error;
    }
    return null;
  },
  /** Where the program called the library: file, line, function. */
  caller: (machine) => {
    const frame = machine.frames.findLast(({ code }) => !code.unit.hidden);
    if (frame === undefined) return tuple(['<unknown>', 0, '<unknown>']);
    const line = frame.code.instructions[Math.max(0, frame.ip - 1)]?.at.line ?? frame.code.line;
    return tuple([frame.code.unit.file, line, frame.code.name]);
  },
  modules_get: (machine, [name]) => machine.module(machine.text(asOptional(name))) ?? null,
  memory: (machine) => bytesInUse(machine),
});
