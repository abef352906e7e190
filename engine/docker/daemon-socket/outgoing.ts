import { type Headers, reasons } from '../../programs/http/message.ts';
import { httpDate } from '../../programs/timestamps.ts';
import type { SocketAnswer } from './port.ts';

/** An answer that its client doesn't take is given up when so much of it waits, in bytes. */
const WAITING_BYTES_MAX = 8_388_608;

/** What is written to the connection at once. */
const PIECE_BYTES = 65_536;

const encoder = new TextEncoder();
const NOTHING = new Uint8Array();

/** How the client has asked. */
interface Asked {
  readonly isHead: boolean;
  /** HTTP/1.0 knows no pieces. */
  readonly knowsPieces: boolean;
  readonly closes: boolean;
}

/** An answer of the daemon on its way to a client, as Go's server sends it. */
export class Outgoing implements SocketAnswer {
  /** Called when the client has gone before the end. */
  abandon: () => void = () => {};
  /** Those of the daemon's messages that it waits for. */
  subscriptions = 0;
  ended = false;
  /** It says that the request makes no sense. */
  refuses = false;
  readonly #asked: Asked;
  readonly #now: () => number;
  readonly #changed: () => void;
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #inPieces = false;
  #closes: boolean;

  /** @param changed told when there is something to send */
  constructor(asked: Asked, now: () => number, changed: () => void) {
    this.#asked = asked;
    this.#now = now;
    this.#changed = changed;
    this.#closes = asked.closes;
  }

  /** Nothing else comes over the connection. */
  get closes(): boolean {
    return this.#closes;
  }

  /** Its client is too slow. */
  get isTooMuch(): boolean {
    return this.#waitingBytes > WAITING_BYTES_MAX;
  }

  begin(status: number, headers: Headers, length: number | undefined, isRaw = false): void {
    const hasBody = !this.#asked.isHead && status !== 204 && status !== 304;
    this.#inPieces = hasBody && length === undefined && this.#asked.knowsPieces && !isRaw;
    if (hasBody && length === undefined && !this.#inPieces) this.#closes = true;
    const sorted = [...headers].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = [
      `HTTP/1.1 ${status} ${reasons[status] ?? 'Unknown'}`,
      ...sorted.map(([name, value]) => `${name}: ${value}`),
      ...(isRaw ? [] : [`Date: ${httpDate(this.#now())}`]),
      ...(hasBody && length !== undefined ? [`Content-Length: ${length}`] : []),
      ...(this.#closes && !isRaw ? ['Connection: close'] : []),
      ...(this.#inPieces ? ['Transfer-Encoding: chunked'] : []),
    ];
    this.#send(encoder.encode(`${lines.join('\r\n')}\r\n\r\n`));
  }

  write(bytes: Uint8Array): void {
    if (this.#asked.isHead || bytes.length === 0) return;
    if (this.#inPieces) this.#send(encoder.encode(`${bytes.length.toString(16)}\r\n`));
    this.#send(bytes);
    if (this.#inPieces) this.#send(encoder.encode('\r\n'));
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.#send(this.#inPieces ? encoder.encode('0\r\n\r\n') : NOTHING);
  }

  /** Sends what there is room for. @param send @returns false: no more for now */
  flush(send: (bytes: Uint8Array) => boolean): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || !send(next)) return;
      this.#waiting.shift();
      this.#waitingBytes -= next.length;
    }
  }

  /** All of it is on its way. */
  get isSent(): boolean {
    return this.ended && this.#waiting.length === 0;
  }

  #send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#waiting.push(bytes.subarray(at, at + PIECE_BYTES));
    }
    this.#waitingBytes += bytes.length;
    this.#changed();
  }
}
