import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

export type DatabaseName = 'sandbox' | 'tenant' | 'host';

export interface OpenDatabase<Schema extends Record<string, unknown>> {
  readonly db: BetterSQLite3Database<Schema>;
  readonly sqlite: Sqlite.Database;
}

function migrationsFolder(name: DatabaseName): string {
  return fileURLToPath(new URL(`../migrations/${name}`, import.meta.url));
}

/** Opens a SQLite file (or `:memory:`), migrated to the newest schema. */
export function openDatabase<Schema extends Record<string, unknown>>(
  file: string | Buffer,
  name: DatabaseName,
  schema: Schema,
): OpenDatabase<Schema> {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  const db = drizzle(sqlite, { schema, casing: 'snake_case' });
  migrate(db, { migrationsFolder: migrationsFolder(name) });
  return { db, sqlite };
}
