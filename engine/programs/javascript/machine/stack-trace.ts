import type { FunctionCode, Unit } from '../code.ts';
import { Closure, JsArray, JsObject, type Value } from '../values.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

/** Lines of a stack trace (Error.stackTraceLimit). */
const TRACE_LINES_MAX = 10;

/** Line and column of a place in a text, from 1 on. */
export function position(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}

/** Where a frame is just now. */
export function placeOf(frame: Frame): {
  readonly unit: Unit;
  readonly line: number;
  readonly column: number;
} {
  const instruction = frame.code.instructions[Math.max(0, frame.pc - 1)];
  const { unit } = frame.code;
  return { unit, ...position(unit.text, instruction?.at ?? 0) };
}

/** A title and the calls that lead here, as `stack` has them. */
export function stackHere(machine: Machine, title: string, without?: Value): string {
  const lines: string[] = [];
  let hidden = without instanceof Closure && machine.frames.some(({ callee }) => callee === without);
  for (let index = machine.frames.length - 1; index >= 0 && lines.length < TRACE_LINES_MAX; index--) {
    const frame = machine.frames[index];
    if (frame === undefined) continue;
    if (hidden) {
      hidden = frame.callee !== without;
      continue;
    }
    const line = lineOf(frame);
    if (line !== undefined) lines.push(line);
    // What called an async function that has waited is gone.
    if (frame.after.do === 'task' || frame.after.do === 'settle') break;
  }
  const isMain = machine.runtime.isLoading;
  for (const line of isMain ? machine.runtime.loaderTrace : [])
    if (lines.length < TRACE_LINES_MAX) lines.push(line);
  return [title, ...lines.map((line) => `    at ${line}`)].join('\n');
}

function lineOf(frame: Frame): string | undefined {
  const { unit, line, column } = placeOf(frame);
  const name = nameOf(frame);
  if (unit.kind === 'builtin') {
    if (name.startsWith('$') || name === '') return undefined;
    if (unit.file.startsWith('node:internal/'))
      return `${unit.file.slice(14).replace('.prototype', '')}.${name.replace(/^.*\./, '')} (<anonymous>)`;
  }
  const place = `${unit.file}:${line}:${column}`;
  const async = frame.after.do === 'async' && frame.after.detached && unit.kind !== 'module' ? 'async ' : '';
  return name === '' ? `${async}${place}` : `${async}${name} (${place})`;
}

/** The name of a function as a trace shows it. */
function nameOf({ code, callee, environment }: Frame): string {
  if (code.parent === -1 && code.unit.kind === 'commonjs') return 'Object.<anonymous>';
  if (code.parent === -1) return '';
  const name = callee?.defaultName ?? code.name;
  if (code.kind === 'class' || code.kind === 'derived') return `new ${name}`;
  if (callee?.home !== undefined) return `${typeName(callee.home)}.${name || '<anonymous>'}`;
  const self = code.thisSlot < 0 ? undefined : environment.slots[code.thisSlot];
  if (self instanceof JsObject && self.intrinsic !== 'globalThis' && !isArrow(code)) {
    const type = typeName(self);
    return `${type}.${name || '<anonymous>'}`;
  }
  return name;
}

function isArrow({ kind }: FunctionCode): boolean {
  return kind.endsWith('arrow');
}

function typeName(object: JsObject): string {
  if (object instanceof JsArray) return 'Array';
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
