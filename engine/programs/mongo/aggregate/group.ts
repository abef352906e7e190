import { mergeSorted } from '../../merge-sort.ts';
import { keyOf } from '../bson/compare.ts';
import { type Document, doc, isDocument, isList, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { sortOrder } from '../query/sort.ts';
import { type Accumulator, groupFields } from './accumulators.ts';
import { evaluate } from './expressions.ts';
import { DOCUMENTS_PER_PAUSE, type Documents, fieldsOf, type Surroundings, scope } from './stage.ts';

export function* group(documents: readonly Document[], spec: Value, around: Surroundings): Documents {
  const of = fieldsOf('$group', spec);
  if (!of.has('_id')) throw new MongoError('BadValue', 'a group specification must include an _id');
  const fields = groupFields(of);
  const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>();
  let count = 0;
  for (const document of documents) {
    if (++count % DOCUMENTS_PER_PAUSE === 0) yield;
    const own = scope(document, around);
    const id = evaluate(of.get('_id'), own) ?? null;
    const key = keyOf(id);
    const known = groups.get(key) ?? { id, accumulators: fields.map(({ make }) => make()) };
    groups.set(key, known);
    for (const [index, { expression }] of fields.entries())
      known.accumulators[index]?.take(evaluate(expression, own));
  }
  return [...groups.values()].map(({ id, accumulators }) => {
    const made: Document = new Map([['_id', id]]);
    for (const [index, { name }] of fields.entries()) made.set(name, accumulators[index]?.result() ?? null);
    return made;
  });
}

export function* bucket(documents: readonly Document[], spec: Value, around: Surroundings): Documents {
  const of = fieldsOf('$bucket', spec);
  const boundaries = of.get('boundaries');
  if (!isList(boundaries))
    throw new MongoError('BadValue', "The $bucket 'boundaries' field must be an array");
  const branches = boundaries.slice(0, -1).map((low, index): Document => {
    const bounds = [
      doc({ $gte: [of.get('groupBy'), low] }),
      doc({ $lt: [of.get('groupBy'), boundaries[index + 1]] }),
    ];
    return new Map<string, Value>([
      ['case', doc({ $and: bounds })],
      ['then', doc({ $literal: low })],
    ]);
  });
  const id = doc({ $switch: doc({ branches, default: doc({ $literal: of.get('default') ?? null }) }) });
  const output = of.get('output');
  const fields = isDocument(output) ? [...output] : [['count', doc({ $sum: 1 })] as const];
  const grouped = yield* group(documents, new Map([['_id', id], ...fields]), around);
  return yield* mergeSorted(grouped, sortOrder(doc({ _id: 1 })));
}
