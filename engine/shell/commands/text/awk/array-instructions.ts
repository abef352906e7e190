import type { Instruction } from './code.ts';
import { Functions } from './functions.ts';
import { isArray } from './memory.ts';
import { type Cell, fromInput } from './values.ts';

/** Instructions on arrays. */
export abstract class ArrayInstructions extends Functions {
  protected arrays(instruction: Instruction): void {
    const { state } = this;
    switch (instruction.op) {
      case 'element':
      case 'in':
      case 'delete': {
        const key = this.popKey(instruction.keys);
        const array = this.array(instruction.array);
        if (instruction.op === 'element') this.push(this.element(array, key));
        else if (instruction.op === 'in') this.push(array[key] === undefined ? 0 : 1);
        else delete array[key];
        return;
      }
      case 'delete all':
        this.clear(this.array(instruction.array));
        return;
      case 'iterate':
        state.iterations.push({ keys: Object.keys(this.array(instruction.array)), at: 0 });
        return;
      case 'pop frame':
        state.iterations.pop();
        return;
      case 'next key': {
        const iteration = state.iterations.at(-1);
        const key = iteration?.keys[iteration.at];
        if (iteration === undefined || key === undefined) {
          state.iterations.pop();
          state.pc = instruction.to;
          return;
        }
        iteration.at++;
        this.store(instruction.slot, fromInput(key.slice(1)));
        return;
      }
      case 'argument': {
        const callee = this.program.functions.get(instruction.callee);
        if (callee?.arrays[instruction.index]) this.array(instruction.slot);
        const cell: Cell = this.cell(instruction.slot);
        if (isArray(cell)) this.push({ text: '', number: cell.array, ...cell });
        else this.push(this.load(instruction.slot));
        return;
      }
    }
  }
}
