import type { Cluster } from '../cluster.ts';
import type { ManagedFieldsEntry } from '../object.ts';
import type { Author } from './store.ts';

/** What every write is told besides the object. */
export interface WriteOptions {
  readonly author: Author;
  /** All of the checks, none of the effect. */
  readonly dryRun?: boolean;
  /** The subresource written through, where it is not the status: it is part of who manages what. */
  readonly subresource?: string;
  /** Managed fields that are already worked out, by a server-side apply. */
  readonly managedFields?: { readonly applied: ManagedFieldsEntry[] | undefined };
}

/**
 * Runs a write so that one which is refused, or only tried, leaves no trace: not even in the random numbers
 * that would have named something.
 */
export function attempt<R>(cluster: Cluster, options: WriteOptions, write: () => R): R {
  const before = cluster.random.state;
  let done = false;
  try {
    const result = write();
    done = options.dryRun !== true;
    return result;
  } finally {
    if (!done) cluster.random.restore(before);
  }
}
