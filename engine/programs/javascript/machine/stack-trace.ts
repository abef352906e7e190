import type { FunctionCode, Unit } from '../code.ts';
import { JsArray } from '../values/array.ts';
import { Closure } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { stateOf } from './promises.ts';

/** Lines of a stack trace (Error.stackTraceLimit). */
const TRACE_LINES_MAX = 10;

/** Line and column of a place in a text, from 1 on. */
export function position(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}

/** Where a frame is just now. */
function placeOf(frame: Frame): {
  readonly unit: Unit;
  readonly line: number;
  readonly column: number;
} {
  const instruction = frame.code.instructions[Math.max(0, frame.pc - 1)];
  const { unit } = frame.code;
  return { unit, ...position(unit.text, instruction?.at ?? 0) };
}

/** A title and the calls that lead here, as `stack` has them. Those down to `without` are left out. */
export function stackHere(machine: Machine, title: string, without?: Value): string {
  const { runtime, frames } = machine;
  const lines: string[] = [...runtime.traceStart];
  let hidden = without instanceof Closure && frames.some(({ callee }) => callee === without);
  for (let index = frames.length - 1; index >= 0 && lines.length < TRACE_LINES_MAX; index--) {
    const frame = frames[index];
    if (frame === undefined) continue;
    if (hidden) {
      hidden = frame.callee !== without;
      continue;
    }
    // Where a module isn't found, it isn't loaded: only what required it shows.
    const isMissing = lines.length > 0 && lines.length === runtime.traceStart.length;
    const required = isMissing ? runtime.requiredTrace.slice(4) : runtime.requiredTrace;
    lines.push(...linesOf(frame, lines, required, runtime.firesTimer && index === 0));
    if (frame.after.do === 'async' && frame.after.detached && index === 0) lines.push(...awaiting(frame));
  }
  if (runtime.isLoading) lines.push(...runtime.loaderTrace);
  if (runtime.firesTimer) lines.push(...TIMER_LINES);
  const most = machine.realm.object('Error').own('stackTraceLimit')?.stored;
  const shown = typeof most === 'number' ? Math.min(Math.max(0, most), TRACE_LINES_MAX) : TRACE_LINES_MAX;
  return [title, ...lines.slice(0, shown).map((line) => `    at ${line}`)].join('\n');
}

const TIMER_LINES = [
  'listOnTimeout (node:internal/timers:581:17)',
  'process.processTimers (node:internal/timers:519:7)',
];

/** What stands for all frames of express's router. */
const EXPRESS_LINES = [
  'Layer.handleRequest (/app/node_modules/router/lib/layer.js:152:17)',
  'next (/app/node_modules/router/lib/route.js:157:13)',
  'Route.dispatch (/app/node_modules/router/lib/route.js:117:3)',
  'handle (/app/node_modules/router/index.js:435:11)',
  'Layer.handleRequest (/app/node_modules/router/lib/layer.js:152:17)',
  '/app/node_modules/router/index.js:295:15',
  'processParams (/app/node_modules/router/index.js:582:12)',
  'next (/app/node_modules/router/index.js:291:5)',
  'Function.handle (/app/node_modules/router/index.js:186:3)',
];

const REQUEST_LINES = [
  'parserOnIncoming (node:_http_server:1143:12)',
  'HTTPParser.parserOnHeadersComplete (node:_http_common:119:17)',
];

const LISTEN_LINES = [
  'Server.setupListenHandle [as _listen2] (node:net:1817:16)',
  'listenInCluster (node:net:1865:12)',
  'Server.listen (node:net:1953:7)',
];
const EXPRESS_LISTEN = 'Function.listen (/app/node_modules/express/lib/application.js:635:24)';

/** The lines of one frame: none of those that are ours alone. */
function linesOf(
  frame: Frame,
  above: readonly string[],
  required: readonly string[],
  isTimer: boolean,
): readonly string[] {
  const { unit } = frame.code;
  const name = nameOf(frame);
  if (unit.kind === 'library') {
    const listens = above.includes(LISTEN_LINES[0] ?? '');
    const isExpress = unit.file.includes('node_modules/express');
    if (listens) return isExpress && !above.includes(EXPRESS_LISTEN) ? [EXPRESS_LISTEN] : [];
    if (name === 'Server.listen') return LISTEN_LINES;
    if (unit.file.includes('node_modules/express'))
      return above.includes(EXPRESS_LINES[0] ?? '') ? [] : EXPRESS_LINES;
    if (name.endsWith('.emit')) return [`${name} (node:events:518:28)`];
    return name === 'Server._request' ? REQUEST_LINES : [];
  }
  if (unit.kind === 'builtin') {
    if (unit.file === 'node:internal/$loader') return frame.code.name === '$load' ? required : [];
    if (name === '' || unit.file.startsWith('node:internal/$')) return [];
    return [`${unit.file.slice(14).replace('.prototype', '')}.${name.replace(/^.*\./, '')} (<anonymous>)`];
  }
  const line = lineOf(frame);
  return [isTimer && name === '' ? `Timeout._onTimeout (${line})` : line];
}

/** The async functions that wait for one that is at the bottom of the stack. */
function awaiting(frame: Frame): string[] {
  const lines: string[] = [];
  let at: Frame | undefined = frame;
  while (at !== undefined && at.after.do === 'async' && lines.length < TRACE_LINES_MAX) {
    at = stateOf(at.after.promise)?.reactions[0]?.frame;
    const line = at === undefined ? undefined : lineOf(at);
    if (line !== undefined && at?.code.unit.kind !== 'library') lines.push(`async ${line}`);
  }
  return lines;
}

function lineOf(frame: Frame): string {
  const { unit, line, column } = placeOf(frame);
  const name = nameOf(frame);
  const place = `${unit.file}:${line}:${column}`;
  return name === '' ? place : `${name} (${place})`;
}

/** The name of a function as a trace shows it. */
function nameOf({ code, callee, environment }: Frame): string {
  if (code.parent === -1 && code.unit.kind === 'commonjs') return 'Object.<anonymous>';
  if (code.parent === -1) return '';
  const name = (callee?.defaultName ?? code.name) || code.inferred;
  if (code.kind === 'class' || code.kind === 'derived') return `new ${name}`;
  if (callee?.home !== undefined) return `${typeName(callee.home)}.${name || '<anonymous>'}`;
  const self = code.thisSlot < 0 ? undefined : environment.slots[code.thisSlot];
  if (self instanceof JsObject && self.intrinsic !== 'globalThis' && !isArrow(code)) {
    const type = typeName(self);
    return name.startsWith(`${type}.`) ? name : `${type}.${name || '<anonymous>'}`;
  }
  return name;
}

function isArrow({ kind }: FunctionCode): boolean {
  return kind.endsWith('arrow');
}

function typeName(object: JsObject): string {
  if (object instanceof JsArray) return 'Array';
  if (object instanceof Closure && object.code.kind !== 'normal') return object.defaultName;
  for (let at: JsObject | null = object; at !== null; at = at.proto) {
    const stored = at.own('constructor')?.stored;
    const made =
      stored instanceof JsObject
        ? stored
        : typeof stored === 'object' && stored !== null && 'value' in stored
          ? stored.value
          : undefined;
    if (made instanceof JsObject && 'defaultName' in made && typeof made.defaultName === 'string')
      return made.defaultName;
  }
  return 'Object';
}
