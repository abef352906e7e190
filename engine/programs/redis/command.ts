import { bulk, bulks, type EmptyReply, integer, nothing, ok, type Protocol, type Reply } from './resp.ts';
import { type Store, WrongType } from './values/keyspace.ts';

/** What a command on data is done with. */
export interface Call {
  readonly store: Store;
  /** With the command's name. */
  readonly args: readonly string[];
  readonly protocol: Protocol;
  readonly random: () => number;
  readonly version: string;
  /** What is written into the log and sent to replicas in its place: the same, but without chance and the clock. */
  instead: readonly (readonly string[])[] | undefined;
}

/** A blocking command that found nothing waits until then; 0: for ever. */
export interface Block {
  readonly blockMs: number;
  /** What is tried again, where that isn't the same: `$` is a place that was meant at first. */
  readonly args?: readonly string[];
  readonly timedOut: EmptyReply;
}

/** A reply that takes more than a step yields now and then. */
export type Work = Generator<undefined, Reply>;

export interface Command {
  /** How many words it takes with its name; negative: at least so many. */
  readonly arity: number;
  readonly writes?: boolean;
  /** Where its keys are: the first, the last (negative: from the end), and the step. Default: one, the first argument. */
  readonly keys?: readonly [first: number, last: number, step: number];
  /** As ACLs know it, beside read and write. */
  readonly category: string;
  readonly run: (call: Call) => Reply | Block | Work;
}

export type Commands = Readonly<Record<string, Command>>;

export { bulk, bulks, integer, nothing, ok };

/** A complaint that is the reply. */
export class Refusal extends Error {}

export const notInteger = 'ERR value is not an integer or out of range';
const notFloat = 'ERR value is not a valid float';
export const syntaxError = 'ERR syntax error';

export function numberOf(text: string | undefined, problem = notInteger): number {
  if (!/^-?\d{1,19}$/.test(text ?? '')) throw new Refusal(problem);
  return Number(text);
}

/** A whole number of 64 bits. */
export function bigOf(text: string | undefined, problem = notInteger): bigint {
  if (!/^-?\d{1,19}$/.test(text ?? '') || /^-?0\d/.test(text ?? '')) throw new Refusal(problem);
  const value = BigInt(text ?? '');
  if (BigInt.asIntN(64, value) !== value) throw new Refusal(problem);
  return value;
}

export function floatOf(text: string | undefined, problem = notFloat): number {
  const word = (text ?? '').toLowerCase();
  if (/^[+-]?inf(?:inity)?$/.test(word))
    return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/.test(word)) throw new Refusal(problem);
  return Number(word);
}

export function arityProblem(
  command: { readonly arity: number },
  name: string,
  count: number,
): string | undefined {
  const fits = command.arity > 0 ? count === command.arity : count >= -command.arity;
  return fits ? undefined : `ERR wrong number of arguments for '${name}' command`;
}

/** Refusals become replies. */
export function answered<T>(action: () => T): T | Reply {
  try {
    return action();
  } catch (error) {
    if (error instanceof Refusal || error instanceof WrongType) return { error: error.message };
    throw error;
  }
}

/** The keys that a command names. */
export function keysOf(command: Command, args: readonly string[]): string[] {
  const [first, last, step] = command.keys ?? [1, 1, 1];
  if (first === 0) return [];
  if (step < 0) {
    // The number of keys stands before them.
    const from = first;
    const count = Number(args[from]) || 0;
    const own = from > 1 && last === 1 ? args.slice(1, 2) : [];
    return [...own, ...args.slice(from + 1, from + 1 + Math.max(0, count))];
  }
  const end = last < 0 ? args.length + last : Math.min(last, args.length - 1);
  const found: string[] = [];
  for (let at = first; at <= end; at += step) found.push(args[at] ?? '');
  return found;
}

/** The options of a command in capital letters, read one after the other. */
export class Options {
  readonly #args: readonly string[];
  at: number;

  constructor(args: readonly string[], from: number) {
    this.#args = args;
    this.at = from;
  }

  get done(): boolean {
    return this.at >= this.#args.length;
  }

  get left(): number {
    return this.#args.length - this.at;
  }

  next(): string {
    return (this.#args[this.at++] ?? '').toUpperCase();
  }

  /** What follows an option. @throws Refusal */
  value(): string {
    const value = this.#args[this.at++];
    if (value === undefined) throw new Refusal(syntaxError);
    return value;
  }

  number(): number {
    return numberOf(this.value());
  }
}
