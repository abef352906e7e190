import { change } from '../../heap/change.ts';
import { builtinClass } from '../machine/classes.ts';
import type { Machine } from '../machine/machine.ts';
import { type Instance, is, type TraceEntry, type Value } from '../machine/values.ts';
import { unsupportedSyntaxNote } from './syntax-words.ts';

/** What `__traceback__` is: it knows its exception's frames. */
export function traceObject(_machine: Machine, error: Instance): Value {
  if (error.trace === undefined) return null;
  const first = error.trace[0];
  const object: Instance = {
    t: 'instance',
    class: builtinClass('traceback'),
    attributes: new Map(),
    trace: error.trace,
  };
  change(object.attributes).set('tb_lineno', first?.at.line ?? 0);
  change(object.attributes).set('tb_next', null);
  return object;
}

/** Repeated lines of deep recursion that are shown. */
const REPEATS_MAX = 3;

/** All of a traceback as Python prints it, with what caused it. */
export function tracebackText(
  machine: Machine,
  error: Instance,
  seen: ReadonlySet<Instance> = new Set(),
): string {
  const { attributes } = error;
  const cause = attributes.get('__cause__');
  const context = attributes.get('__context__');
  const inner = new Set([...seen, error]);
  let before = '';
  if (is(cause, 'instance') && !seen.has(cause)) {
    before = `${tracebackText(machine, cause, inner)}\nThe above exception was the direct cause of the following exception:\n\n`;
  } else if (
    is(context, 'instance') &&
    attributes.get('__suppress_context__') !== true &&
    !seen.has(context)
  ) {
    before = `${tracebackText(machine, context, inner)}\nDuring handling of the above exception, another exception occurred:\n\n`;
  }
  const { trace = [] } = error;
  const head = trace.length === 0 ? '' : `Traceback (most recent call last):\n${stackText(trace)}`;
  return `${before}${head}${exceptionOnly(machine, error)}`;
}

function stackText(trace: readonly TraceEntry[]): string {
  const texts = trace.map(entryText);
  let result = '';
  for (let at = 0; at < texts.length; ) {
    let end = at;
    while (end < texts.length && texts[end] === texts[at]) end++;
    result += (texts[at] ?? '').repeat(Math.min(end - at, REPEATS_MAX));
    const more = end - at - REPEATS_MAX;
    if (more > 0) result += `  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`;
    at = end;
  }
  return result;
}

function entryText({ file, name, at, lines }: TraceEntry): string {
  const head = `  File "${file}", line ${at.line}, in ${name}\n`;
  const [line = ''] = lines;
  const shown = line.trim();
  if (shown === '' || file.startsWith('<')) return head;
  return `${head}    ${shown}\n${carets(line, at)}`;
}

/** The line below the source that marks what failed, where that isn't all of it. */
function carets(line: string, { line: first, column, endLine, endColumn }: TraceEntry['at']): string {
  const indent = line.length - line.trimStart().length;
  const end = endLine === first ? endColumn : line.trimEnd().length;
  const from = column - indent;
  const to = end - indent;
  const width = line.trim().length;
  if (from < 0 || to <= from || (from === 0 && to >= width)) return '';
  const anchors = endLine === first ? anchorsOf(line.slice(column, end)) : undefined;
  const marks =
    anchors === undefined
      ? '^'.repeat(to - from)
      : '~'.repeat(anchors[0]) +
        '^'.repeat(anchors[1] - anchors[0]) +
        '~'.repeat(Math.max(0, to - from - anchors[1]));
  return `    ${' '.repeat(from)}${marks}\n`;
}

