import { inspectValue } from '../inspect/inspect.ts';
import { sourceFrame } from '../loading/syntax.ts';
import { loaderPlaces } from '../loading/traces.ts';
import type { Machine } from '../machine/machine.ts';
import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { JsSymbol, type Value } from '../values/value.ts';

/** Where node's EventEmitter throws, by major version. */
const EMIT_LINES: readonly (readonly [major: number, line: number])[] = [
  [24, 485],
  [22, 497],
  [20, 497],
  [18, 495],
];

function versionOf(machine: Machine): string {
  return machine.runtime.system.executable.version ?? '20.19.3';
}

/** What node prints of an error that nothing caught. */
export function reported(machine: Machine, value: Value, fromPromise: boolean): string {
  const end = `\n\nNode.js v${versionOf(machine)}\n`;
  if (value instanceof JsObject && value.kind === 'Error')
    return `${frameOf(machine, value, fromPromise)}${withEmitter(machine, value, inspectValue(machine, value))}${end}`;
  if (fromPromise) return `${rejection(machine, value)}${end}`;
  const shown = typeof value === 'string' ? value : inspectValue(machine, value);
  const hint = '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  return `\n${thrownFrame(machine)}${shown}${value instanceof JsObject ? '' : hint}${end}`;
}

/** Where node throws for promises that were rejected with what is no error, by major version. */
const REJECTION_LINES: readonly (readonly [major: number, line: number, from: number, queue: string])[] = [
  [22, 392, 475, '106:37'],
  [20, 389, 470, '96:32'],
];

function rejection(machine: Machine, value: Value): string {
  const words =
    'UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason';
  const code = " {\n  code: 'ERR_UNHANDLED_REJECTION'\n}";
  const major = Number.parseInt(versionOf(machine), 10);
  const found = REJECTION_LINES.find(([from]) => major >= from);
  const file = 'node:internal/process/promises';
  if (found === undefined)
    return `${file}:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\n[${words} "${plainly(machine, value)}".]${code}`;
  const [, line, from, queue] = found;
  const trace = [
    `throwUnhandledRejectionsMode (${file}:${line}:7)`,
    `processPromiseRejections (${file}:${from}:17)`,
    `process.processTicksAndRejections (node:internal/process/task_queues:${queue})`,
  ];
  return `${file}:${line}\n      new UnhandledPromiseRejection(reason);\n      ^\n\n${words} "${plainly(machine, value)}".\n${trace.map((each) => `    at ${each}`).join('\n')}${code}`;
}

/** A value as a text, without asking it. */
function plainly(machine: Machine, value: Value): string {
  if (!(value instanceof JsObject))
    return value instanceof JsSymbol ? inspectValue(machine, value) : String(value);
  return value instanceof JsFunction
    ? inspectValue(machine, value)
    : `#<${machine.runtime.typeNameOf(value)}>`;
}

function thrownFrame(machine: Machine): string {
  const { thrownAt } = machine;
  return thrownAt === undefined ? '' : sourceFrame(thrownAt.file, thrownAt.text, thrownAt.at);
}

/** The lines above the message: where it was thrown. */
function frameOf(machine: Machine, error: JsObject, fromPromise: boolean): string {
  const { runtime, thrownAt } = machine;
  const syntax = runtime.syntaxFrames.get(error);
  if (syntax !== undefined) return `${syntax}\n`;
  const code = machine.get(error, 'code');
  if (code === 'MODULE_NOT_FOUND')
    return `${loaderPlaces(versionOf(machine)).thrownAt}\n  throw err;\n  ^\n\n`;
  if (runtime.emitted?.error === error) {
    const major = Number.parseInt(versionOf(machine), 10);
    const line = EMIT_LINES.find(([from]) => major >= from)?.[1] ?? 292;
    return `node:events:${line}\n      throw er; // Unhandled 'error' event\n      ^\n\n`;
  }
  if (!fromPromise && thrownAt !== undefined && isUser(thrownAt.file)) return `${thrownFrame(machine)}\n`;
  return creationFrame(machine, error);
}

function isUser(file: string): boolean {
  return !file.startsWith('node:') && !file.startsWith('node_modules/');
}

/** The line that the first place of the trace is in. */
function creationFrame(machine: Machine, error: JsObject): string {
  const stack = String(machine.get(error, 'stack'));
  const [, file, line, column] =
    /\n {4}at (?:.* \()?((?:file:\/\/)?\/[^\n()]+):(\d+):(\d+)\)?/.exec(stack) ?? [];
  if (file === undefined) return '';
  try {
    const source =
      machine.runtime.system.readText(file.replace(/^file:\/\//, '')).split('\n')[Number(line) - 1] ?? '';
    return `${file}:${line}\n${source}\n${' '.repeat(Math.max(0, Number(column) - 1))}^\n\n`;
  } catch {
    return '';
  }
}

function withEmitter(machine: Machine, error: JsObject, shown: string): string {
  const { emitted } = machine.runtime;
  if (emitted?.error !== error) return shown;
  const fixed =
    emitted.by === 'Server'
      ? ['emitErrorNT (node:net:1844:8)', QUEUE]
      : [
          'emitErrorNT (node:internal/streams/destroy:169:8)',
          'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
          QUEUE,
        ];
  const own = emitted.trace.length > 0 ? emitted.trace : fixed.map((line) => `    at ${line}`);
  const on = emitted.by === 'EventEmitter' ? '' : ` on ${emitted.by} instance`;
  const where = [`Emitted 'error' event${on} at:`, ...withoutKnown(own, shown)].join('\n');
  const brace = shown.lastIndexOf(' {\n');
  return brace < 0 ? `${shown}\n${where}` : `${shown.slice(0, brace)}\n${where}${shown.slice(brace)}`;
}

const QUEUE = 'process.processTicksAndRejections (node:internal/process/task_queues:82:21)';

/** Lines that the error's own trace has too are left out, but for the first and the last of them. */
function withoutKnown(lines: readonly string[], shown: string): readonly string[] {
  const known = shown.split('\n').map((line) => line.replace(/ \{$/, ''));
  for (let at = 0; at + 3 < lines.length; at++) {
    const place = known.indexOf(lines[at] ?? '');
    if (place < 0) continue;
    let same = 1;
    while (at + same < lines.length && lines[at + same] === known[place + same]) same++;
    if (same > 3)
      return [
        ...lines.slice(0, at + 1),
        '    [... lines matching original stack trace ...]',
        ...lines.slice(at + same - 1),
      ];
  }
  return lines;
}
