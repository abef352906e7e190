import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as schema from './schema.ts';

/** What both drivers are to shared code: better-sqlite3 on Node, a Durable Object's SQLite on Workers. */
export type TenantConnection = BaseSQLiteDatabase<'sync', unknown, typeof schema>;

/** A stretch of a list in the order of ids, which is the order of creation. */
export interface Page {
  /** Only what comes after this id. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Workers allow 100 bound parameters a statement. */
export const PARAMETERS_MAX = 100;

export function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
