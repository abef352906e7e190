import { change } from '../../heap/change.ts';
import { arrayIndex } from './keys.ts';
import { JsObject } from './object.ts';
import { DataSlot, ENUMERABLE, type Own } from './slots.ts';
import type { Key } from './value.ts';

export class JsString extends JsObject {
  readonly text: string;

  constructor(proto: JsObject | null, text: string) {
    super(proto, 'String');
    this.text = text;
    change(this).inner = text;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index !== undefined && index < this.text.length)
      return { stored: new DataSlot(this.text[index], ENUMERABLE) };
    return key === 'length' ? { stored: new DataSlot(this.text.length, 0) } : super.own(key);
  }

  override keys(): Key[] {
    return [...Array.from({ length: this.text.length }, (_, index) => String(index)), ...super.keys()];
  }
}
