import type { Json } from '../../linux/system.ts';

/** Writes a value of a node: as it is, or as a reference. */
export type WriteValue = (value: unknown) => Json;
/** Reads what `WriteValue` has written. */
export type ReadValue = (stored: Json | undefined) => unknown;

/** What a language has in its heap, and how it is written as JSON. */
export interface Dialect {
  /**
   * What isn't a node but known by a name: a list that begins with a text of the dialect's own. Undefined: it is a node.
   * Plain arrays and Maps aren't asked about. @param write for nodes that the reference goes through
   */
  readonly reference: (object: object, write: WriteValue) => Json[] | undefined;
  readonly resolve: (reference: readonly Json[], read: ReadValue) => unknown;
  /** Writes a node other than a plain array or Map: a list that begins with a tag. */
  readonly write: (object: object, write: WriteValue) => Json[];
  /** Goes over what it writes of a node, for less. Where it is missing, it is written and thrown away. */
  readonly visit?: (object: object, visit: WriteValue) => void;
  /** An object for such a node, yet without what it refers to. */
  readonly make: (node: readonly Json[]) => object;
  readonly fill: (object: object, node: readonly Json[], read: ReadValue) => void;
  /** Bytes of our own memory that it takes beside what is gone over. */
  readonly heldBytes?: (object: object) => number;
  /** Bytes that it stands for beyond those that are stored. */
  readonly modelledBytes?: (object: object) => number;
}

/** Tags and references of the heap itself. A dialect's are others. */
export const ARRAY = 'a';
export const MAP = 'm';
export const TEXT = 's';
/** An array in its place. */
export const ENTRY = '[';
/** Of an array or Map that is cut into segments. */
export const LONG_ARRAY = 'A';
export const LONG_MAP = 'M';
