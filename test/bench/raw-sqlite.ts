import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Milliseconds that plain prepared better-sqlite3 takes to write these texts as rows, all in one transaction. */
export function rawWriteMs(texts: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-raw-'));
  const sqlite = new Sqlite(join(folder, 'raw.db'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.exec('CREATE TABLE revisions (id INTEGER PRIMARY KEY, object TEXT NOT NULL)');
  const insert = sqlite.prepare('INSERT INTO revisions (object) VALUES (?)');
  const start = performance.now();
  sqlite.transaction(() => {
    for (const text of texts) insert.run(text);
  })();
  const took = performance.now() - start;
  sqlite.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}

/** Every revision of a sandbox's database, as it is stored. */
export function revisionsOf(file: string): string[] {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite.prepare<[], { object: string }>('SELECT object FROM revisions ORDER BY id').all();
  sqlite.close();
  return rows.map(({ object }) => object);
}
