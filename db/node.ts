import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Prepare } from './sandbox/connection.ts';

export type DatabaseName = 'sandbox' | 'tenant' | 'host';

export interface OpenDatabase<Schema extends Record<string, unknown>> {
  readonly db: BetterSQLite3Database<Schema>;
  readonly sqlite: Sqlite.Database;
}

function migrationsFolder(name: DatabaseName): string {
  return fileURLToPath(new URL(`../migrations/${name}`, import.meta.url));
}

/**
 * Opens a SQLite file (or `:memory:`, or the bytes of one), migrated to the newest schema.
 * @param isNew true where it was made a moment ago from `emptyDatabase`, and so is migrated
 */
export function openDatabase<Schema extends Record<string, unknown>>(
  file: string | Buffer,
  name: DatabaseName,
  schema: Schema,
  isNew = false,
): OpenDatabase<Schema> {
  const sqlite = new Sqlite(file);
  // One actor owns a file: SQLite then needs no memory shared with other processes, nor looks for them.
  sqlite.pragma('locking_mode = EXCLUSIVE');
  sqlite.pragma('journal_mode = WAL');
  if (isNew) startLog(sqlite);
  sqlite.pragma('synchronous = NORMAL');
  const db = drizzle(sqlite, { schema, casing: 'snake_case' });
  if (!isNew) migrate(db, { migrationsFolder: migrationsFolder(name) });
  return { db, sqlite };
}

/**
 * Writes the first page of a new file's log without waiting for the disk, which SQLite does whenever a log
 * starts anew, lest it be taken for the one before it after a power cut. Here there is none before it.
 */
function startLog(sqlite: Sqlite.Database): void {
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('user_version = 0');
}

/** Prepares statements of a file that `openDatabase` opened. */
export function preparer(sqlite: Sqlite.Database): Prepare {
  return (text) => {
    const statement = sqlite.prepare<unknown[]>(text);
    return (parameters) => void statement.run(parameters);
  };
}

const empty = new Map<DatabaseName, Buffer>();

/** The bytes of an empty database of the newest schema: to write them is much faster than to migrate. */
export function emptyDatabase(name: DatabaseName): Buffer {
  let bytes = empty.get(name);
  if (bytes === undefined) {
    const { sqlite } = openDatabase(':memory:', name, {});
    bytes = sqlite.serialize();
    sqlite.close();
    empty.set(name, bytes);
  }
  return bytes;
}

/** SQLite's file format: 2 at these offsets says that the file is in WAL mode. */
const WAL_MARKS = [18, 19];

/** The bytes of a database as a file in WAL mode has them: to switch it over later costs a write and a sync. */
export function inWalMode(bytes: Buffer): Buffer {
  const marked = Buffer.from(bytes);
  for (const offset of WAL_MARKS) marked[offset] = 2;
  return marked;
}
