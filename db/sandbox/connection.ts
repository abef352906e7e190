import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as schema from './schema.ts';

/** What both drivers are to shared code: better-sqlite3 on Node, a Durable Object's SQLite on Workers. */
export type SandboxConnection = BaseSQLiteDatabase<'sync', unknown, typeof schema>;

/** A statement that is run over and over, each time with other parameters, in the order of its `?`. */
export type Statement = (parameters: readonly (string | number | null)[]) => void;

/** The driver itself, for the writes of a commit: a query builder would take longer than SQLite does. */
export type Prepare = (text: string) => Statement;
