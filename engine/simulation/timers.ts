/** A scheduled call: at `due` (ms of virtual time) the reconciler named in the key is asked to look again. */
export interface Timer {
  readonly key: string;
  readonly due: number;
  /** Background timers (heartbeats, expiry) recur for ever, so they don't keep a sandbox from being idle. */
  readonly background: boolean;
}

/** A timer as it is stored: ties of `due` go by the order in which they were set, never by chance. */
export interface OrderedTimer extends Timer {
  readonly order: number;
}

function earlier(a: OrderedTimer, b: OrderedTimer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** Entries of the heap that were replaced or cancelled: more than that, and it is made anew. */
const STALE_PART_MAX = 2;
const STALE_MAX = 1000;

/**
 * The durable timers of a sandbox: a binary heap over rows. At most one timer stands per key. Replaced
 * and cancelled entries stay in the heap until they surface (lazy deletion).
 */
export class Timers {
  readonly #byKey = new Map<string, OrderedTimer>();
  readonly #heap: OrderedTimer[] = [];
  readonly #dirty = new Set<string>();
  #order = 0;
  #foreground = 0;

  load(timers: Iterable<OrderedTimer>): void {
    for (const timer of timers) {
      this.#insert(timer);
      this.#order = Math.max(this.#order, timer.order + 1);
    }
  }

  /** Sets the timer, or moves it if one stands under that key. */
  set(key: string, due: number, background = false): void {
    const current = this.#byKey.get(key);
    if (current?.due === due && current.background === background) return;
    this.cancel(key);
    this.#insert({ key, due, background, order: this.#order++ });
    this.#dirty.add(key);
  }

  cancel(key: string): void {
    const current = this.#byKey.get(key);
    if (current === undefined) return;
    this.#byKey.delete(key);
    if (!current.background) this.#foreground--;
    this.#dirty.add(key);
  }

  /** What lies in the heap, whether it stands or not. */
  get entries(): number {
    return this.#heap.length;
  }

  /** True while anything but background timers is pending. */
  get hasForeground(): boolean {
    return this.#foreground > 0;
  }

  /** When the next timer is due. */
  nextDue(): number | undefined {
    return this.#peek()?.due;
  }

  /** Takes the next timer that is due at `now`. */
  takeDue(now: number): Timer | undefined {
    const head = this.#peek();
    if (head === undefined || head.due > now) return undefined;
    this.#pop();
    this.cancel(head.key);
    return head;
  }

  /** The timers changed since the last call: a timer to store, or undefined to delete, by key. */
  takeDirty(): Map<string, OrderedTimer | undefined> {
    const dirty = new Map<string, OrderedTimer | undefined>();
    for (const key of this.#dirty) dirty.set(key, this.#byKey.get(key));
    this.#dirty.clear();
    return dirty;
  }

  #insert(timer: OrderedTimer): void {
    this.#byKey.set(timer.key, timer);
    if (!timer.background) this.#foreground++;
    this.#heap.push(timer);
    this.#siftUp(this.#heap.length - 1);
    if (this.#heap.length > STALE_PART_MAX * this.#byKey.size + STALE_MAX) this.#compact();
  }

  /** Forgets what was replaced and cancelled. In order of time, an array is a heap. */
  #compact(): void {
    const standing = [...this.#byKey.values()].sort((a, b) => (earlier(a, b) ? -1 : 1));
    this.#heap.length = 0;
    for (const timer of standing) this.#heap.push(timer);
  }

  #peek(): OrderedTimer | undefined {
    for (;;) {
      const head = this.#heap[0];
      if (head === undefined || this.#byKey.get(head.key) === head) return head;
      this.#pop();
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#siftDown();
  }

  #siftUp(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #siftDown(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const a = this.#heap[left];
      const b = this.#heap[right];
      if (a === undefined) return;
      const child = b !== undefined && earlier(b, a) ? right : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const a = this.#heap[child];
    const b = this.#heap[parent];
    if (a === undefined || b === undefined || !earlier(a, b)) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }
}
