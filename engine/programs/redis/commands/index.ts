import type { Command } from '../command.ts';
import { bitCommands } from './bits.ts';
import { hashCommands } from './hashes.ts';
import { keyCommands } from './keys.ts';
import { listSearchCommands } from './list-search.ts';
import { listCommands } from './lists.ts';
import { setCommands } from './sets.ts';
import { sortCommands } from './sort.ts';
import { sortedCombinationCommands } from './sorted-combinations.ts';
import { sortedPopCommands } from './sorted-pops.ts';
import { sortedSetCommands } from './sorted-sets.ts';
import { streamClaimCommands } from './stream-claims.ts';
import { streamFactCommands } from './stream-facts.ts';
import { streamGroupCommands } from './stream-groups.ts';
import { streamCommands } from './streams.ts';
import { stringCommands } from './strings.ts';

/** Commands on data, by their name in small letters. */
export const dataCommands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...stringCommands,
    ...bitCommands,
    ...keyCommands,
    ...hashCommands,
    ...listCommands,
    ...listSearchCommands,
    ...setCommands,
    ...sortCommands,
    ...sortedSetCommands,
    ...sortedPopCommands,
    ...sortedCombinationCommands,
    ...streamCommands,
    ...streamGroupCommands,
    ...streamClaimCommands,
    ...streamFactCommands,
  }),
);
