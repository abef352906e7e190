/** Lets calls run one after the other, each with an aftermath that is over before the next one's turn. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Calls under way or waiting. */
  get waiting(): number {
    return this.#waiting;
  }

  /** @param aftermath must not throw; it runs after the answer, whether that was good or bad */
  take<R>(call: () => Promise<R>, aftermath: () => Promise<void>): Promise<R> {
    this.#waiting++;
    const turn = this.#last.then(call).finally(() => {
      this.#waiting--;
    });
    this.#last = turn.then(aftermath, aftermath);
    return turn;
  }
}
