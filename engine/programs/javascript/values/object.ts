import { allocate } from '../../heap/allocation.ts';
import { change } from '../../heap/change.ts';
import { inOrder } from './keys.ts';
import { Accessor, CONFIGURABLE, DataSlot, type Own, type Stored } from './slots.ts';
import type { Key } from './value.ts';

/** What an object takes of our memory, roughly. */
const OBJECT_BYTES = 250;

export class JsObject {
  readonly proto: JsObject | null;
  /** `Object`, `Error`, `Arguments`, `Number` … */
  readonly kind: string;
  readonly props: ReadonlyMap<Key, Stored> = new Map();
  readonly extensible: boolean = true;
  /** What a wrapped primitive, a date, or another object of the language holds inside. */
  readonly inner: unknown = undefined;
  /** Of what every program has from the start: where it is. */
  intrinsic: string | undefined = undefined;
  /** The program has changed what it had from the start. */
  changed = false;
  /** Of what every program has: makes properties when somebody asks for them; without a key: all. */
  lazy: ((key?: Key) => void) | undefined = undefined;

  constructor(proto: JsObject | null, kind = 'Object') {
    this.proto = proto;
    this.kind = kind;
    allocate(OBJECT_BYTES);
  }

  own(key: Key): Own {
    if (this.lazy !== undefined && !this.props.has(key)) this.lazy(key);
    const stored = this.props.get(key);
    return stored === undefined && !this.props.has(key) ? undefined : { stored };
  }

  /** Sets or makes an own property, whatever it was before. */
  put(key: Key, stored: Stored): void {
    if (this.lazy !== undefined) this.complete();
    change(this.props).set(key, stored);
    if (this.intrinsic !== undefined) this.changed = true;
  }

  /** @returns false: it can't be removed */
  remove(key: Key): boolean {
    if (this.lazy !== undefined) this.complete();
    const stored = this.props.get(key);
    if ((stored instanceof DataSlot || stored instanceof Accessor) && (stored.flags & CONFIGURABLE) === 0)
      return false;
    change(this.props).delete(key);
    if (this.intrinsic !== undefined) this.changed = true;
    return true;
  }

  keys(): Key[] {
    if (this.lazy !== undefined) this.complete();
    return inOrder([...this.props.keys()]);
  }

  /** Makes all properties there are from the start. */
  complete(): void {
    const { lazy } = this;
    lazy?.();
    this.lazy = undefined;
  }
}
