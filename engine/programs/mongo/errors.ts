import { type Document, doc, type Value } from './bson/values.ts';

/** Errors by their names. */
const codes = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  UserNotFound: 11,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  NoReplicationEnabled: 76,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CannotIndexParallelArrays: 171,
  NotImplemented: 238,
  OutOfDiskSpace: 14_031,
  BSONObjectTooLarge: 10_334,
  DuplicateKey: 11_000,
  Location51091: 51_091,
  Location16004: 16_004,
  Location15981: 15_981,
  Location15983: 15_983,
  Location40324: 40_324,
  Location31325: 31_325,
  Location51003: 51_003,
  Location31254: 31_254,
} as const;

export type CodeName = keyof typeof codes;

/** What a command is answered with where it can't be done. */
export class MongoError extends Error {
  readonly codeName: CodeName;
  readonly details: Readonly<Record<string, Value>>;

  constructor(codeName: CodeName, message: string, details: Readonly<Record<string, Value>> = {}) {
    super(message);
    this.codeName = codeName;
    this.details = details;
  }

  get code(): number {
    return codes[this.codeName];
  }
}

export function errorReply(error: MongoError): Document {
  return doc({ ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details });
}

/** What isn't there. */
export function missing(what: string): MongoError {
  return new MongoError('NotImplemented', `${what} is not part of the simulation`);
}
