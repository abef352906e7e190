import { evaluate, scopeOf } from '../aggregate/expressions.ts';
import { type Document, isDocument, isList, isNumber, ObjectId, typeOf, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Evaluate } from '../query/match.ts';
import type { Collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import type { Connection } from './connection.ts';

/** A cursor's documents that weren't fetched yet. */
export interface Cursor {
  readonly namespace: string;
  readonly connection: number;
  readonly documents: Document[];
  at: number;
}

/** What commands know of the server. */
export interface Context {
  readonly store: Store;
  readonly now: number;
  readonly startedMs: number;
  readonly random: () => number;
  readonly version: string;
  readonly hostName: string;
  readonly pid: number;
  readonly port: number;
  readonly argv: readonly string[];
  readonly authorizes: boolean;
  readonly connection: Connection;
  readonly connections: readonly Connection[];
  readonly cursors: Map<bigint, Cursor>;
  readonly counts: Map<string, number>;
  /** The server is to end. */
  readonly stop: () => void;
}

/** A reply that takes more than a step yields now and then. */
export type Work = Generator<undefined, Document>;
export type Command = (context: Context, command: Document, database: string) => Document | Work;

export function evaluator({ now }: Context): Evaluate {
  return (expression, document) => evaluate(expression, scopeOf(document, now));
}

export function newObjectId({ now, random }: Context): ObjectId {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return new ObjectId(
    seconds + Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join(''),
  );
}

/** The collection that a command is for. @throws MongoError where its name isn't one */
export function nameOf(command: Document, field: string): string {
  const name = command.get(field);
  if (typeof name !== 'string')
    throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeOf(name).name}`);
  if (name === '') throw new MongoError('InvalidNamespace', "Invalid namespace specified '.'");
  return name;
}

export function collectionOf(
  { store }: Context,
  command: Document,
  field: string,
  database: string,
): Collection | undefined {
  return store.find(database, nameOf(command, field));
}

export function documentAt(command: Document, name: string): Document {
  const value = command.get(name);
  if (value === undefined || value === null) return new Map();
  if (!isDocument(value))
    throw new MongoError(
      'TypeMismatch',
      `BSON field '${name}' is the wrong type '${typeOf(value).name}', expected type 'object'`,
    );
  return value;
}

export function listAt(command: Document, name: string): readonly Document[] {
  const value = command.get(name);
  if (!isList(value))
    throw new MongoError('TypeMismatch', `BSON field '${name}' is missing but a required field`);
  return value.filter(isDocument);
}

export function numberAt(command: Document, name: string, standard: number): number {
  const value: Value = command.get(name);
  return isNumber(value) ? Number(value) : standard;
}
