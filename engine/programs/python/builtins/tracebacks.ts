import { change } from '../../heap/change.ts';
import { builtinClass, moduleOf } from '../machine/classes.ts';
import type { Machine } from '../machine/machine.ts';
import { type Instance, is, type TraceEntry, type Value } from '../machine/values.ts';
import { suggestion } from './suggestions.ts';
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

/** Exceptions of one group that are shown, and groups in groups. */
const GROUP_WIDTH_MAX = 15;
const GROUP_DEPTH_MAX = 10;

/** Where a text of groups stands: how deep, and whether the frame around the last one still has to be closed. */
interface Margin {
  depth: number;
  open: boolean;
}

/** All of a traceback as Python prints it, with what caused it. */
export function tracebackText(machine: Machine, error: Instance): string {
  return chained(machine, error, { depth: 0, open: false }, new Set());
}

function chained(machine: Machine, error: Instance, margin: Margin, seen: ReadonlySet<Instance>): string {
  const { attributes } = error;
  const cause = attributes.get('__cause__');
  const context = attributes.get('__context__');
  const inner = new Set([...seen, error]);
  const above = (other: Instance, words: string) =>
    chained(machine, other, margin, inner) + indented(`\n${words}:\n\n`, margin);
  let before = '';
  if (is(cause, 'instance') && !seen.has(cause)) {
    before = above(cause, 'The above exception was the direct cause of the following exception');
  } else if (
    is(context, 'instance') &&
    attributes.get('__suppress_context__') !== true &&
    !seen.has(context)
  ) {
    before = above(context, 'During handling of the above exception, another exception occurred');
  }
  const group = attributes.get('exceptions');
  if (is(group, 'tuple') && error.class.order.some(({ name }) => name === 'BaseExceptionGroup'))
    return before + groupText(machine, error, group.items, margin, inner);
  const { trace = [] } = error;
  const head = trace.length === 0 ? '' : `Traceback (most recent call last):\n${stackText(trace)}`;
  return before + indented(head + exceptionOnly(machine, error), margin);
}

function indented(text: string, { depth }: Margin, first = '|'): string {
  if (depth === 0) return text;
  const indent = ' '.repeat(2 * depth);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => `${indent}${index === 0 ? first : '|'} ${line}\n`)
    .join('');
}

function groupText(
  machine: Machine,
  error: Instance,
  items: readonly Value[],
  margin: Margin,
  seen: ReadonlySet<Instance>,
): string {
  if (margin.depth > GROUP_DEPTH_MAX)
    return indented(`... (max_group_depth is ${GROUP_DEPTH_MAX})\n`, margin);
  const outermost = margin.depth === 0;
  if (outermost) margin.depth = 1;
  const { trace = [] } = error;
  const head =
    trace.length === 0 ? '' : `Exception Group Traceback (most recent call last):\n${stackText(trace)}`;
  let text = indented(head + exceptionOnly(machine, error), margin, outermost && head !== '' ? '+' : '|');
  const shown = Math.min(items.length, GROUP_WIDTH_MAX + 1);
  for (let index = 0; index < shown; index++) {
    const isLast = index === shown - 1;
    if (isLast) margin.open = true;
    const title = index < GROUP_WIDTH_MAX ? String(index + 1) : '...';
    text += `${' '.repeat(2 * margin.depth)}${index === 0 ? '+-' : '  '}+---------------- ${title} ----------------\n`;
    margin.depth++;
    const item = items[index];
    if (index === GROUP_WIDTH_MAX) {
      const more = items.length - GROUP_WIDTH_MAX;
      text += indented(`and ${more} more exception${more > 1 ? 's' : ''}\n`, margin);
    } else if (is(item, 'instance')) text += chained(machine, item, margin, seen);
    if (isLast && margin.open) {
      text += `${' '.repeat(2 * margin.depth)}+------------------------------------\n`;
      margin.open = false;
    }
    margin.depth--;
  }
  if (outermost) margin.depth = 0;
  return text;
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

export function entryText({ file, name, at, lines }: TraceEntry): string {
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
  if (from < 0 || to <= from) return '';
  const anchors = endLine === first ? anchorsOf(line.slice(column, end)) : undefined;
  if (anchors === undefined && from === 0 && to >= width) return '';
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
export function exceptionOnly(machine: Machine, error: Instance): string {
  const special = unsupportedSyntaxNote(machine, error);
  if (special !== undefined) return special;
  const { class: type } = error;
  const module = moduleOf(type);
  const name =
    module === 'builtins' || module === '__main__' ? type.qualifiedName : `${module}.${type.qualifiedName}`;
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
