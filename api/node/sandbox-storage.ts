import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { emptyDatabase, inWalMode, openDatabase, preparer } from '../../db/node.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';

/** Where a sandbox's database is: a file, or only in memory. */
export class SandboxStorage {
  readonly #file: string | undefined;
  #open: { database: SandboxDatabase; sqlite: Sqlite.Database } | undefined;

  /** @param file undefined: in memory, gone when it is closed */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  exists(): boolean {
    return this.#open !== undefined || (this.#file !== undefined && existsSync(this.#file));
  }

  open(): SandboxDatabase {
    if (this.#open === undefined) {
      const isNew = this.#file === undefined || !existsSync(this.#file);
      if (this.#file !== undefined && isNew) this.#create(this.#file, emptyDatabase('sandbox'));
      const { db, sqlite } = openDatabase(this.#file ?? emptyDatabase('sandbox'), 'sandbox', schema, isNew);
      this.#open = { database: new SandboxDatabase(db, preparer(sqlite)), sqlite };
    }
    return this.#open.database;
  }

  close(): void {
    this.#open?.sqlite.close();
    this.#open = undefined;
  }

  destroy(): void {
    this.close();
    if (this.#file === undefined) return;
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
  }

  /** The whole database as bytes, as of the last commit. */
  bytes(): Buffer {
    this.open();
    if (this.#open === undefined) throw new Error('the database is not open');
    return this.#open.sqlite.serialize();
  }

  /** Makes the database from such bytes. @throws Error where there is one already */
  restore(bytes: Buffer): void {
    if (this.#file === undefined || this.exists()) throw new Error('the database exists already');
    this.#create(this.#file, bytes);
  }

  #create(file: string, bytes: Buffer): void {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, inWalMode(bytes), { flag: 'wx' });
  }
}

const SANDBOX_ID = /^sbx_[0-9a-z]{26}$/;

/** The file of a sandbox, spread over folders by the end of its id. @throws Error where the id isn't one of ours */
export function sandboxFile(folder: string, id: string): string {
  if (!SANDBOX_ID.test(id)) throw new Error('not a sandbox id');
  return join(folder, 'sandboxes', id.slice(-1), `${id}.db`);
}
