/** Tells what goes on: one line that moves on a terminal, whole lines elsewhere. */
export class Progress {
  readonly #isTerminal = process.stdout.isTTY;
  #began = performance.now();
  #title = '';

  start(title: string): void {
    this.#began = performance.now();
    this.#title = title;
    if (this.#isTerminal) process.stdout.write(`  ${title} …`);
  }

  step(done: number, all: number, what: string): void {
    if (this.#isTerminal) process.stdout.write(`\r\x1b[K  ${this.#title} … ${done}/${all} ${what}`);
  }

  finish(result: string): void {
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(2);
    process.stdout.write(`${this.#isTerminal ? '\r\x1b[K' : ''}  ${result.padEnd(56)} ${seconds} s\n`);
  }
}
