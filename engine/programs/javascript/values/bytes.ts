import { change } from '../../heap/change.ts';
import { arrayIndex } from './keys.ts';
import { JsObject } from './object.ts';
import type { Own, Stored } from './slots.ts';
import type { Key } from './value.ts';

/** A Buffer or another Uint8Array. */
export class JsBytes extends JsObject {
  /** Whoever changes them says so of the object: `change(object)`. */
  readonly bytes: Uint8Array;

  constructor(proto: JsObject | null, bytes: Uint8Array) {
    super(proto, 'Uint8Array');
    this.bytes = bytes;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index === undefined) return super.own(key);
    return index < this.bytes.length ? { stored: this.bytes[index] } : undefined;
  }

  override put(key: Key, stored: Stored): void {
    const index = arrayIndex(key);
    if (index === undefined) super.put(key, stored);
    else if (index < this.bytes.length && typeof stored === 'number') change(this).bytes[index] = stored;
  }

  override keys(): Key[] {
    return [...Array.from(this.bytes.keys(), String), ...super.keys()];
  }
}