/** Where the operator of a binary operation is, or the brackets of a subscript. */
function anchorsOf(text: string): [number, number] | undefined {
  let depth = 0;
  let quote = '';
  let operator: [number, number] | undefined;
  let bracket = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote && text[at - 1] !== '\\') quote = '';
      continue;
    }
    if (character === "'" || character === '"') quote = character;
    else if ('([{'.includes(character)) {
      if (depth === 0 && character === '[' && at > 0) bracket = at;
      else if (depth === 0) bracket = -1;
      depth++;
    } else if (')]}'.includes(character)) depth--;
    else if (
      depth === 0 &&
      at > 0 &&
      '+-*/%@&|^'.includes(character) &&
      /[\w)\]}'" ]/.test(text[at - 1] ?? '')
    ) {
      const double = text[at + 1] === character && '*/'.includes(character);
      operator = [at, at + (double ? 2 : 1)];
      if (double) at++;
    }
  }
  if (
    /^(?:not|lambda|await)\b/.test(text) ||
    / (?:and|or|in|is|if|else|not) |[<>=!]=|[<>]/.test(text.replace(/(['"]).*?\1/g, ''))
  )
    return undefined;
  if (operator !== undefined) return operator;
  return bracket > 0 && text.endsWith(']') ? [bracket, text.length] : undefined;
}

/** The last line: `ValueError: no`. */
function exceptionOnly(machine: Machine, error: Instance): string {
  const special = unsupportedSyntaxNote(machine, error);
  if (special !== undefined) return special;
  const { class: type } = error;
  const name = type.module === 'builtins' ? type.qualifiedName : `${type.module}.${type.qualifiedName}`;
  let message: string;
  try {
    message = machine.text(error);
  } catch {
    message = '<exception str() failed>';
  }
  const notes = error.attributes.get('__notes__');
  const extra = is(notes, 'list') ? notes.items.map((note) => `${machine.text(note)}\n`).join('') : '';
  const hint = suggestion(machine, error);
  return `${name}${message === '' ? '' : `: ${message}`}${hint}\n${extra}`;
}

/** `Did you mean: 'print'?` */
function suggestion(machine: Machine, error: Instance): string {
  const wanted = error.attributes.get('name');
  if (typeof wanted !== 'string') return '';
  const type = error.class.name;
  if (type !== 'NameError' && type !== 'AttributeError') return '';
  const names =
    type === 'NameError' ? namesInReach(machine, error) : attributesOf(error.attributes.get('obj'));
  const best = closest(wanted, names);
  if (best !== undefined) return `. Did you mean: '${best}'?`;
  const isModule =
    type === 'NameError' &&
    [
      'sys',
      'os',
      'json',
      'time',
      'random',
      'math',
      're',
      'datetime',
      'socket',
      'logging',
      'threading',
      'subprocess',
      'itertools',
      'collections',
      'functools',
    ].includes(wanted);
  return isModule ? `. Did you forget to import '${wanted}'?` : '';
}

function namesInReach(machine: Machine, error: Instance): string[] {
  const main = machine.module('__main__')?.globals.keys() ?? [];
  const builtins = machine.module('builtins')?.globals.keys() ?? [];
  const locals = error.attributes.get('__names__');
  return [
    ...(is(locals, 'list') ? locals.items.filter((each) => typeof each === 'string') : []),
    ...main,
    ...builtins,
  ];
}

function attributesOf(object: Value | undefined): string[] {
  if (is(object, 'module')) return [...object.globals.keys()];
  if (!is(object, 'instance')) return [];
  return [...object.attributes.keys(), ...object.class.order.flatMap((each) => [...each.attributes.keys()])];
}

/** The nearest name by edit distance, as CPython weighs it (2 for a change, 1 for one of case). */
function closest(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    if (name === wanted || (name.startsWith('__') && !wanted.startsWith('_'))) continue;
    const most = Math.floor(((name.length + wanted.length + 3) * 2) / 6);
    const distance = editDistance(wanted, name);
    if (distance <= most && distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index * 2);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * 2];
    for (let j = 1; j <= b.length; j++) {
      const [x = '', y = ''] = [a[i - 1], b[j - 1]];
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 1 : 2;
      next.push(Math.min((row[j] ?? 0) + 2, (next[j - 1] ?? 0) + 2, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
