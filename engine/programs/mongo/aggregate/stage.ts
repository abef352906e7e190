import type { Document, Value } from '../bson/values.ts';
import { isDocument } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Scope, scopeOf } from './expressions.ts';

/** Documents between two pauses, and those that one stage may make. */
export const DOCUMENTS_PER_PAUSE = 200;
export const DOCUMENTS_MAX = 200_000;

/** What a pipeline knows of the database. */
export interface Surroundings {
  readonly now: number;
  readonly random: () => number;
  readonly variables: Scope;
  /** The documents of another collection. */
  readonly collection: (name: string) => readonly Document[];
}

export type Documents = Generator<undefined, Document[]>;
export type Stage = (documents: readonly Document[], spec: Value, around: Surroundings) => Documents;

export function scope(document: Document, around: Surroundings): Scope {
  return new Map([...scopeOf(document, around.now), ...around.variables]);
}

export function fieldsOf(name: string, spec: Value): Document {
  if (!isDocument(spec))
    throw new MongoError('BadValue', `the ${name} stage specification must be an object`);
  return spec;
}
