import { type DrizzleSqliteDODatabase, drizzle } from 'drizzle-orm/durable-sqlite';
import { migrate } from 'drizzle-orm/durable-sqlite/migrator';
import type { Prepare } from './sandbox/connection.ts';

export type Migrations = Parameters<typeof migrate>[1];

/**
 * A Durable Object's own SQLite, migrated to the newest schema. The migrator is asynchronous in name only:
 * all it does is done when it returns.
 */
export function openDurable<Schema extends Record<string, unknown>>(
  storage: DurableObjectStorage,
  schema: Schema,
  migrations: Migrations,
  onError: (error: unknown) => void,
): DrizzleSqliteDODatabase<Schema> {
  const db = drizzle(storage, { schema, casing: 'snake_case' });
  migrate(db, migrations).catch(onError);
  return db;
}

/** Statements of an object's own SQLite, which keeps what it prepared by its text. */
export function durablePreparer(storage: DurableObjectStorage): Prepare {
  return (text) => (parameters) => void storage.sql.exec(text, ...parameters);
}

/** True where a database was made in this object before. */
export function isMigrated(storage: DurableObjectStorage): boolean {
  const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE name = '__drizzle_migrations'");
  return [...tables].length > 0;
}
