import type { System, Wait } from '../../../linux/system.ts';
import { change } from '../../heap/change.ts';
import { wellKnown } from '../builtins/symbols.ts';
import type { Unit } from '../code.ts';
import { constructorName } from '../inspect/constructor-name.ts';
import { inspectValue } from '../inspect/inspect.ts';
import type { Machine } from '../machine/machine.ts';
import { JsObject } from '../values/object.ts';
import { JsSymbol, type Value } from '../values/value.ts';
import { Child, handleWait, Listener, Socket } from './handles.ts';

/** Timers of one process. */
const TIMERS_MAX = 100_000;

interface Timer {
  readonly id: number;
  readonly dueMs: number;
  /** Of intervals. */
  readonly everyMs: number;
  readonly object: JsObject;
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly context: Value;
}

interface Task {
  readonly callee: Value;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly context: Value;
}

/** What a process of node is besides its interpreter: timers, handles, modules. */
export class Runtime {
  readonly machine: Machine;
  #system: System | undefined;
  timers: Timer[] = [];
  timersMade = 0;
  /** Calls that are due, in their order. */
  tasks: Task[] = [];
  /** setImmediate's. */
  immediates: Timer[] = [];
  handles = new Set<JsObject>();
  symbols = new Map<string, JsSymbol>();
  /** Modules are being loaded: traces end with the loader. */
  isLoading = true;
  exitCode: number | undefined;
  /** The program itself waits: for a child that it started with spawnSync. */
  blocked: Wait | undefined = undefined;
  /** process.exit was called. */
  exiting = false;
  /** `beforeExit` and `exit` have been told. */
  toldExit: 'no' | 'beforeExit' | 'exit' = 'no';
  signals: string[] = [];
  /** Standard input is read. */
  readsInput = false;
  inputEnded = false;
  startedMs = 0;
  /** The folder of the program. */
  folder = '';
  /** Steps of computing without a break: what goes on for long gets slower, so that it can't hold up others. */
  busySteps = 0;
  /** An error event that nobody listened for, and of whose. */
  emitted: { readonly error: Value; readonly by: string; readonly trace: readonly string[] } | undefined =
    undefined;
  /** As the kernel knows it. */
  memoryBytes = 0;
  /** Operations of the last step. */
  used = 0;
  loaderTrace: readonly string[] = [];
  /** What stands below a module that another one requires. */
  requiredTrace: readonly string[] = [];
  /** What a trace begins with just now: of node's own functions. */
  traceStart: readonly string[] = [];
  /** A timer's function runs. */
  firesTimer = false;
  libraries = new Map<string, JsObject>();
  /** Where each SyntaxError of a source text is. */
  syntaxFrames = new Map<JsObject, string>();
  #cache: JsObject | undefined;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** require.cache */
  moduleCache(): JsObject {
    this.#cache ??= new JsObject(null);
    return this.#cache;
  }

  setModuleCache(cache: JsObject | undefined): void {
    this.#cache = cache;
  }

