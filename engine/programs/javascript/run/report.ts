import { inspectValue } from '../inspect/inspect.ts';
import { sourceFrame } from '../loading/syntax.ts';
import { loaderPlaces } from '../loading/traces.ts';
import type { Machine } from '../machine/machine.ts';
import { JsObject, type Value } from '../values.ts';

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
  const version = versionOf(machine);
  const end = `\n\nNode.js v${version}\n`;
  if (!(value instanceof JsObject) || value.kind !== 'Error') {
    if (!fromPromise) return `${thrownFrame(machine)}${uncaught(machine, value)}${end}`;
    const shown = inspectValue(machine, value);
    return (
      `node:internal/process/promises:${Number.parseInt(version, 10) >= 20 ? 394 : 288}\n      triggerUncaughtException(err, true /* fromPromise */);\n      ^\n\n` +
      `[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown.replace(/^'(.*)'$/s, '$1')}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}${end}`
    );
  }
  return `${frameOf(machine, value, fromPromise)}${withEmitter(machine, value, inspectValue(machine, value))}${end}`;
}

function uncaught(machine: Machine, value: Value): string {
  const shown = inspectValue(machine, value);
  return `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
}

function thrownFrame(machine: Machine): string {
  const { thrownAt } = machine;
  return thrownAt === undefined ? '' : `${sourceFrame(thrownAt.file, thrownAt.text, thrownAt.at)}\n`;
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
  if (!fromPromise && thrownAt !== undefined && isUser(thrownAt.file)) return thrownFrame(machine);
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
  const where = [
    `Emitted 'error' event on ${emitted.by} instance at:`,
    ...(emitted.by === 'Server'
      ? [
          '    at emitErrorNT (node:net:1844:8)',
          '    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
        ]
      : [
          '    at emitErrorNT (node:internal/streams/destroy:169:8)',
          '    at emitErrorCloseNT (node:internal/streams/destroy:128:3)',
          '    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
        ]),
  ].join('\n');
  const brace = shown.lastIndexOf(' {\n');
  return brace < 0 ? `${shown}\n${where}` : `${shown.slice(0, brace)}\n${where}${shown.slice(brace)}`;
}
