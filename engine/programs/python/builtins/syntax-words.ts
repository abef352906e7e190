import { builtinClass, isSubclass } from '../machine/classes.ts';
import { raiseError } from '../machine/exceptions.ts';
import type { Machine } from '../machine/machine.ts';
import type { Raised } from '../machine/raised.ts';
import type { Instance } from '../machine/values.ts';
import type { PythonSyntaxError } from '../syntax/syntax-error.ts';

/** A source that can't be compiled, as an exception. */
export function syntaxRaised(error: PythonSyntaxError, file: string, source: string): Raised {
  const { at, message, type } = error;
  return raiseError(
    type,
    [message],
    [
      ['filename', file],
      ['lineno', at.line],
      ['offset', at.column + 1],
      ['end_lineno', at.endLine],
      ['end_offset', at.endColumn + 1],
      ['text', source.split('\n')[at.line - 1] ?? ''],
      ['msg', message],
    ],
  );
}

/** How a SyntaxError ends a traceback: with its place. Undefined: it is something else. */
export function unsupportedSyntaxNote(machine: Machine, error: Instance): string | undefined {
  if (!isSubclass(error.class, builtinClass('SyntaxError'))) return undefined;
  const file = error.attributes.get('filename');
  if (typeof file !== 'string') return undefined;
  const number = (name: string) => Number(error.attributes.get(name) ?? 0);
  const line = String(error.attributes.get('text') ?? '');
  const indent = line.length - line.trimStart().length;
  const shown = line.trimStart();
  const from = number('offset') - 1 - indent;
  const sameLine = number('end_lineno') === number('lineno');
  const width = Math.max(1, (sameLine ? number('end_offset') - 1 - indent : shown.length) - from);
  const marks = number('offset') > 0 ? `    ${' '.repeat(Math.max(0, from))}${'^'.repeat(width)}\n` : '';
  const source = shown === '' ? '' : `    ${shown}\n${marks}`;
  return `  File "${file}", line ${number('lineno')}\n${source}${error.class.name}: ${machine.text(error)}\n`;
}
