import { AGAIN, type Next } from '../../../../linux/system.ts';
import { END, nextRecord } from '../line-source.ts';
import { compilePattern } from '../regex/pattern.ts';
import { PatternError } from '../regex/syntax.ts';
import { ArrayInstructions } from './array-instructions.ts';
import { type Instruction, place, type Target } from './code.ts';
import { dynamicPattern, recordEnd } from './fields.ts';
import { compareValues, formatPrintf, toText } from './format.ts';
import type { Waits } from './functions.ts';
import { isArray } from './memory.ts';
import type { AwkState, Stream } from './state.ts';
import { type Cell, fromInput, toNumber, truth, type Value } from './values.ts';

/** Instructions that run in one step; then other processes get their turn. */
const STEP_INSTRUCTIONS = 50_000;
const STEP_BYTES = 262_144;
/** CPU time of an instruction, in milliseconds. */
const MS_PER_INSTRUCTION = 0.0001;
const FRAMES_MAX = 1_000;

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '==': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

/** One step of a running program. */
export class AwkMachine extends ArrayInstructions {
  protected override budget = STEP_INSTRUCTIONS;

  step(): Next<AwkState> {
    try {
      return this.run();
    } catch (error) {
      if (error instanceof PatternError)
        throw this.fatal(`regular expression compile failed (${error.message})`);
      throw error;
    } finally {
      this.flush();
    }
  }

  private run(): Next<AwkState> {
    const { state, program } = this;
    for (;;) {
      const waits = state.waitsFor === null ? undefined : this.reap();
      if (waits) return { state, until: { child: true } };
      if (state.phase === 'closing') {
        const [stream] = state.streams;
        if (stream === undefined) return { exit: state.exitCode };
        const pid = this.closeStream(stream);
        if (pid !== null) state.waitsFor = { pid, as: 'close' };
        continue;
      }
      if (this.budget <= 0 || this.written > STEP_BYTES) {
        const used = (STEP_INSTRUCTIONS - this.budget) * MS_PER_INSTRUCTION;
        return { state, until: { cpuMs: Math.max(0.1, used) } };
      }
      const instruction = program.code[state.pc];
      if (instruction === undefined) throw this.fatal('program counter out of range');
      state.pc++;
      this.budget--;
      const wants = this.perform(instruction);
      if (wants === undefined) continue;
      if (wants === 'child') continue;
      state.pc--;
      return { state, until: { readable: [wants.readable] } };
    }
  }

  /** @returns true: the child hasn't ended */
  private reap(): boolean {
    const { state } = this;
    if (state.waitsFor === null) return false;
    const { pid, as } = state.waitsFor;
    const ended = this.system.wait(pid);
    if (ended === AGAIN) return true;
    state.waitsFor = null;
    const code = ended === 'none' ? -1 : 'code' in ended.status ? ended.status.code : 256;
    if (state.phase !== 'closing') this.push(as === 'system' || as === 'close' ? code : 0);
    return false;
  }

  private perform(instruction: Instruction): Waits {
    const { state } = this;
    switch (instruction.op) {
      case 'push':
        this.push(instruction.value);
        return undefined;
      case 'pop':
        state.stack.pop();
        return undefined;
      case 'load':
        this.push(this.load(instruction.slot));
        return undefined;
      case 'field':
        this.push(this.field(toNumber(this.pop())));
        return undefined;
      case 'binary': {
        const right = this.pop();
        this.push(this.binary(instruction.operator, this.pop(), right));
        return undefined;
      }
      case 'jump':
        state.pc = instruction.to;
        return undefined;
      case 'jump if':
        if (truth(this.pop())) state.pc = instruction.to;
        return undefined;
      case 'jump unless':
        if (!truth(this.pop())) state.pc = instruction.to;
        return undefined;
      case 'matches record':
        this.push(compilePattern(instruction.source, { dialect: 'extended' }).test(this.record()) ? 1 : 0);
        return undefined;
      case 'assign':
        this.assign(instruction.target, instruction.operator);
        return undefined;
      case 'step':
        this.increment(instruction.target, instruction.by, instruction.after);
        return undefined;
      case 'print':
      case 'printf':
        this.print(instruction);
        return undefined;
      case 'end of rule':
      case 'begun':
        return this.nextRecord();
      case 'ended':
        state.phase = 'closing';
        return undefined;
      default:
        return this.performRare(instruction);
    }
  }

  private performRare(instruction: Instruction): Waits {
    const { state } = this;
    switch (instruction.op) {
      case 'not':
        this.push(truth(this.pop()) ? 0 : 1);
        return undefined;
      case 'truth':
        this.push(truth(this.pop()) ? 1 : 0);
        return undefined;
      case 'negate':
        this.push(-toNumber(this.pop()));
        return undefined;
      case 'plus':
        this.push(toNumber(this.pop()));
        return undefined;
      case 'match': {
        const pattern = dynamicPattern(this.popText());
        this.push(pattern.test(this.popText()) !== instruction.negated ? 1 : 0);
        return undefined;
      }
      case 'or':
      case 'and': {
        const value = truth(this.pop());
        if (value !== (instruction.op === 'or')) return undefined;
        this.push(value ? 1 : 0);
        state.pc = instruction.to;
        return undefined;
      }
      case 'range':
        if (state.ranges[instruction.index]) state.pc = instruction.to;
        return undefined;
      case 'range ends':
        state.ranges[instruction.index] = !truth(this.pop());
        return undefined;
      case 'call':
        this.call(instruction.name, instruction.count);
        return undefined;
      case 'builtin':
        return this.builtin(instruction);
      case 'getline':
        return this.getline(instruction);
      case 'next':
      case 'nextfile':
        if (instruction.op === 'nextfile') this.leaveFile();
        this.unwind();
        return this.nextRecord();
      case 'exit':
        this.exit();
        return undefined;
      case 'return':
        this.return();
        return undefined;
      default:
        this.arrays(instruction);
        return undefined;
    }
  }

