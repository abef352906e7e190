import { type Call, numberOf, Options, Refusal, syntaxError } from '../command.ts';

/**
 * `numkeys key [key …] side [COUNT count]`, as LMPOP and ZMPOP have it from a place on.
 * @param sideOf from where to pop, by its word @throws Refusal
 */
export function popOptions<Side>(
  call: Call,
  from: number,
  sideOf: (text: string) => Side,
): { readonly keys: readonly string[]; readonly side: Side; readonly wanted: number } {
  const options = new Options(call.args, from);
  const count = numberOf(options.value(), 'ERR numkeys should be greater than 0');
  if (count < 1) throw new Refusal('ERR numkeys should be greater than 0');
  if (options.left < count + 1) throw new Refusal(syntaxError);
  const keys = Array.from({ length: count }, () => options.value());
  const side = sideOf(options.value());
  let wanted = 1;
  if (!options.done) {
    if (options.next() !== 'COUNT') throw new Refusal(syntaxError);
    wanted = numberOf(options.value(), 'ERR count should be greater than 0');
    if (wanted < 1) throw new Refusal('ERR count should be greater than 0');
  }
  return { keys, side, wanted };
}
