import { Sequence } from '../../heap/sequence.ts';
import { Table } from '../../heap/table.ts';

/** Milliseconds and a number within them. */
export interface StreamId {
  readonly ms: number;
  readonly sequence: number;
}

export const LAST_ID: StreamId = { ms: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER };

/** Its id, then fields and values in turn. */
export type StreamEntry = readonly [ms: number, sequence: number, ...fields: string[]];

/** To whom an entry was given, when, and how often. */
export type Pending = readonly [consumer: string, timeMs: number, count: number];

export class Consumer {
  readonly seenMs: number;
  readonly activeMs: number;

  constructor(seenMs = 0) {
    this.seenMs = seenMs;
    this.activeMs = seenMs;
  }
}

export class Group {
  readonly lastMs: number = 0;
  readonly lastSequence: number = 0;
  readonly read: number = 0;
  /** By the text of the entry's id. */
  readonly pending: Table<Pending> = new Table();
  readonly consumers: Table<Consumer> = new Table();
}

export class Stream {
  readonly entries: Sequence<StreamEntry> = new Sequence();
  readonly lastMs: number = 0;
  readonly lastSequence: number = 0;
  readonly added: number = 0;
  readonly maxDeletedMs: number = 0;
  readonly maxDeletedSequence: number = 0;
  readonly groups: Table<Group> = new Table();

  get lastId(): StreamId {
    return { ms: this.lastMs, sequence: this.lastSequence };
  }

  /** The index of the first entry that isn't before an id. */
  indexOf(id: StreamId): number {
    return this.entries.search(([ms, sequence]) => compareIds({ ms, sequence }, id) < 0);
  }
}

export function compareIds(left: StreamId, right: StreamId): number {
  return left.ms - right.ms || left.sequence - right.sequence;
}

export const idText = ({ ms, sequence }: StreamId): string => `${ms}-${sequence}`;

export function entryId([ms, sequence]: StreamEntry): StreamId {
  return { ms, sequence };
}

export function nextId({ ms, sequence }: StreamId): StreamId {
  return sequence >= Number.MAX_SAFE_INTEGER ? { ms: ms + 1, sequence: 0 } : { ms, sequence: sequence + 1 };
}
