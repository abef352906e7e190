import { type Call, type Commands, integer, nothing, Options, Refusal, syntaxError } from '../command.ts';
import type { Reply } from '../resp.ts';
import { listOf } from './lists.ts';

function position(call: Call): Reply {
  const { args } = call;
  let [rank, count, limit]: [number, number | undefined, number] = [1, undefined, 0];
  const options = new Options(args, 3);
  while (!options.done) {
    const word = options.next();
    if (word === 'RANK') rank = options.number();
    else if (word === 'COUNT') count = options.number();
    else if (word === 'MAXLEN') limit = options.number();
    else throw new Refusal(syntaxError);
  }
  if (rank === 0)
    throw new Refusal(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  if (count !== undefined && count < 0) throw new Refusal("ERR COUNT can't be negative");
  const items = [...(listOf(call)?.items ?? [])];
  const found: number[] = [];
  let skipped = Math.abs(rank) - 1;
  const wanted = count === 0 ? items.length : (count ?? 1);
  const looked = limit === 0 ? items.length : Math.min(limit, items.length);
  for (let step = 0; step < looked && found.length < wanted; step++) {
    const at = rank > 0 ? step : items.length - 1 - step;
    if (items[at] === args[2] && skipped-- <= 0) found.push(at);
  }
  if (count !== undefined) return { list: found.map(integer) };
  return found[0] === undefined ? nothing : integer(found[0]);
}

export const listSearchCommands: Commands = { lpos: { arity: -3, category: 'list', run: position } };
