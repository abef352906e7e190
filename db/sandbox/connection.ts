import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as schema from './schema.ts';

/** What both drivers are to shared code: better-sqlite3 on Node, a Durable Object's SQLite on Workers. */
export type SandboxConnection = BaseSQLiteDatabase<'sync', unknown, typeof schema>;
