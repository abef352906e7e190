import { change } from './change.ts';

/** Items in a part: what is stored anew when one of them changes. */
const PART_ITEMS_MAX = 512;

/** A list in parts, so that both its ends and its middle are cheap to change. */
export class Sequence<T> {
  readonly parts: readonly (readonly T[])[] = [];
  readonly length: number = 0;

  static of<T>(items: readonly T[]): Sequence<T> {
    const made = new Sequence<T>();
    for (const item of items) made.insert(made.length, item);
    return made;
  }

  at(index: number): T | undefined {
    const place = this.#place(index);
    return place === undefined ? undefined : this.parts[place[0]]?.[place[1]];
  }

  set(index: number, item: T): void {
    const place = this.#place(index);
    const part = place === undefined ? undefined : this.parts[place[0]];
    if (place !== undefined && part !== undefined) change(part)[place[1]] = item;
  }

  /** @param index from 0 to the length */
  insert(index: number, item: T): void {
    const [at, offset] =
      index >= this.length
        ? [Math.max(0, this.parts.length - 1), this.parts.at(-1)?.length ?? 0]
        : (this.#place(index) ?? [0, 0]);
    change<Sequence<T>>(this).length++;
    const part = this.parts[at];
    if (part === undefined) {
      change(this.parts).push([item]);
      return;
    }
    if (part.length >= PART_ITEMS_MAX && offset === 0 && at === 0) {
      change(this.parts).unshift([item]);
      return;
    }
    if (part.length >= PART_ITEMS_MAX && offset === part.length) {
      change(this.parts).splice(at + 1, 0, [item]);
      return;
    }
    change(part).splice(offset, 0, item);
    if (part.length > PART_ITEMS_MAX) {
      const half = change(part).splice(Math.floor(part.length / 2));
      change(this.parts).splice(at + 1, 0, half);
    }
  }

  push(item: T): void {
    this.insert(this.length, item);
  }

  remove(index: number): T | undefined {
    const place = this.#place(index);
    const part = place === undefined ? undefined : this.parts[place[0]];
    if (place === undefined || part === undefined) return undefined;
    const [item] = change(part).splice(place[1], 1);
    change<Sequence<T>>(this).length--;
    if (part.length === 0) change(this.parts).splice(place[0], 1);
    return item;
  }

  /** Items of a range, the end excluded. */
  slice(from: number, to: number): T[] {
    const found: T[] = [];
    let start = 0;
    for (const part of this.parts) {
      if (start >= to) break;
      if (start + part.length > from)
        for (const item of part.slice(Math.max(0, from - start), to - start)) found.push(item);
      start += part.length;
    }
    return found;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const part of this.parts) yield* part;
  }

  /** The first index whose item isn't before what is looked for; the length, where there is none. */
  search(isBefore: (item: T) => boolean): number {
    let start = 0;
    for (const part of this.parts) {
      const last = part.at(-1);
      if (last !== undefined && isBefore(last)) {
        start += part.length;
        continue;
      }
      let [low, high] = [0, part.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const item = part[middle];
        if (item !== undefined && isBefore(item)) low = middle + 1;
        else high = middle;
      }
      return start + low;
    }
    return start;
  }

  #place(index: number): [part: number, offset: number] | undefined {
    if (index < 0 || index >= this.length) return undefined;
    let left = index;
    for (let at = 0; at < this.parts.length; at++) {
      const size = this.parts[at]?.length ?? 0;
      if (left < size) return [at, left];
      left -= size;
    }
    return undefined;
  }
}
