import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Milliseconds that plain prepared better-sqlite3 takes to write these texts as rows, all in one transaction. */
export function rawWriteMs(texts: readonly string[]): number {
  return onRawTable((insert, transaction) => {
    const start = performance.now();
    transaction(() => {
      for (const text of texts) insert(text);
    });
    return performance.now() - start;
  });
}

/** The milliseconds each of these texts takes as a row in a transaction of its own; ascending. */
export function rawCommitMs(texts: readonly string[]): number[] {
  return onRawTable((insert, transaction) =>
    texts
      .map((text) => {
        const start = performance.now();
        transaction(() => insert(text));
        return performance.now() - start;
      })
      .sort((a, b) => a - b),
  );
}

function onRawTable<R>(
  measure: (insert: (text: string) => void, transaction: (write: () => void) => void) => R,
): R {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-raw-'));
  const sqlite = new Sqlite(join(folder, 'raw.db'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.exec('CREATE TABLE revisions (id INTEGER PRIMARY KEY, object TEXT NOT NULL)');
  const insert = sqlite.prepare('INSERT INTO revisions (object) VALUES (?)');
  const result = measure(
    (text) => void insert.run(text),
    (write) => sqlite.transaction(write)(),
  );
  sqlite.close();
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/** Everything that a sandbox's database holds of its machines and containers, as it is stored, by kind and key. */
export function recordsOf(file: string): ReadonlyMap<string, string> {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite
    .prepare<[], { kind: string; key: string; value: string }>('SELECT * FROM records')
    .all();
  sqlite.close();
  return new Map(rows.map(({ kind, key, value }) => [`${kind} ${key}`, value]));
}

/** Every revision of a sandbox's database, as it is stored. */
export function revisionsOf(file: string): string[] {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite.prepare<[], { object: string }>('SELECT object FROM revisions ORDER BY id').all();
  sqlite.close();
  return rows.map(({ object }) => object);
}
