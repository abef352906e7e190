import type { System } from '../../../../linux/system.ts';
import { exhausted, fail } from '../../command.ts';
import { type Compiled, place, type Slot, type Target } from './code.ts';
import { joinFields, splitRecord } from './fields.ts';
import { toText } from './format.ts';
import type { AwkState } from './state.ts';
import { type AwkArray, type Cell, fromInput, toNumber, type Value } from './values.ts';

/** What a program may keep: elements of arrays, bytes of a text, fields of a record. */
const ELEMENTS_MAX = 200_000;
const TEXT_BYTES_MAX = 4_194_304;
const FIELDS_MAX = 65_536;
/** Going through so many bytes counts as an instruction. */
const BYTES_PER_INSTRUCTION = 256;

/** The variables, arrays and fields of a program. */
export class Memory {
  readonly state: AwkState;
  protected readonly system: System;
  protected readonly program: Compiled;
  /** Instructions that may still run in this step. */
  protected budget = 0;

  constructor(system: System, program: Compiled, state: AwkState) {
    this.system = system;
    this.program = program;
    this.state = state;
  }

  protected fatal(message: string): Error {
    return fail(this.system, message, 2);
  }

  pop(): Value {
    return this.state.stack.pop() ?? null;
  }

  push(value: Value): void {
    if (typeof value === 'string') {
      if (value.length > TEXT_BYTES_MAX) throw exhausted(this.system, 2, 'out of memory');
      this.budget -= Math.floor(value.length / BYTES_PER_INSTRUCTION);
    }
    this.state.stack.push(value);
  }

  text(value: Value): string {
    return toText(value, this.special('CONVFMT'));
  }

  popText(): string {
    return this.text(this.pop());
  }

  popMany(count: number): Value[] {
    return count === 0 ? [] : this.state.stack.splice(-count);
  }

  special(name: keyof typeof place): string {
    const cell = this.state.globals[place[name]];
    return toText(isArray(cell) ? null : (cell ?? null), '%.6g');
  }

  cell(slot: Slot): Cell {
    const cells = slot.local ? this.state.frames.at(-1)?.cells : this.state.globals;
    return cells?.[slot.index] ?? null;
  }

  setCell(slot: Slot, value: Cell): void {
    const cells = slot.local ? this.state.frames.at(-1)?.cells : this.state.globals;
    if (cells) cells[slot.index] = value;
  }

  load(slot: Slot): Value {
    if (!slot.local && slot.index === place.NF) return this.fields().length;
    const cell = this.cell(slot);
    if (isArray(cell)) throw this.fatal(`can't read value of array`);
    return cell;
  }

  store(slot: Slot, value: Value): void {
    if (isArray(this.cell(slot))) throw this.fatal(`can't assign to array`);
    this.setCell(slot, value);
    if (!slot.local && slot.index === place.NF) this.setFieldCount(toNumber(value));
  }

  newArray(): { readonly array: number } {
    const id = this.state.nextArray++;
    this.state.arrays[id] = {};
    return { array: id };
  }

  array(slot: Slot): AwkArray {
    let cell = this.cell(slot);
    if (cell === null) {
      cell = this.newArray();
      this.setCell(slot, cell);
    }
    const array = isArray(cell) ? this.state.arrays[cell.array] : undefined;
    if (array === undefined) throw this.fatal(`can't use a scalar as array`);
    return array;
  }

  popKey(count: number): string {
    return `$${this.popMany(count)
      .map((key) => this.text(key))
      .join(this.special('SUBSEP'))}`;
  }

  element(array: AwkArray, key: string): Value {
    const value = array[key];
    if (value !== undefined) return value;
    this.setElement(array, key, null);
    return null;
  }

  setElement(array: AwkArray, key: string, value: Value): void {
    if (array[key] === undefined && ++this.state.elements > ELEMENTS_MAX)
      throw exhausted(this.system, 2, 'out of memory');
    array[key] = value;
  }

  clear(array: AwkArray): void {
    for (const key of Object.keys(array)) delete array[key];
  }

  fields(): Value[] {
    const { state } = this;
    state.fields ??= splitRecord(state.record, this.special('FS'), this.special('RS') === '').map(fromInput);
    return state.fields;
  }

  field(index: number): Value {
    if (index < 0 || Number.isNaN(index)) throw this.fatal(`attempt to access field ${index}`);
    if (index === 0) return fromInput(this.record());
    return this.fields()[Math.trunc(index) - 1] ?? null;
  }

  record(): string {
    const { state } = this;
    if (state.stale) {
      state.record = joinFields(this.fields(), this.special('OFS'), this.special('CONVFMT'));
      state.stale = false;
    }
    return state.record;
  }

  setRecord(record: string): void {
    this.state.record = record;
    this.state.fields = null;
    this.state.stale = false;
  }

  setField(index: number, value: Value): void {
    if (index === 0) {
      this.setRecord(this.text(value));
      return;
    }
    if (index < 0 || index > FIELDS_MAX) throw this.fatal(`attempt to access field ${index}`);
    const fields = this.fields();
    while (fields.length < index - 1) fields.push('');
    fields[Math.trunc(index) - 1] = value;
    this.state.stale = true;
  }

  private setFieldCount(count: number): void {
    if (count < 0 || count > FIELDS_MAX) throw this.fatal(`attempt to set NF to ${count}`);
    const fields = this.fields();
    while (fields.length < count) fields.push('');
    fields.length = Math.trunc(count);
    this.state.stale = true;
  }

  /** What a target holds, whose index or key is given. */
  read(target: Target, key: Value | string): Value {
    if (target.kind === 'variable') return this.load(target.slot);
    if (target.kind === 'field') return this.field(toNumber(key));
    return this.element(this.array(target.array), this.text(key));
  }

  write(target: Target, key: Value | string, value: Value): void {
    if (target.kind === 'variable') this.store(target.slot, value);
    else if (target.kind === 'field') this.setField(toNumber(key), value);
    else this.setElement(this.array(target.array), this.text(key), value);
  }

  /** Takes the index or key of a target off the stack. */
  popTarget(target: Target): Value {
    if (target.kind === 'variable') return null;
    return target.kind === 'field' ? this.pop() : this.popKey(target.keys);
  }
}

export function isArray(cell: Cell | undefined): cell is { readonly array: number } {
  return typeof cell === 'object' && cell !== null && 'array' in cell;
}
