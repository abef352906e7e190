import { change } from '../heap/change.ts';
import { dialectOf } from '../heap/kinds.ts';
import { Table } from '../heap/table.ts';

/** What an item takes beside its key and value, in bytes. */
const ITEM_BYTES = 56;
/** Keys that are looked at for the one that was used least lately. */
const SAMPLES = 32;
/** What a server may really hold, whatever -m says, in bytes. */
export const DATA_BYTES_MAX = 8_388_608;

export class Item {
  readonly text: string;
  readonly flags: string;
  /** 0: never */
  readonly expiresMs: number;
  readonly cas: number;
  /** When it was used: not stored, so it begins anew with the world. */
  usedMs = 0;

  constructor(text: string, flags: string, expiresMs: number, cas: number) {
    this.text = text;
    this.flags = flags;
    this.expiresMs = expiresMs;
    this.cas = cas;
  }
}

/** All items of a server. */
export class Items {
  readonly table: Table<Item> = new Table();
  readonly bytes: number = 0;
  readonly nextCas: number = 1;

  get(key: string, now: number): Item | undefined {
    const item = this.table.get(key);
    if (item === undefined) return undefined;
    if (item.expiresMs !== 0 && item.expiresMs <= now) {
      this.delete(key);
      return undefined;
    }
    item.usedMs = now;
    return item;
  }

  set(key: string, text: string, flags: string, expiresMs: number, now: number): void {
    this.delete(key);
    const item = new Item(text, flags, expiresMs, this.nextCas);
    item.usedMs = now;
    this.table.set(key, item);
    const own = change<Items>(this);
    own.nextCas++;
    own.bytes += key.length + text.length + ITEM_BYTES;
  }

  delete(key: string): boolean {
    const item = this.table.get(key);
    if (item === undefined) return false;
    this.table.delete(key);
    change<Items>(this).bytes -= key.length + item.text.length + ITEM_BYTES;
    return true;
  }

  clear(): void {
    Object.assign(change<Items>(this), { table: new Table<Item>(), bytes: 0 });
  }

  /** Makes items go that were used least lately. @returns how many */
  makeRoom(limit: number, random: () => number): number {
    let count = 0;
    while (this.bytes > limit && this.table.size > 0) {
      let worst: [string, Item] | undefined;
      const all = this.table.size <= SAMPLES;
      for (let at = 0; at < Math.min(SAMPLES, this.table.size); at++) {
        const entry = this.table.at(all ? at : Math.floor(random() * this.table.size));
        if (entry !== undefined && (worst === undefined || entry[1].usedMs < worst[1].usedMs)) worst = entry;
      }
      if (worst === undefined) break;
      this.delete(worst[0]);
      count++;
    }
    return count;
  }
}

/** What a server has in its heap, and which fields of it are stored. */
export const itemsDialect = dialectOf([
  {
    tag: 'i',
    is: (object) => object instanceof Item,
    make: () => new Item('', '0', 0, 0),
    fields: ['text', 'flags', 'expiresMs', 'cas'],
  },
  {
    tag: 'k',
    is: (object) => object instanceof Items,
    make: () => new Items(),
    fields: ['table', 'bytes', 'nextCas'],
  },
]);
