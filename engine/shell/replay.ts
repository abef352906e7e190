import { TracelessError } from '../simulation/traceless-error.ts';
import type { JournalEntry, Piece } from './frame-kinds.ts';
import type { CommandPart } from './syntax/tree.ts';

/** Thrown inside an expansion: a command has to run first. */
export class Suspended extends TracelessError {
  readonly part: CommandPart;
  /** Where its output belongs in the journal. */
  readonly depth: number;

  constructor(part: CommandPart, depth: number) {
    super('suspended');
    this.part = part;
    this.depth = depth;
  }
}

/**
 * Lets ordinary code wait for commands in the middle: it is left with an exception, and run again from its start
 * when their output is there. What was done `once` is noted in a journal, and not done again.
 */
export class Replay {
  readonly journal: JournalEntry[];
  #at = 0;
  #depth = 0;

  constructor(journal: JournalEntry[]) {
    this.journal = journal;
  }

  effect(run: () => void): void {
    this.#note(() => {
      run();
      return { text: '' };
    });
  }

  text(run: () => string): string {
    return this.#note(() => ({ text: run() })).text ?? '';
  }

  pieces(run: () => Piece[]): readonly Piece[] {
    return this.#note(() => ({ pieces: run() })).pieces ?? [];
  }

  /** The output of a command: it was noted by who ran it. */
  output(part: CommandPart): string {
    const noted = this.journal[this.#at];
    if (noted?.text === undefined) throw new Suspended(part, this.#depth);
    this.#at++;
    return noted.text;
  }

  #note(run: () => Omit<JournalEntry, 'depth'>): JournalEntry {
    const start = this.#at;
    const noted = this.journal[start];
    if (noted !== undefined && noted.depth === this.#depth) {
      this.#at++;
      return noted;
    }
    this.#depth++;
    const value = run();
    this.#depth--;
    const entry = { depth: this.#depth, ...value };
    this.journal.length = start;
    this.journal.push(entry);
    this.#at = start + 1;
    return entry;
  }
}
