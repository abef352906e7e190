import type { Reply } from './resp.ts';
import type { Store } from './store.ts';

/** What a command is done with. */
export interface Call {
  readonly store: Store;
  readonly args: readonly string[];
}

export interface Command {
  /** How many words it takes with its name; negative: at least so many. */
  readonly arity: number;
  readonly writes?: boolean;
  readonly run: (call: Call) => Reply;
}

export class Refusal extends Error {}

export const integer = (value: number): Reply => ({ integer: value });
export const bulk = (text: string | null | undefined): Reply => ({ bulk: text ?? null });
export const bulks = (texts: readonly (string | null)[]): Reply => ({
  list: texts.map((text) => bulk(text)),
});
const notInteger = 'ERR value is not an integer or out of range';
export const syntaxError = 'ERR syntax error';

export function numberOf(text: string | undefined): number {
  if (!/^-?\d{1,15}$/.test(text ?? '')) throw new Refusal(notInteger);
  return Number(text);
}

/** Runs a command; what is wrong with it becomes its reply. */
export function run(command: Command, call: Call): Reply {
  try {
    return command.run(call);
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && error.message.startsWith('WRONGTYPE'))) {
      return { error: error.message };
    }
    throw error;
  }
}
