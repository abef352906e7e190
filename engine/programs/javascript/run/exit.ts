import type { Signal } from '../../../linux/signals.ts';

/** The program ends itself: with a code, or by a signal. */
export class Exit extends Error {
  readonly how: number | Signal;

  constructor(how: number | Signal) {
    super('the program ends itself');
    this.how = how;
  }
}
