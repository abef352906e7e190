import { pureFunctions, replace } from './builtins.ts';
import { type Instruction, place } from './code.ts';
import { dynamicPattern, splitRecord } from './fields.ts';
import { isArray } from './memory.ts';
import { Streams } from './streams.ts';
import { fromInput, toNumber, type Value } from './values.ts';

/** What an instruction waits for. */
export type Waits = { readonly readable: number } | 'child' | undefined;

/** The functions that awk brings along. */
export abstract class Functions extends Streams {
  protected builtin(instruction: Extract<Instruction, { op: 'builtin' }>): Waits {
    const { name, count, target } = instruction;
    const pure = pureFunctions[name];
    if (name === 'length' && count === 0) {
      this.push(this.record().length);
      return undefined;
    }
    if (pure !== undefined) {
      this.push(pure(this.popMany(count), this.special('CONVFMT')));
      return undefined;
    }
    if (name === 'sub' || name === 'gsub') {
      const replacement = this.popText();
      const regex = this.popText();
      const key = target ? this.popTarget(target) : this.pop();
      const before = this.text(target ? this.read(target, key) : key);
      const [text, replaced] = replace(before, regex, replacement, name === 'gsub');
      if (target && replaced > 0) this.write(target, key, text);
      this.push(replaced);
      return undefined;
    }
    return this.effect(instruction);
  }

  private effect(instruction: Extract<Instruction, { op: 'builtin' }>): Waits {
    const { state } = this;
    const values = this.popMany(instruction.count);
    const [first = null] = values;
    switch (instruction.name) {
      case 'length of':
        this.push(this.lengthOf(instruction));
        return undefined;
      case 'split':
        this.push(this.split(instruction, values));
        return undefined;
      case 'match':
        this.push(this.match(instruction, values));
        return undefined;
      case 'rand':
        state.seed = (Math.imul(state.seed, 1_664_525) + 1_013_904_223) >>> 0;
        this.push(state.seed / 4_294_967_296);
        return undefined;
      case 'srand':
        this.push(state.previousSeed);
        state.previousSeed = instruction.count === 0 ? Math.floor(this.system.now / 1000) : toNumber(first);
        state.seed = Math.imul(Math.trunc(state.previousSeed), 2_654_435_761) >>> 0;
        return undefined;
      case 'systime':
        this.push(Math.floor(this.system.now / 1000));
        return undefined;
      case 'system':
        this.flush();
        state.waitsFor = { pid: this.shell(this.text(first), [0, 1]), as: 'system' };
        return 'child';
      case 'close': {
        const pid = this.closeNamed(this.text(first));
        if (pid === undefined || pid === null) this.push(pid === null ? 0 : -1);
        else state.waitsFor = { pid, as: 'close' };
        return 'child';
      }
      default:
        this.flush();
        this.push(0);
        return undefined;
    }
  }

  private lengthOf(instruction: Extract<Instruction, { op: 'builtin' }>): number {
    if (instruction.array === undefined) return 0;
    if (isArray(this.cell(instruction.array))) return Object.keys(this.array(instruction.array)).length;
    return this.text(this.load(instruction.array)).length;
  }

  private split(instruction: Extract<Instruction, { op: 'builtin' }>, values: readonly Value[]): number {
    const [text = null, separator] = values;
    const pieces = splitRecord(
      this.text(text),
      separator === undefined ? this.special('FS') : this.text(separator),
      false,
    );
    if (instruction.array === undefined) return 0;
    const array = this.array(instruction.array);
    this.clear(array);
    pieces.forEach((piece, index) => {
      this.setElement(array, `$${index + 1}`, fromInput(piece));
    });
    return pieces.length;
  }

  private match(instruction: Extract<Instruction, { op: 'builtin' }>, values: readonly Value[]): number {
    const text = this.text(values[0] ?? null);
    const found = dynamicPattern(this.text(values[1] ?? null)).match(text);
    const [start = -1, end = -1] = found ?? [];
    this.store({ local: false, index: place.RSTART }, start + 1);
    this.store({ local: false, index: place.RLENGTH }, found === undefined ? -1 : end - start);
    if (instruction.array === undefined) return start + 1;
    const array = this.array(instruction.array);
    this.clear(array);
    for (let group = 0; found !== undefined && 2 * group < found.length; group++) {
      const from = found[2 * group] ?? -1;
      if (from >= 0) this.setElement(array, `$${group}`, fromInput(text.slice(from, found[2 * group + 1])));
    }
    return start + 1;
  }
}
