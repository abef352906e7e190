/** A change of one object, as it is logged. */
export interface Revision {
  /** The position in the log: the object's resourceVersion. */
  readonly id: number;
  /** Milliseconds of virtual time. */
  readonly at: number;
  readonly event: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Plural and group, as in `deployments.apps`. */
  readonly resource: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** The revision this one replaced; null for an object that is new. */
  readonly previous: number | null;
  /** The object as JSON; of a deletion, its last state. */
  readonly object: string;
  /** Who did it, with which verb, under which field manager. */
  readonly user: string;
  readonly verb: string;
  readonly manager: string;
}

/** A row of the table of records. */
export interface StoredRecord {
  readonly kind: string;
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

/** A record as it is to be stored from now on; without a value it is to be deleted. */
export type RecordChange = Omit<StoredRecord, 'value'> & { readonly value: string | undefined };

/** All that one transaction writes. */
export interface Changes {
  readonly meta: ReadonlyMap<string, string>;
  readonly revisions: readonly Revision[];
  /** Forget the states that were no longer current at this revision, as etcd's compaction does. */
  readonly compactTo: number | undefined;
  readonly timers: ReadonlyMap<
    string,
    | { readonly key: string; readonly due: number; readonly background: boolean; readonly order: number }
    | undefined
  >;
  readonly records: readonly RecordChange[];
}
