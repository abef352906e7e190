import { mergeSorted } from '../../merge-sort.ts';
import { keyOf } from '../bson/compare.ts';
import { copyOf, valuesAt } from '../bson/paths.ts';
import { type Document, doc, isDocument, isList, isNumber, isTrue, type Value } from '../bson/values.ts';
import { MongoError, missing } from '../errors.ts';
import { getPath, setPath, unsetPath } from '../query/change-paths.ts';
import { matcher } from '../query/match.ts';
import { projector } from '../query/project.ts';
import { sortOrder } from '../query/sort.ts';
import { evaluate } from './expressions.ts';
import { bucket, group } from './group.ts';
import {
  DOCUMENTS_MAX,
  DOCUMENTS_PER_PAUSE,
  type Documents,
  fieldsOf,
  type Stage,
  type Surroundings,
  scope,
} from './stage.ts';

const evaluator = (around: Surroundings) => (expression: Value, document: Document) =>
  evaluate(expression, scope(document, around));

/** Makes none, one or several documents of each. */
function* each(documents: readonly Document[], make: (document: Document) => readonly Document[]): Documents {
  const made: Document[] = [];
  let count = 0;
  for (const document of documents) {
    if (++count % DOCUMENTS_PER_PAUSE === 0) yield;
    for (const result of make(document)) made.push(result);
    if (made.length > DOCUMENTS_MAX)
      throw new MongoError('BSONObjectTooLarge', 'the pipeline makes too many documents');
  }
  return made;
}

const addFields: Stage = (documents, spec, around) => {
  const fields = [...fieldsOf('$addFields', spec)];
  return each(documents, (document) => {
    const made = copyOf(document);
    for (const [name, expression] of fields) {
      const value = evaluate(expression, scope(document, around));
      if (value !== undefined) setPath(made, name.split('.'), value);
      else unsetPath(made, name.split('.'));
    }
    return [made];
  });
};

const unwind: Stage = (documents, spec) => {
  const of: Document = isDocument(spec) ? spec : doc({ path: spec });
  const path = of.get('path');
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new MongoError(
      'BadValue',
      `path option to $unwind stage should be prefixed with a '$': ${String(path)}`,
    );
  const names = path.slice(1).split('.');
  const index = of.get('includeArrayIndex');
  const keeps = isTrue(of.get('preserveNullAndEmptyArrays'));
  return each(documents, (document) => {
    const value = getPath(document, names);
    if (value === undefined || value === null || (isList(value) && value.length === 0)) {
      if (!keeps) return [];
      const made = copyOf(document);
      if (isList(value)) unsetPath(made, names);
      return [made];
    }
    return (isList(value) ? value : [value]).map((item, at) => {
      const made = copyOf(document);
      setPath(made, names, item);
      if (typeof index === 'string') setPath(made, index.split('.'), isList(value) ? BigInt(at) : null);
      return made;
    });
  });
};

function* lookup(documents: readonly Document[], spec: Value, around: Surroundings): Documents {
  const of = fieldsOf('$lookup', spec);
  const [from, as, local, foreign] = ['from', 'as', 'localField', 'foreignField'].map((name) => of.get(name));
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new MongoError('BadValue', "$lookup needs 'from' and 'as'");
  const others = around.collection(from);
  const pipeline = of.get('pipeline');
  const index = typeof foreign === 'string' ? yield* indexed(others, foreign.split('.')) : undefined;
  const variables = of.get('let');
  const made: Document[] = [];
  for (const document of documents) {
    yield;
    let found: Document[] = [...others];
    if (index !== undefined && typeof local === 'string') {
      const keys = valuesAt(document, local.split('.')).flatMap((value) => [
        keyOf(value),
        ...(isList(value) ? value.map(keyOf) : []),
      ]);
      found = [...new Set(keys.flatMap((key) => index.get(key) ?? []))];
    }
    if (isList(pipeline)) {
      const own = new Map(around.variables);
      if (isDocument(variables))
        for (const [name, expression] of variables)
          own.set(name, evaluate(expression, scope(document, around)));
      found = yield* run(found, pipeline, { ...around, variables: own });
    }
    const result = copyOf(document);
    setPath(result, as.split('.'), found);
    made.push(result);
  }
  return made;
}

function* indexed(
  documents: readonly Document[],
  path: readonly string[],
): Generator<undefined, Map<string, Document[]>> {
  const index = new Map<string, Document[]>();
  let count = 0;
  for (const document of documents) {
    if (++count % DOCUMENTS_PER_PAUSE === 0) yield;
    for (const value of valuesAt(document, path)) {
      for (const key of [keyOf(value), ...(isList(value) ? value.map(keyOf) : [])]) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [document]);
        else if (known.at(-1) !== document) known.push(document);
      }
    }
  }
  return index;
}

