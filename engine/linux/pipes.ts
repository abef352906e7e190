import { packed, unpacked } from '../filesystem/packed.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { AGAIN, type Again } from './system.ts';

/** What a pipe holds before its writers wait (pipe(7)). */
const PIPE_BYTES = 65_536;

interface Pipe {
  /** Bytes not read yet, as text of one character each. */
  data: string;
  readers: number;
  writers: number;
  /** A FIFO that nobody has opened for writing yet doesn't end. */
  awaitsWriter: boolean;
}

/** The pipes and FIFOs of all hosts. */
export class Pipes {
  readonly #pipes: Records<Pipe>;
  readonly #wake: (pipe: string) => void;

  /** @param wake told when a pipe can be read from, or has room again */
  constructor(simulation: Simulation, wake: (pipe: string) => void) {
    this.#pipes = simulation.records.of('pipes');
    this.#wake = wake;
  }

  make(id: string, awaitsWriter = false): void {
    if (this.#pipes.has(id)) return;
    this.#pipes.set(id, { data: '', readers: 0, writers: 0, awaitsWriter });
  }

  open(id: string, end: 'read' | 'write'): void {
    const pipe = this.#get(id);
    if (end === 'read') pipe.readers++;
    else {
      pipe.writers++;
      pipe.awaitsWriter = false;
    }
    this.#pipes.set(id, pipe);
  }

  close(id: string, end: 'read' | 'write'): void {
    const pipe = this.#get(id);
    if (end === 'read') pipe.readers--;
    else pipe.writers--;
    if (pipe.readers <= 0 && pipe.writers <= 0) this.#pipes.delete(id);
    else this.#pipes.set(id, pipe);
    this.#wake(id);
  }

  read(id: string, max: number): Uint8Array | Again {
    const pipe = this.#get(id);
    if (pipe.data === '') return pipe.writers > 0 || pipe.awaitsWriter ? AGAIN : new Uint8Array();
    const taken = pipe.data.slice(0, max);
    const wasFull = pipe.data.length > PIPE_BYTES;
    pipe.data = pipe.data.slice(max);
    this.#pipes.set(id, pipe);
    if (wasFull && pipe.data.length <= PIPE_BYTES) this.#wake(id);
    return unpacked(taken);
  }

  /** @returns false where nobody reads any more */
  write(id: string, bytes: Uint8Array): boolean {
    const pipe = this.#get(id);
    if (pipe.readers === 0 && !pipe.awaitsWriter) return false;
    if (bytes.length === 0) return true;
    pipe.data += packed(bytes);
    this.#pipes.set(id, pipe);
    this.#wake(id);
    return true;
  }

  readable(id: string): boolean {
    const pipe = this.#pipes.get(id);
    return pipe === undefined || pipe.data !== '' || (pipe.writers <= 0 && !pipe.awaitsWriter);
  }

  /** True while a writer has to wait. */
  full(id: string): boolean {
    const pipe = this.#pipes.get(id);
    return pipe !== undefined && pipe.readers > 0 && pipe.data.length > PIPE_BYTES;
  }

  #get(id: string): Pipe {
    const pipe = this.#pipes.get(id);
    if (pipe === undefined) throw new Error(`no pipe ${id}`);
    return pipe;
  }
}
