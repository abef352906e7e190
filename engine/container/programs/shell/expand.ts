import { absolutePath } from '../../files.ts';
import { evaluate } from './arithmetic.ts';
import { matches, withoutMatch } from './pattern.ts';
import { getVariable, print, type Shell, setVariable, valueLengthMax } from './state.ts';
import type { List, Word, WordPart } from './syntax.ts';

/** Runs `$(…)` in a subshell and gives what it printed. */
export type Substitute = (shell: Shell, body: List) => string;

/** An expansion the shell refuses: it says so and gives up the script. */
export class ExpansionProblem extends Error {}

/** Words one expansion may produce. */
const fieldsMax = 5000;
/** Characters of one command line; what is beyond is left out. */
const commandLengthMax = 256 * 1024;

interface Field {
  text: string;
  /** It has an unquoted * or ?. */
  pattern: boolean;
}

/** Expands words into fields: variables, commands, arithmetic, splitting, braces (bash), file names. */
export function expandFields(shell: Shell, words: readonly Word[], substitute: Substitute): string[] {
  const fields: string[] = [];
  let length = 0;
  for (const word of words) {
    for (const variant of shell.flavour === 'bash' ? braces(word) : [word]) {
      for (const field of split(shell, variant, substitute)) {
        for (const text of fileNames(shell, field)) {
          length += text.length;
          if (fields.length < fieldsMax && length < commandLengthMax) fields.push(text);
        }
      }
    }
  }
  return fields;
}

/** Expands a word into one text, as in an assignment. */
export function expandText(shell: Shell, word: Word, substitute: Substitute): string {
  let text = '';
  for (const part of word) {
    if (text.length < valueLengthMax) text += partText(shell, part, substitute);
  }
  return text.slice(0, valueLengthMax);
}

function split(shell: Shell, word: Word, substitute: Substitute): Field[] {
  const fields: Field[] = [];
  let current: Field | undefined;
  const add = (text: string, pattern: boolean): void => {
    current ??= { text: '', pattern: false };
    if (current.text.length < valueLengthMax) current.text += text;
    current.pattern ||= pattern;
  };
  const finish = (): void => {
    if (current !== undefined) fields.push(current);
    current = undefined;
  };
  for (const part of word) {
    if (part.kind === 'text') {
      add(part.text, !part.quoted && /[*?]/.test(part.text));
    } else if (part.quoted && part.kind === 'variable' && part.name === '@' && part.operator === undefined) {
      for (const [index, value] of shell.positional.entries()) {
        if (index > 0) finish();
        add(value, false);
      }
    } else {
      const value = partText(shell, part, substitute);
      if (part.quoted) {
        add(value, false);
        continue;
      }
      const pieces = value.split(/[ \t\n]+/);
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) finish();
        if (piece !== '') add(piece, /[*?]/.test(piece));
      }
    }
  }
  finish();
  // "$@" without parameters is no word at all, but "" is one: the parser leaves an empty text in quotes.
  const onlyParameters = word.some((part) => part.kind === 'variable' && part.name === '@' && part.quoted);
  return onlyParameters && shell.positional.length === 0
    ? fields.filter((field) => field.text !== '')
    : fields;
}

function partText(shell: Shell, part: WordPart, substitute: Substitute): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'command':
      return substitute(shell, part.body).replace(/\n+$/, '');
    case 'arithmetic': {
      const expression = expandText(shell, part.expression, substitute);
      const value = evaluate(expression, {
        get: (name) => getVariable(shell, name),
        set: (name, text) => setVariable(shell, name, text),
      });
      if (value === undefined) throw new ExpansionProblem('arithmetic syntax error');
      return String(value);
    }
    case 'variable':
      return variableValue(shell, part, substitute);
  }
}

function variableValue(shell: Shell, part: WordPart & { kind: 'variable' }, substitute: Substitute): string {
  const { name, operator = '', operand = [] } = part;
  const value = getVariable(shell, name);
  const present = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
  switch (operator.replace(':', '')) {
    case 'length':
      return String((value ?? '').length);
    case '-':
      return present ? (value ?? '') : expandText(shell, operand, substitute);
    case '=':
      if (!present) setVariable(shell, name, expandText(shell, operand, substitute));
      return getVariable(shell, name) ?? '';
    case '+':
      return present ? expandText(shell, operand, substitute) : '';
    case '?':
      if (present) return value ?? '';
      throw new ExpansionProblem(`${name}: ${expandText(shell, operand, substitute) || 'parameter not set'}`);
    case '#':
    case '##':
    case '%':
    case '%%':
      return withoutMatch(value ?? '', operator, expandText(shell, operand, substitute));
    default:
      if (value === undefined && shell.options.has('u')) {
        throw new ExpansionProblem(
          `${name}: ${shell.flavour === 'bash' ? 'unbound variable' : 'parameter not set'}`,
        );
      }
      return value ?? '';
  }
}

/** bash's `{1..5}` and `{a,b}` in a word that is one unquoted text. */
function braces(word: Word): Word[] {
  const [part] = word;
  if (word.length !== 1 || part?.kind !== 'text' || part.quoted) return [word];
  const [, before = '', inside, after = ''] = /^([^{}]*)\{([^{}]+)\}([^{}]*)$/.exec(part.text) ?? [];
  if (inside === undefined) return [word];
  return alternatives(inside).map((text) => [{ ...part, text: before + text + after }]);
}

function alternatives(inside: string): string[] {
  const [, from, to] = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(inside) ?? [];
  if (from === undefined || to === undefined) {
    return inside.includes(',') ? inside.split(',') : [`{${inside}}`];
  }
  const first = Number(from);
  const step = Number(to) < first ? -1 : 1;
  const count = Math.min(Math.abs(Number(to) - first) + 1, fieldsMax);
  return Array.from({ length: count }, (_unused, index) => String(first + index * step));
}

/** The files a pattern in the last part of a path matches; the pattern itself where none does. */
function fileNames(shell: Shell, field: Field): string[] {
  if (!field.pattern) return [field.text];
  const slash = field.text.lastIndexOf('/');
  const folder = field.text.slice(0, slash + 1);
  const pattern = field.text.slice(slash + 1);
  const names = shell.invocation.container.files
    .list(absolutePath(folder || '.', shell.workingDir), shell.atMs)
    .filter((name) => !name.startsWith('.') && matches(pattern, name));
  return names.length === 0 ? [field.text] : names.map((name) => folder + name);
}

/** Tells what an expansion was refused for. */
export function reportExpansion(shell: Shell, problem: ExpansionProblem): void {
  print(shell, 'stderr', `${shell.name}: ${problem.message}\n`);
}
