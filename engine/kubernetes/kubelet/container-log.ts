import { packed, unpacked } from '../../filesystem/packed.ts';
import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** What is kept of the log of a container's instance: the newest so many characters (containerLogMaxSize). */
const LOG_CHARS_MAX = 10_485_760;
/** Characters in a record. */
const PIECE_CHARS = 16_384;
/** containerd's max_container_log_line_size: longer lines come in parts. */
const LINE_BYTES_MAX = 16_384;

type Stream = 1 | 2;

/** Where the log of an instance stands, as it is stored with it. */
export interface LogTail {
  /** Numbers of the first and of the last record. */
  first: number;
  last: number;
  /** What came after the last line feed of each stream, a character a byte. */
  unfinished: Partial<Record<Stream, string>>;
}

/** A line of a container's log. */
export interface LogLine {
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  /** False: the line goes on in the next entry. */
  readonly full: boolean;
  readonly text: string;
}

/** The logs of containers in the format of the CRI: a time, a stream, a tag and the text. */
export class ContainerLogs {
  readonly #pieces: Records<string>;
  readonly #now: () => number;
  readonly #decoder = new TextDecoder();

  constructor(simulation: Simulation) {
    this.#pieces = simulation.records.of('kubelet_logs');
    this.#now = simulation.now;
  }

  begin(): LogTail {
    return { first: 0, last: 0, unfinished: {} };
  }

  append(id: string, tail: LogTail, stream: Stream, bytes: Uint8Array): void {
    let rest = (tail.unfinished[stream] ?? '') + packed(bytes);
    let from = 0;
    for (;;) {
      const feed = rest.indexOf('\n', from);
      const end = feed === -1 ? rest.length : feed;
      if (end - from > LINE_BYTES_MAX) {
        this.#write(id, tail, stream, 'P', rest.slice(from, from + LINE_BYTES_MAX));
        from += LINE_BYTES_MAX;
      } else if (feed === -1) break;
      else {
        this.#write(id, tail, stream, 'F', rest.slice(from, feed));
        from = feed + 1;
      }
    }
    rest = rest.slice(from);
    if (rest === '') delete tail.unfinished[stream];
    else tail.unfinished[stream] = rest;
  }

  /** The process has ended: what it left unfinished is a line, too. */
  finish(id: string, tail: LogTail): void {
    for (const stream of [1, 2] as const) {
      const rest = tail.unfinished[stream];
      if (rest !== undefined) this.#write(id, tail, stream, 'P', rest);
    }
    tail.unfinished = {};
  }

  /** The log as it lies on the node. */
  text(id: string, { first, last }: LogTail): string {
    let text = '';
    for (let number = first; number <= last; number++) text += this.#pieces.get(`${id}/${number}`) ?? '';
    return text;
  }

  remove(id: string, { first, last }: LogTail): void {
    for (let number = first; number <= last; number++) this.#pieces.delete(`${id}/${number}`);
  }

  #write(id: string, tail: LogTail, stream: Stream, tag: 'F' | 'P', line: string): void {
    const time = `${new Date(this.#now()).toISOString().slice(0, -1)}000000Z`;
    const text = this.#decoder.decode(unpacked(line));
    const entry = `${time} ${stream === 1 ? 'stdout' : 'stderr'} ${tag} ${text}\n`;
    let piece = this.#pieces.get(`${id}/${tail.last}`) ?? '';
    if (piece.length > 0 && piece.length + entry.length > PIECE_CHARS) {
      tail.last++;
      piece = '';
      if ((tail.last - tail.first) * PIECE_CHARS >= LOG_CHARS_MAX) {
        this.#pieces.delete(`${id}/${tail.first++}`);
      }
    }
    this.#pieces.set(`${id}/${tail.last}`, piece + entry);
  }
}

/** The entries of a log in the CRI's format. */
export function logLines(text: string): LogLine[] {
  const lines: LogLine[] = [];
  for (const entry of text.split('\n')) {
    const [time = '', stream, tag] = entry.split(' ', 3);
    if (stream === undefined || tag === undefined) continue;
    lines.push({
      atMs: Date.parse(time),
      stream: stream === 'stdout' ? 'stdout' : 'stderr',
      full: tag === 'F',
      text: entry.slice(time.length + stream.length + tag.length + 3),
    });
  }
  return lines;
}
