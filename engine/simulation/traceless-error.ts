/** V8 has this limit on both hosts; the types of Workers don't know it. */
const errors: ErrorConstructor & { stackTraceLimit?: number } = Error;

/**
 * An error that is an answer, and no bug: nobody wants to know where it came about, and finding that out takes much
 * more time than all the rest of throwing it.
 */
export class TracelessError extends Error {
  constructor(message: string) {
    const limit = errors.stackTraceLimit;
    errors.stackTraceLimit = 0;
    super(message);
    errors.stackTraceLimit = limit;
  }
}