function count(documents: readonly Document[], spec: Value): Document[] {
  if (typeof spec !== 'string' || spec === '')
    throw new MongoError('BadValue', 'the count field must be a non-empty string');
  return documents.length === 0 ? [] : [doc({ [spec]: documents.length })];
}

function whole(name: string, spec: Value): number {
  if (!isNumber(spec) || Number(spec) < 0)
    throw new MongoError('BadValue', `invalid argument to ${name} stage: Expected a non-negative number`);
  return Number(spec);
}

function* facet(documents: readonly Document[], spec: Value, around: Surroundings): Documents {
  const made: Document = new Map();
  for (const [name, pipeline] of fieldsOf('$facet', spec))
    made.set(name, yield* run(documents, isList(pipeline) ? pipeline : [], around));
  return [made];
}

function replaceRoot(documents: readonly Document[], expression: Value, around: Surroundings): Documents {
  return each(documents, (document) => {
    const value = evaluate(expression, scope(document, around));
    if (!isDocument(value))
      throw new MongoError('BadValue', "'newRoot' expression must evaluate to an object");
    return [value];
  });
}

function* sample(documents: readonly Document[], spec: Value, { random }: Surroundings): Documents {
  const left = [...documents];
  const wanted = Math.min(left.length, whole('$sample', fieldsOf('$sample', spec).get('size')));
  const made: Document[] = [];
  while (made.length < wanted) {
    if (made.length % DOCUMENTS_PER_PAUSE === 0) yield;
    const at = Math.floor(random() * left.length);
    const taken = left[at];
    const last = left.pop();
    if (at < left.length && last !== undefined) left[at] = last;
    if (taken !== undefined) made.push(taken);
  }
  return made;
}

// biome-ignore lint/correctness/useYield: a stage that needs no pause
function* at(documents: Document[]): Documents {
  return documents;
}

const stages: Readonly<Record<string, Stage>> = {
  $match: (documents, spec, around) => {
    const test = matcher(fieldsOf('$match', spec), evaluator(around));
    return each(documents, (document) => (test(document) ? [document] : []));
  },
  $project: (documents, spec, around) => {
    const project = projector(fieldsOf('$project', spec), evaluator(around));
    return each(documents, (document) => [project(document)]);
  },
  $addFields: addFields,
  $set: addFields,
  $unset: (documents, spec, around) => {
    const names = isList(spec) ? spec : [spec];
    const project = projector(new Map(names.map((name) => [String(name), 0])), evaluator(around));
    return each(documents, (document) => [project(document)]);
  },
  $group: group,
  $sort: (documents, spec) => mergeSorted(documents, sortOrder(fieldsOf('$sort', spec))),
  $limit: (documents, spec) => at(documents.slice(0, whole('$limit', spec))),
  $skip: (documents, spec) => at(documents.slice(whole('$skip', spec))),
  $unwind: unwind,
  $lookup: lookup,
  $count: (documents, spec) => at(count(documents, spec)),
  $facet: facet,
  $bucket: bucket,
  $sample: sample,
  $replaceRoot: (documents, spec, around) =>
    replaceRoot(documents, fieldsOf('$replaceRoot', spec).get('newRoot'), around),
  $replaceWith: replaceRoot,
  *$sortByCount(documents, spec, around) {
    const grouped = yield* group(documents, doc({ _id: spec, count: doc({ $sum: 1 }) }), around);
    return yield* mergeSorted(grouped, sortOrder(doc({ count: -1 })));
  },
  *$unionWith(documents, spec, around) {
    const of = isDocument(spec) ? spec : doc({ coll: spec });
    const pipeline = of.get('pipeline');
    const others = yield* run(
      around.collection(String(of.get('coll'))),
      isList(pipeline) ? pipeline : [],
      around,
    );
    return [...documents, ...others];
  },
};

/** Carries out a pipeline. @throws MongoError */
export function* run(
  documents: readonly Document[],
  pipeline: readonly Value[],
  around: Surroundings,
): Documents {
  let current: readonly Document[] = documents;
  for (const step of pipeline) {
    if (!isDocument(step) || step.size !== 1)
      throw new MongoError(
        'Location40324',
        'A pipeline stage specification object must contain exactly one field.',
      );
    const [[name, spec] = ['', null]] = step;
    const stage = Object.hasOwn(stages, name) ? stages[name] : undefined;
    if (stage === undefined) {
      if (
        /^\$(?:geoNear|graphLookup|merge|out|redact|search|bucketAuto|setWindowFields|densify|fill|changeStream|collStats|indexStats)$/.test(
          name,
        )
      )
        throw missing(name);
      throw new MongoError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    }
    current = yield* stage(current, spec, around);
  }
  return [...current];
}
