import type { Publisher } from '../../simulation/publisher.ts';
import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { LOG_CHARACTERS_MAX, LOG_CHUNK_CHARACTERS, LOG_LINE_BYTES_MAX } from '../limits.ts';
import type { DockerMessage } from '../messages.ts';

/** A line of a log, with its newline unless it was too long for one. */
export type LogEntry = readonly [timeMs: number, stream: 1 | 2, text: string];

interface LogState {
  first: number;
  /** One after the last. */
  next: number;
  characters: number;
  /** What came since the last newline, by stream, as Latin-1. */
  partial: Record<string, string>;
}

interface Chunk {
  readonly entries: LogEntry[];
  characters: number;
}

const NEWLINE = 10;

/** What lines and bytes take of our time, in lines and bytes an instruction. */
const LINES_PER_INSTRUCTION = 8;
const BYTES_PER_INSTRUCTION = 64;

const UTF8 = new TextDecoder();

/** The logs of all containers, as the driver json-file keeps them: line by line. */
export class Logs {
  readonly #simulation: Simulation;
  readonly #publisher: Publisher<DockerMessage>;
  readonly #states: Records<LogState>;
  readonly #chunks: Records<Chunk>;

  constructor(simulation: Simulation, publisher: Publisher<DockerMessage>) {
    this.#simulation = simulation;
    this.#publisher = publisher;
    this.#states = simulation.records.of('docker_log_states');
    this.#chunks = simulation.records.of('docker_logs');
  }

  /** @param max characters that are kept, at most */
  write(id: string, stream: 1 | 2, bytes: Uint8Array, max = LOG_CHARACTERS_MAX): void {
    const state = this.#state(id);
    let line = fromLatin1(state.partial[stream] ?? '');
    let start = 0;
    let lines = 0;
    for (let end = 0; end < bytes.length; end++) {
      const isFull = line.length + end - start + 1 >= LOG_LINE_BYTES_MAX;
      if (bytes[end] !== NEWLINE && !isFull) continue;
      this.#add(id, state, stream, concat(line, bytes.subarray(start, end + 1)));
      line = new Uint8Array();
      start = end + 1;
      lines++;
    }
    this.#simulation.work(lines / LINES_PER_INSTRUCTION + bytes.length / BYTES_PER_INSTRUCTION);
    state.partial[stream] = toLatin1(concat(line, bytes.subarray(start)));
    this.#trim(id, state, Math.min(max, LOG_CHARACTERS_MAX));
    this.#states.set(id, state);
  }

  /** What is left without a newline when the process has ended. */
  end(id: string): void {
    const state = this.#states.get(id);
    if (state === undefined) return;
    for (const stream of [1, 2] as const) {
      const rest = state.partial[stream] ?? '';
      if (rest !== '') this.#add(id, state, stream, fromLatin1(rest));
    }
    state.partial = {};
    this.#states.set(id, state);
  }

  /** All entries, the oldest first. */
  *entries(id: string): Iterable<LogEntry> {
    const { first, next } = this.#states.get(id) ?? { first: 0, next: 0 };
    for (let number = first; number < next; number++) {
      yield* this.#chunks.get(`${id}/${number}`)?.entries ?? [];
    }
  }

  remove(id: string): void {
    const { first, next } = this.#states.get(id) ?? { first: 0, next: 0 };
    for (let number = first; number < next; number++) this.#chunks.delete(`${id}/${number}`);
    this.#states.delete(id);
  }

  #state(id: string): LogState {
    return this.#states.get(id) ?? { first: 0, next: 0, characters: 0, partial: {} };
  }

  #add(id: string, state: LogState, stream: 1 | 2, line: Uint8Array): void {
    const text = UTF8.decode(line);
    const entry: LogEntry = [this.#simulation.now(), stream, text];
    const last = `${id}/${state.next - 1}`;
    const chunk = state.next > state.first ? this.#chunks.get(last) : undefined;
    if (chunk === undefined || chunk.characters + text.length > LOG_CHUNK_CHARACTERS) {
      this.#chunks.set(`${id}/${state.next}`, { entries: [entry], characters: text.length });
      state.next++;
    } else {
      chunk.entries.push(entry);
      chunk.characters += text.length;
      this.#chunks.set(last, chunk);
    }
    state.characters += text.length;
    this.#publisher.emit(`log/${id}`, { is: 'log', entry });
  }

  #trim(id: string, state: LogState, max: number): void {
    while (state.characters > max && state.first < state.next - 1) {
      const key = `${id}/${state.first}`;
      state.characters -= this.#chunks.get(key)?.characters ?? 0;
      this.#chunks.delete(key);
      state.first++;
    }
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
