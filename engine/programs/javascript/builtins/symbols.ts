import { JsSymbol } from '../values/value.ts';

const names = [
  'iterator',
  'asyncIterator',
  'hasInstance',
  'toPrimitive',
  'toStringTag',
  'species',
  'match',
  'matchAll',
  'replace',
  'search',
  'split',
  'isConcatSpreadable',
  'unscopables',
] as const;

/** They are the same for every program. */
export const wellKnown: ReadonlyMap<string, JsSymbol> = new Map<string, JsSymbol>([
  ...names.map((name) => [name, new JsSymbol(`Symbol.${name}`)] as const),
  ['nodejs.util.inspect.custom', new JsSymbol('nodejs.util.inspect.custom')],
  ['nodejs.util.promisify.custom', new JsSymbol('nodejs.util.promisify.custom')],
]);
