import type { Cursor } from './cursor.ts';
import type { SequenceOptions } from './definition-tree.ts';
import { parseTypeName } from './type-names.ts';

/** What CREATE SEQUENCE and ALTER SEQUENCE have in common, and the brackets of an identity. */
export function sequenceOptions(c: Cursor): SequenceOptions {
  let found: SequenceOptions = {};
  for (;;) {
    if (c.acceptOneOf('start with', 'start') !== undefined) found = { ...found, start: c.integer() };
    else if (c.acceptOneOf('increment by', 'increment') !== undefined)
      found = { ...found, increment: c.integer() };
    else if (c.acceptOneOf('restart with', 'restart') !== undefined)
      found = { ...found, restart: c.token.kind === 'number' || c.isSign('-') ? c.integer() : 'start' };
    else if (c.accept('owned by')) found = { ...found, ownedBy: c.path() };
    else if (c.accept('sequence name')) found = { ...found, name: c.path() };
    else if (c.accept('as')) found = { ...found, type: parseTypeName(c) };
    else if (c.acceptOneOf('minvalue', 'maxvalue', 'cache') !== undefined) c.integer();
    else if (c.acceptOneOf('no minvalue', 'no maxvalue', 'no cycle', 'cycle') === undefined) return found;
  }
}

/** The brackets after AS IDENTITY, where there are any. */
export function identityOptions(c: Cursor): SequenceOptions {
  if (!c.acceptSign('(')) return {};
  const options = sequenceOptions(c);
  c.expectSign(')');
  return options;
}
