import { type Call, numberOf, type Options, Refusal } from '../command.ts';

/** Options that say when a key expires, and what they count: a unit in ms, and whether from now on. */
const EXPIRY: Readonly<Record<string, readonly [unitMs: number, fromNow: boolean]>> = {
  EX: [1000, true],
  PX: [1, true],
  EXAT: [1000, false],
  PXAT: [1, false],
};

export const isExpiry = (word: string): boolean => Object.hasOwn(EXPIRY, word);

const TIME_MAX_MS = 9_007_199_254_740_991;

/** When a key expires, in ms. @throws Refusal where that is no time */
export function expiryOf({ store, args }: Call, word: string, amount: string | undefined): number {
  const [unitMs, fromNow] = EXPIRY[word] ?? [1000, true];
  const time = numberOf(amount);
  const name = (args[0] ?? '').toLowerCase();
  const at = time * unitMs + (fromNow ? store.now : 0);
  if (time <= 0 || at > TIME_MAX_MS) throw new Refusal(`ERR invalid expire time in '${name}' command`);
  return at;
}

/** Reads such an option. */
export function expiryOption(call: Call, word: string, options: Options): number {
  return expiryOf(call, word, options.value());
}
