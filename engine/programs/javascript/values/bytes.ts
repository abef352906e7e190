import { change } from '../../heap/change.ts';
import { arrayIndex } from './keys.ts';
import { JsObject } from './object.ts';
import type { Own, Stored } from './slots.ts';
import type { Key } from './value.ts';

/** The classes of typed arrays, each with the host's own of the same name. */
export const TYPED_ARRAYS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

export type TypedName = keyof typeof TYPED_ARRAYS;
export type Typed =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

export function isTypedName(name: string): name is TypedName {
  return Object.hasOwn(TYPED_ARRAYS, name);
}

/** A typed array: a Buffer, a Uint8Array, a Float64Array … Those that share their bytes share the host's buffer. */
export class JsBytes extends JsObject {
  /** Its elements, in the host's class. Who writes into them says so: `written`. */
  readonly elements: Typed;
  /** The ArrayBuffer that the program sees behind it, if it has asked. */
  readonly buffer: JsObject | undefined = undefined;

  constructor(proto: JsObject | null, elements: Typed, kind: TypedName = 'Uint8Array') {
    super(proto, kind);
    this.elements = elements;
  }

  get bytes(): Uint8Array {
    const { elements } = this;
    if (elements instanceof Uint8Array) return elements;
    return new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
  }

  /** Its bytes have changed: what holds them is stored anew, whoever else shares it. */
  written(): void {
    change(this.elements.buffer);
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index === undefined) return super.own(key);
    return index < this.elements.length ? { stored: this.elements[index] } : undefined;
  }

  override put(key: Key, stored: Stored): void {
    const index = arrayIndex(key);
    if (index === undefined) super.put(key, stored);
    else if (index < this.elements.length && (typeof stored === 'number' || typeof stored === 'bigint')) {
      this.elements[index] = stored;
      this.written();
    }
  }

  override keys(): Key[] {
    return [...Array.from(this.elements.keys(), String), ...super.keys()];
  }
}

/** Bytes that lie alone in their buffer: one that they shared with others would be stored with all of them. */
export function alone(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
