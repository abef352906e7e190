import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { IoMode } from './disk.ts';
import type { NamespaceType } from './process.ts';

/** Devices that need no driver of their own. */
export type PlainDevice = 'null' | 'zero' | 'full' | 'random' | 'kmsg';

/** What an open file description refers to. */
export type OpenTarget =
  | {
      readonly is: 'file';
      readonly filesystem: string;
      readonly inode: number;
      readonly path: string;
      readonly read: boolean;
      readonly write: boolean;
      readonly append: boolean;
      readonly mode: IoMode;
    }
  /** Of a synthetic file system: what it said when it was opened. */
  | { readonly is: 'text'; readonly path: string; readonly text: string; readonly writable: boolean }
  /** Of a synthetic file system. */
  | { readonly is: 'folder'; readonly path: string }
  | { readonly is: 'pipe'; readonly pipe: string; readonly end: 'read' | 'write' }
  | { readonly is: 'terminal'; readonly terminal: string }
  /** Whoever started the process reads its output: see `Kernel.onOutput`. */
  | { readonly is: 'sink'; readonly sink: string; readonly stream: 1 | 2 }
  | { readonly is: 'socket'; readonly socket: string }
  | { readonly is: 'namespace'; readonly type: NamespaceType; readonly inode: number }
  | { readonly is: 'device'; readonly device: PlainDevice };

interface OpenFile {
  readonly target: OpenTarget;
  /** Descriptors that refer to it, in all processes. */
  references: number;
  /** Of files: where the next read or write is. */
  offset: number;
}

/** The open file descriptions (open(2)) of all hosts: what descriptors refer to. */
export class OpenFiles {
  readonly #files: Records<OpenFile>;
  readonly #next: Records<number>;

  constructor(simulation: Simulation) {
    this.#files = simulation.records.of('open_files');
    this.#next = simulation.records.of('open_file_counters');
  }

  /** A number that no other open file, pipe or terminal has. */
  takeId(): string {
    const id = this.#next.get('next') ?? 1;
    this.#next.set('next', id + 1);
    return String(id);
  }

  /** Without references yet. */
  add(target: OpenTarget): string {
    const id = this.takeId();
    this.#files.set(id, { target, references: 0, offset: 0 });
    return id;
  }

  *targets(): Iterable<OpenTarget> {
    for (const { target } of this.#files.values()) yield target;
  }

  target(id: string): OpenTarget | undefined {
    return this.#files.get(id)?.target;
  }

  offset(id: string): number {
    return this.#files.get(id)?.offset ?? 0;
  }

  setOffset(id: string, offset: number): void {
    const file = this.#files.get(id);
    if (file === undefined || file.offset === offset) return;
    file.offset = offset;
    this.#files.set(id, file);
  }

  refer(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    file.references++;
    this.#files.set(id, file);
  }

  /** @returns what is to be closed, where that was the last reference */
  release(id: string): OpenTarget | undefined {
    const file = this.#files.get(id);
    if (file === undefined) return undefined;
    file.references--;
    if (file.references > 0) {
      this.#files.set(id, file);
      return undefined;
    }
    this.#files.delete(id);
    return file.target;
  }
}
