import { change } from '../../heap/change.ts';
import type { Unit } from '../compile/code.ts';
import { builtinClass, isSubclass } from './classes.ts';
import { raiseError } from './exceptions.ts';
import type { Machine } from './machine.ts';
import { Raised } from './raised.ts';
import type { Frame, Instance, TraceEntry, Value } from './values.ts';

/** Traceback entries that are kept of deep recursion, at either end. */
const TRACE_MAX = 2100;

/** Looks for who handles an exception. @throws Raised where it leaves the frames above `depth` */
export function unwind(machine: Machine, raised: Raised, depth: number): void {
  const { frames } = machine;
  let { error, again } = raised;
  setContext(machine, error, again);
  for (;;) {
    const frame = frames.at(-1);
    if (frame === undefined || frames.length <= depth) throw new Raised(error);
    if (!again) addTrace(machine, frame, error);
    again = false;
    if (catches(frame, error)) return;
    frames.pop();
    // A module whose body failed isn't one.
    if (frame.after.kind === 'module') change(machine.state.modules).delete(frame.after.module.name);
    if (frame.generator !== undefined) {
      change(frame.generator).state = 'done';
      change(frame.generator).frame = undefined;
      error = stopInGenerator(frame, error);
    }
    if (endsLoop(machine, frame, error)) return;
    if (frame.code.kind === 'comprehension' && !frame.code.unit.hidden)
      again = borrowTrace(frames.at(-1), error);
  }
}

/** A block of the frame takes it. */
function catches(frame: Frame, error: Instance): boolean {
  const block = frame.blocks.pop();
  if (block === undefined) return false;
  frame.stack.length = block.depth;
  frame.handled.length = block.handled;
  if (block.exit !== undefined) frame.stack.push(block.exit);
  frame.stack.push(error);
  frame.ip = block.target;
  return true;
}

/** A `__next__` that raises StopIteration ends the loop that asked. */
function endsLoop(machine: Machine, frame: Frame, error: Instance): boolean {
  const { after } = frame;
  if (after.kind !== 'loop' && after.kind !== 'next') return false;
  if (!isSubclass(error.class, builtinClass('StopIteration')) || frame.generator !== undefined) return false;
  if (after.kind === 'loop') {
    const caller = machine.frame;
    caller.stack.pop();
    if (after.delegate) caller.stack.push(error.attributes.get('value') ?? null);
    caller.ip = after.exit;
    return true;
  }
  if (after.fallback === undefined) return false;
  machine.push(after.fallback);
  return true;
}

/** StopIteration out of a generator would end somebody else's loop (PEP 479). */
function stopInGenerator(frame: Frame, error: Instance): Instance {
  if (!isSubclass(error.class, builtinClass('StopIteration'))) return error;
  const { generator } = frame;
  const what = generator?.coroutine === true ? 'coroutine' : 'generator';
  const { error: other } = raiseError('RuntimeError', [`${what} raised StopIteration`]);
  change(other.attributes).set('__cause__', error);
  return other;
}

function addTrace(machine: Machine, frame: Frame, error: Instance): void {
  if (frame.code.unit.hidden) return;
  const trace = error.trace ?? [];
  if (trace.length < TRACE_MAX)
    change(error).trace = [traceEntry(frame, machine.module('pytest.running') !== undefined), ...trace];
}

/** Where the program's own functions stand that are under way, the outermost first. Lines alone, without what failed in them. */
export function stackEntries(machine: Machine): TraceEntry[] {
  return machine.frames
    .filter(({ code }) => !code.unit.hidden)
    .map((frame) => {
      const entry = traceEntry(frame, false);
      const { line } = entry.at;
      return { ...entry, at: { line, column: 0, endLine: line, endColumn: (entry.lines[0] ?? '').length } };
    });
}

function traceEntry(frame: Frame, withArguments: boolean): TraceEntry {
  const { code, ip } = frame;
  const at = code.instructions[Math.max(0, ip - 1)]?.at ?? {
    line: code.line,
    column: 0,
    endLine: code.line,
    endColumn: 0,
  };
  const { unit } = code;
  return {
    file: unit.file,
    name: code.name,
    at,
    lines: linesOf(unit).slice(at.line - 1, at.endLine),
    ...(withArguments ? { arguments: argumentsOf(frame) } : {}),
  };
}

function argumentsOf({ code, scope }: Frame): (readonly [string, Value])[] {
  return code.parameters.flatMap(({ name }, slot) => {
    const value = scope?.slots[slot];
    return value === undefined ? [] : [[name, value] as const];
  });
}

const lines = new WeakMap<Unit, readonly string[]>();

function linesOf(unit: Unit): readonly string[] {
  let found = lines.get(unit);
  if (found === undefined) {
    found = unit.source.split('\n');
    lines.set(unit, found);
  }
  return found;
}

/** Since 3.12 comprehensions have no frame of their own: what happened in them, happened in the function. */
function borrowTrace(caller: Frame | undefined, error: Instance): boolean {
  const [first, ...rest] = error.trace ?? [];
  if (caller === undefined || first === undefined) return false;
  change(error).trace = [{ ...first, name: caller.code.name }, ...rest];
  return true;
}

function setContext(machine: Machine, error: Instance, again: boolean): void {
  if (again || error.attributes.has('__context__')) return;
  for (let index = machine.frames.length - 1; index >= 0; index--) {
    const context = machine.frames[index]?.handled.at(-1);
    if (context === undefined) continue;
    if (context !== error) change(error.attributes).set('__context__', context);
    return;
  }
}
