import type { NativeRun } from '../values/functions.ts';
import type { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import type { Realm } from './realm.ts';

/** An object that every program has: what is in it is made when somebody asks. Keys that begin with @@ are symbols. */
export interface Definition {
  /** The name of its prototype. Default: that of functions or of objects. */
  readonly proto?: string;
  /** It is a function. */
  readonly call?: NativeRun;
  readonly constructs?: boolean;
  readonly arity?: number;
  /** Its name, where that isn't what it is listed under. */
  readonly name?: string;
  /** What makes it, where it is no ordinary object. */
  readonly make?: (realm: Realm) => JsObject;
  readonly methods?: Readonly<Record<string, NativeRun>>;
  readonly getters?: Readonly<Record<string, NativeRun>>;
  readonly setters?: Readonly<Record<string, NativeRun>>;
  readonly values?: Readonly<Record<string, Value>>;
  /** Properties whose values are other such objects, by their names. */
  readonly links?: Readonly<Record<string, string>>;
  /** Methods in JavaScript, as the text of an object: those that call functions of the program. */
  readonly source?: string;
  /** Its properties show when it is printed: of modules. */
  readonly enumerable?: boolean;
}

export type Definitions = Readonly<Record<string, Definition>>;
