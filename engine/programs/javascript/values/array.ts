import { change } from '../../heap/change.ts';
import { arrayIndex } from './keys.ts';
import { JsObject } from './object.ts';
import { Accessor, DataSlot, type Own, type Stored, WRITABLE } from './slots.ts';
import { EMPTY, type Key, type Value } from './value.ts';

export class JsArray extends JsObject {
  readonly items: readonly Value[];

  constructor(proto: JsObject | null, items: Value[]) {
    super(proto, 'Array');
    this.items = items;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index !== undefined) {
      const value = this.items[index];
      return index >= this.items.length || value === EMPTY ? undefined : { stored: value };
    }
    if (key === 'length') return { stored: new DataSlot(this.items.length, WRITABLE) };
    return super.own(key);
  }

  override put(key: Key, stored: Stored): void {
    const index = arrayIndex(key);
    if (index === undefined || stored instanceof Accessor) super.put(key, stored);
    else {
      const items = change(this.items);
      while (items.length < index) items.push(EMPTY);
      items[index] = stored instanceof DataSlot ? stored.value : stored;
    }
  }

  override remove(key: Key): boolean {
    const index = arrayIndex(key);
    if (index === undefined) return super.remove(key);
    if (index < this.items.length) change(this.items)[index] = EMPTY;
    return true;
  }

  override keys(): Key[] {
    const indexes: Key[] = [];
    for (const [index, item] of this.items.entries()) if (item !== EMPTY) indexes.push(String(index));
    return [...indexes, 'length', ...super.keys()];
  }
}