  get system(): System {
    if (this.#system === undefined) throw new Error('no step is under way');
    return this.#system;
  }

  attach(system: System): void {
    this.#system = system;
  }

  /** The clock moves within a step too, by what was computed. */
  nowMs(): number {
    return this.system.now;
  }

  task(callee: Value, self: Value, args: readonly Value[], context: Value = undefined): void {
    if (this.machine.isCallable(callee)) this.tasks.push({ callee, self, args, context });
  }

  handle(inner: Listener | Socket | Child): JsObject {
    const made = new JsObject(this.machine.realm.object('Handle.prototype'), 'Handle');
    change(made).inner = inner;
    if (this.machine.context !== undefined) made.put('context', this.machine.context);
    this.handles.add(made);
    return made;
  }

  registeredSymbol(key: string): JsSymbol {
    const known = wellKnown.get(key) ?? this.symbols.get(key);
    if (known !== undefined) return known;
    const made = new JsSymbol(key);
    this.symbols.set(key, made);
    return made;
  }

  addTimer(callee: Value, delay: number, repeat: boolean, args: readonly Value[]): JsObject {
    if (this.timers.length >= TIMERS_MAX)
      this.machine.throwError('RangeError', 'too many timers for the simulation');
    const ms = delay >= 1 && delay <= 2_147_483_647 ? Math.trunc(delay) : 1;
    const object = new JsObject(
      this.machine.realm.object(repeat || delay >= 0 ? 'Timeout.prototype' : 'Immediate.prototype'),
    );
    const id = ++this.timersMade;
    change(object).inner = id;
    object.put('_idleTimeout', ms);
    object.put('_onTimeout', callee);
    object.put('_repeat', repeat ? ms : null);
    const { context } = this.machine;
    this.timers.push({
      id,
      dueMs: this.system.now + ms,
      everyMs: repeat ? ms : 0,
      object,
      callee,
      args,
      context,
    });
    return object;
  }

  addImmediate(callee: Value, args: readonly Value[]): JsObject {
    const object = new JsObject(this.machine.realm.object('Immediate.prototype'));
    const id = ++this.timersMade;
    change(object).inner = id;
    const { context } = this.machine;
    this.immediates.push({ id, dueMs: 0, everyMs: 0, object, callee, args, context });
    return object;
  }

  clearTimer(value: Value): void {
    const id = value instanceof JsObject ? value.inner : Number(value);
    this.machine.charge((this.timers.length + this.immediates.length) >> 4);
    this.timers = this.timers.filter((timer) => timer.id !== id);
    this.immediates = this.immediates.filter((timer) => timer.id !== id);
  }

  /** Puts what is due into the queue. */
  fireTimers(): void {
    // Those of a millisecond come before setImmediate's, as they mostly do.
    const now = this.system.now + (this.immediates.length > 0 ? 1 : 0);
    const due = this.timers.filter(({ dueMs }) => dueMs <= now);
    due.sort((a, b) => a.dueMs - b.dueMs || a.id - b.id);
    for (const timer of due) {
      this.task(timer.callee, timer.object, timer.args, timer.context);
      if (timer.everyMs > 0) change(timer).dueMs = this.system.now + timer.everyMs;
    }
    if (due.length > 0) this.timers = this.timers.filter((timer) => timer.everyMs > 0 || timer.dueMs > now);
    const { immediates } = this;
    this.immediates = [];
    for (const { callee, object, args, context } of immediates) this.task(callee, object, args, context);
  }

  /** Something that a process stays alive for. */
  get isWaiting(): boolean {
    if (this.readsInput && !this.inputEnded) return true;
    if (this.timers.some(({ object }) => object.kind === 'Object' && object.props.get('_unref') !== true))
      return true;
    for (const { inner } of this.handles)
      if (
        (inner instanceof Listener || inner instanceof Socket || inner instanceof Child) &&
        inner.isReferenced
      )
        return true;
    return false;
  }

  wait(): Wait {
    const readable: number[] = this.readsInput && !this.inputEnded ? [0] : [];
    let timeMs = Number.POSITIVE_INFINITY;
    for (const { dueMs } of this.timers) timeMs = Math.min(timeMs, dueMs);
    let connected: number | undefined;
    let child = false;
    for (const handle of this.handles) {
      const wait = handleWait(handle);
      readable.push(...(wait.readable ?? []));
      if (wait.timeMs !== undefined) timeMs = Math.min(timeMs, wait.timeMs);
      connected ??= wait.connected;
      child ||= wait.child === true;
    }
    return {
      readable,
      ...(Number.isFinite(timeMs) ? { timeMs } : {}),
      ...(connected === undefined ? {} : { connected }),
      ...(child ? { child } : {}),
    };
  }

  shown(value: Value): string {
    return inspectValue(this.machine, value, { depth: 0 });
  }

  typeNameOf(object: JsObject): string {
    return constructorName(object) ?? 'Object';
  }

  importDynamic(unit: Unit, specifier: string): Value {
    const { realm, promises } = this.machine;
    return promises.of(
      this.machine.callSync(realm.object('$loader/$import'), undefined, [specifier, unit.file]),
    );
  }

  importMeta({ file }: Unit): JsObject {
    const path = file.replace(/^file:\/\//, '');
    const made = new JsObject(null);
    made.put('dirname', path.slice(0, path.lastIndexOf('/')) || '/');
    made.put('filename', path);
    made.put('url', `file://${path}`);
    return made;
  }
}
