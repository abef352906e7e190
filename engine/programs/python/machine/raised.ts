import type { Wait } from '../../../linux/system.ts';
import type { Instance } from './values.ts';

/** A Python exception on its way through the machine. */
export class Raised {
  readonly error: Instance;
  /** It goes on where it was: its traceback has this frame already. */
  readonly again: boolean;

  constructor(error: Instance, again = false) {
    this.error = error;
    this.again = again;
  }
}

/** A call can't be answered yet. The instruction is carried out again when what it waits for is there. */
export class Blocked {
  readonly until: Wait;

  constructor(until: Wait) {
    this.until = until;
  }
}

/** The process ends at once: os._exit, or a signal. */
export class Ended {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}
