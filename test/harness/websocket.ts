import { WebSocket } from 'ws';

/** A WebSocket to a server, and all that it has said. */
export class TestWebSocket {
  readonly #socket: WebSocket;
  #said = '';
  /** Text messages: output is binary. */
  readonly told: string[] = [];
  #wake = () => {};
  #isOver = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.#said += String(data);
      else this.told.push(String(data));
      this.#wake();
    });
    socket.on('close', () => {
      this.#isOver = true;
      this.#wake();
    });
  }

  /** @returns the status and the body of an answer that is no WebSocket */
  static open(
    url: string,
    headers: Record<string, string> = {},
  ): Promise<TestWebSocket | { status: number; text: string }> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    const opened = new TestWebSocket(socket);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(opened));
      socket.on('error', reject);
      socket.on('unexpected-response', (_request, answer) => {
        let text = '';
        answer.on('data', (data) => {
          text += data;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
    });
  }

  /** @throws Error where the server has given none */
  static async opened(url: string, headers: Record<string, string> = {}): Promise<TestWebSocket> {
    const opened = await TestWebSocket.open(url, headers);
    if (opened instanceof TestWebSocket) return opened;
    throw new Error(`${opened.status}: ${opened.text}`);
  }

  send(message: string | Uint8Array): void {
    this.#socket.send(message);
  }

  close(): void {
    this.#socket.close();
  }

  /** Waits until it has said that. @returns all that it has said */
  async until(words: string | RegExp): Promise<string> {
    while (!this.#isOver && this.#said.search(words) < 0) await this.#change();
    return this.#said;
  }

  /** All that it has said until its end. */
  async end(): Promise<string> {
    while (!this.#isOver) await this.#change();
    return this.#said;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
