import { type Instruction, type Slot, special } from './code.ts';

type Jump = { -readonly [Key in 'op' | 'to']: Extract<Instruction, { to: number }>[Key] };

/** Instructions as they are written, and the places of variables. */
export class CodeWriter {
  protected readonly code: Instruction[] = [];
  protected readonly globals = new Map<string, number>(special.map((name, index) => [name, index]));
  protected readonly functions = new Map<string, { entry: number; parameters: number; arrays: boolean[] }>();
  protected locals = new Map<string, number>();
  protected current: string | undefined;
  /** Parameters that are passed on: where they are arrays, so are these. */
  protected readonly passedOn: { from: string; parameter: number; to: string; index: number }[] = [];

  protected emit(instruction: Instruction): number {
    this.code.push(instruction);
    return this.code.length - 1;
  }

  protected jump(op: Jump['op'] & ('jump' | 'jump if' | 'jump unless' | 'or' | 'and'), to = -1): number {
    return this.emit({ op, to });
  }

  /** A jump that was emitted before goes here, or to another place. */
  protected land(jump: number, to = this.code.length): void {
    const instruction = this.code[jump];
    if (instruction !== undefined && 'to' in instruction) this.code[jump] = { ...instruction, to };
  }

  protected slot(name: string): Slot {
    const local = this.locals.get(name);
    if (local !== undefined) return { local: true, index: local };
    let index = this.globals.get(name);
    if (index === undefined) {
      index = this.globals.size;
      this.globals.set(name, index);
    }
    return { local: false, index };
  }

  protected array(name: string): Slot {
    const slot = this.slot(name);
    const own = this.current === undefined ? undefined : this.functions.get(this.current);
    if (slot.local && own) own.arrays[slot.index] = true;
    return slot;
  }
}
