import { applyPatch, type Operation } from 'rfc6902';
import { boundsFault } from '../decode/bounds.ts';
import { sameJson } from '../equality.ts';
import { isJsonObject, type JsonObject, ownValue } from './json-object.ts';
import { malformedPatch, rejectedPatch, tooManyOperations } from './patch-error.ts';

/** Upstream's limit (maxJSONPatchOperations). */
const OPERATIONS_MAX = 10_000;
/** Characters of JSON that all copy operations of a patch may add: upstream's limit of a request body. */
const COPIED_MAX = 3 * 1024 * 1024;

const ARRAY_INDEX = /^(?:0|[1-9]\d{0,9})$/;
/** rfc6902 passes over these instead of looking them up. */
const UNSAFE_TOKENS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const OPERATIONS: ReadonlySet<string> = new Set(['add', 'copy', 'move', 'remove', 'replace']);

/** The list of operations in a parsed patch, and what a strict reader refuses in it. */
export interface Operations {
  readonly operations: readonly JsonObject[];
  readonly strictErrors: readonly string[];
}

const FIELDS: ReadonlySet<string> = new Set(['from', 'op', 'path', 'value']);

function cannotDecode(value: unknown, target: string): never {
  const boolean = typeof value === 'boolean' ? 'bool' : typeof value;
  const type = Array.isArray(value) ? 'array' : boolean;
  throw malformedPatch(`error decoding patch: json: cannot unmarshal ${type} into Go ${target}`);
}

function requireOperation(value: unknown): JsonObject {
  if (!isJsonObject(value)) return cannotDecode(value ?? {}, 'value of type handlers.jsonPatchOp');
  for (const field of ['op', 'path', 'from']) {
    const given = ownValue(value, field) ?? '';
    if (typeof given !== 'string') cannotDecode(given, `struct field jsonPatchOp.${field} of type string`);
  }
  return value;
}

/** @throws PatchError where it isn't a list of operations */
export function parseOperations(patch: unknown): Operations {
  if (!Array.isArray(patch)) return cannotDecode(patch, 'value of type []handlers.jsonPatchOp');
  if (patch.length > OPERATIONS_MAX) throw tooManyOperations(patch.length, OPERATIONS_MAX);
  const operations = patch.map(requireOperation);
  const strictErrors = operations.flatMap((operation, index) =>
    Object.keys(operation)
      .filter((field) => !FIELDS.has(field))
      .map((field) => `json patch unknown field ${JSON.stringify(`[${index}].${field}`)}`),
  );
  return { operations, strictErrors };
}

function tokensOf(pointer: unknown): string[] {
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) throw rejectedPatch();
  const tokens = pointer.slice(1).split('/');
  const names = tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (names.some((name) => UNSAFE_TOKENS.has(name))) throw rejectedPatch();
  return names;
}

function child(parent: unknown, token: string): unknown {
  if (Array.isArray(parent)) return ARRAY_INDEX.test(token) ? parent[Number(token)] : undefined;
  return isJsonObject(parent) ? ownValue(parent, token) : undefined;
}

/** The value at a pointer, found through own properties only; undefined where there is none. */
function valueAt(document: unknown, pointer: unknown): unknown {
  return tokensOf(pointer).reduce(child, document);
}

/** Whether a value can be put there: the parent exists, and an index is at most the list's length. */
function canAdd(document: unknown, pointer: unknown): boolean {
  const tokens = tokensOf(pointer);
  const last = tokens.pop() ?? '';
  const parent = tokens.reduce(child, document);
  if (!Array.isArray(parent)) return isJsonObject(parent);
  return last === '-' || (ARRAY_INDEX.test(last) && Number(last) <= parent.length);
}

/** Where rfc6902 would be more lenient than upstream, or unsafe, the operation stops here. */
function check(document: JsonObject, operation: JsonObject): void {
  const { op, path, from } = operation;
  const takesFrom = op === 'copy' || op === 'move';
  if (takesFrom && valueAt(document, from) === undefined) throw rejectedPatch();
  const possible = op === 'add' || takesFrom ? canAdd(document, path) : valueAt(document, path) !== undefined;
  if (!possible) throw rejectedPatch();
}

function isOperation(operation: JsonObject): operation is JsonObject & Operation {
  return typeof operation.op === 'string' && OPERATIONS.has(operation.op);
}

function applyOne(document: JsonObject, operation: JsonObject): void {
  const { op, path } = operation;
  const given = ownValue(operation, 'value') ?? null;
  if (op === 'test') {
    // Upstream takes a field that isn't there for a null.
    if (!sameJson(valueAt(document, path) ?? null, given)) throw rejectedPatch();
    return;
  }
  check(document, operation);
  const complete = { ...operation, value: given };
  if (!isOperation(complete)) throw rejectedPatch();
  const [problem] = applyPatch(document, [complete]);
  if (problem !== null) throw rejectedPatch();
}

function sizeOfCopy(document: JsonObject, operation: JsonObject): number {
  const value = valueAt(document, operation.from);
  if (boundsFault(value) !== undefined) throw rejectedPatch();
  return JSON.stringify(value)?.length ?? 0;
}

/**
 * RFC 6902, all operations or none.
 * @throws PatchError
 */
export function jsonPatch(original: JsonObject, operations: readonly JsonObject[]): JsonObject {
  const document = structuredClone(original);
  let copied = 0;
  for (const operation of operations) {
    if (operation.op === 'copy') copied += sizeOfCopy(document, operation);
    if (copied > COPIED_MAX) throw rejectedPatch();
    applyOne(document, operation);
  }
  if (boundsFault(document) !== undefined) throw rejectedPatch();
  return document;
}