  private binary(operator: string, left: Value, right: Value): Value {
    if (operator === ' ') return this.text(left) + this.text(right);
    const compare = comparisons[operator];
    if (compare !== undefined) return compare(compareValues(left, right, this.special('CONVFMT'))) ? 1 : 0;
    const divisor = toNumber(right);
    if (divisor === 0 && (operator === '/' || operator === '%')) {
      throw this.fatal(operator === '/' ? 'division by zero' : 'division by zero in %');
    }
    return arithmetic[operator]?.(toNumber(left), divisor) ?? 0;
  }

  private assign(target: Target, operator: string): void {
    let value = this.pop();
    const key = this.popTarget(target);
    if (operator !== '') value = this.binary(operator, this.read(target, key), value);
    this.write(target, key, value);
    this.push(value);
  }

  private increment(target: Target, by: number, after: boolean): void {
    const key = this.popTarget(target);
    const before = toNumber(this.read(target, key));
    this.write(target, key, before + by);
    this.push(after ? before : before + by);
  }

  private print(instruction: Extract<Instruction, { op: 'print' | 'printf' }>): void {
    const name = instruction.redirect === undefined ? undefined : this.popText();
    const values = this.popMany(instruction.count);
    const [format = null, ...rest] = values;
    let text: string;
    if (instruction.op === 'printf') text = formatPrintf(this.text(format), rest, this.special('CONVFMT'));
    else if (values.length === 0) text = this.record() + this.special('ORS');
    else {
      const numbers = this.special('OFMT');
      text = values.map((value) => toText(value, numbers)).join(this.special('OFS')) + this.special('ORS');
    }
    if (instruction.redirect === undefined || name === undefined) this.emit(1, text);
    else this.emit(this.stream(instruction.redirect, name)?.descriptor ?? 1, text);
  }

  private nextRecord(): Waits {
    const { state, program } = this;
    if (state.phase === 'begin') {
      if (program.onlyBegin) {
        state.phase = 'closing';
        return undefined;
      }
      state.phase = 'rules';
    }
    const record = this.mainRecord();
    if (record === AGAIN) return { readable: state.input?.descriptor ?? 0 };
    if (record === END) {
      state.phase = 'end';
      state.pc = program.end;
      return undefined;
    }
    this.countRecord();
    this.setRecord(record.text);
    state.pc = program.rules;
    return undefined;
  }

  private countRecord(): void {
    for (const index of [place.NR, place.FNR]) {
      const slot = { local: false, index };
      this.store(slot, toNumber(this.load(slot)) + 1);
    }
  }

  private unwind(): void {
    const { state } = this;
    state.stack = [];
    state.frames = [];
    state.iterations = [];
  }

  private exit(): void {
    const { state } = this;
    const value = this.pop();
    if (value !== null) state.exitCode = Math.trunc(toNumber(value)) & 255;
    this.unwind();
    if (state.phase === 'end') state.phase = 'closing';
    else {
      state.phase = 'end';
      state.pc = this.program.end;
    }
  }

  private call(name: string, count: number): void {
    const { state, program } = this;
    const callee = program.functions.get(name);
    if (callee === undefined) throw this.fatal(`function ${name} not defined`);
    if (state.frames.length >= FRAMES_MAX) throw this.fatal('function call nesting too deep');
    const cells = this.popMany(count).map((value): Cell => (isArray(value) ? { array: value.array } : value));
    while (cells.length < callee.parameters) cells.push(null);
    state.frames.push({
      returnTo: state.pc,
      cells,
      stack: state.stack.length,
      iterations: state.iterations.length,
    });
    state.pc = callee.entry;
  }

  private return(): void {
    const { state } = this;
    const value = this.pop();
    const frame = state.frames.pop();
    if (frame === undefined) throw this.fatal('return outside function body');
    state.stack.length = frame.stack;
    state.iterations.length = frame.iterations;
    this.push(value);
    state.pc = frame.returnTo;
  }

  /** The name stays on the stack until there is a line. */
  private getline(instruction: Extract<Instruction, { op: 'getline' }>): Waits {
    const { state } = this;
    const { from, target } = instruction;
    let stream: Stream | undefined;
    if (from !== 'input') {
      stream = this.stream(from, this.text(state.stack.at(-1) ?? null));
      if (stream?.source === undefined || stream.source === null) {
        this.pop();
        if (target) this.popTarget(target);
        this.push(-1);
        return undefined;
      }
    }
    this.flush();
    const record = stream?.source
      ? nextRecord(this.system, stream.source, recordEnd(this.special('RS')))
      : this.mainRecord();
    if (record === AGAIN) return { readable: stream?.descriptor ?? state.input?.descriptor ?? 0 };
    if (from !== 'input') this.pop();
    const key = target ? this.popTarget(target) : null;
    if (record !== END) {
      if (from === 'input') this.countRecord();
      else if (from === 'command') {
        const slot = { local: false, index: place.NR };
        this.store(slot, toNumber(this.load(slot)) + 1);
      }
      if (target) this.write(target, key, fromInput(record.text));
      else this.setRecord(record.text);
    }
    this.push(record === END ? 0 : 1);
    return undefined;
  }
}
