import type { Environment, FunctionCode } from '../code.ts';
import type { Closure } from '../values/functions.ts';
import type { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

/** What becomes of the value that a function returns. */
export type After =
  /** The caller gets it. */
  | { readonly do: 'push' }
  /** The caller gets this instead: of setters. */
  | { readonly do: 'answer'; readonly value: Value }
  /** The caller gets nothing. */
  | { readonly do: 'drop' }
  /** The caller gets the new object, unless the constructor returned another. */
  | { readonly do: 'construct'; readonly object: JsObject; readonly after: After }
  /** An async function: its promise is resolved. `detached`: its caller has got the promise already. */
  | { readonly do: 'async'; readonly promise: JsObject; readonly detached: boolean }
  | { readonly do: 'generator'; readonly generator: JsObject }
  /** A handler of a promise: the promise after it is resolved. */
  | { readonly do: 'settle'; readonly promise: JsObject }
  /** Nobody waits for it. */
  | { readonly do: 'task' }
  /** Native code waits for it. */
  | { readonly do: 'nested' };

export const PUSH: After = { do: 'push' };
export const TASK: After = { do: 'task' };
export const NESTED: After = { do: 'nested' };

/** Where to go when something is thrown. */
export interface Handler {
  readonly target: number;
  readonly depth: number;
  readonly environment: Environment;
}

/** A call of a function that is under way. */
export class Frame {
  readonly code: FunctionCode;
  pc = 0;
  stack: Value[] = [];
  environment: Environment;
  readonly callee: Closure | undefined;
  args: readonly Value[];
  handlers: Handler[] = [];
  /** What `return` gave, while finally blocks run. */
  result: Value = undefined;
  after: After;

  constructor(
    code: FunctionCode,
    environment: Environment,
    callee: Closure | undefined,
    args: readonly Value[],
    after: After,
  ) {
    this.code = code;
    this.environment = environment;
    this.callee = callee;
    this.args = args;
    this.after = after;
  }

  pop(): Value {
    return this.stack.pop();
  }

  push(value: Value): void {
    this.stack.push(value);
  }

  top(): Value {
    return this.stack[this.stack.length - 1];
  }
}
