import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { binary, bytesOf, decode, encode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { JOURNAL_BYTES_MAX } from '../limits.ts';
import { restored, type Stored, stored } from '../values/output.ts';
import { Cluster, type Counter, type Entry, type Storage } from './cluster.ts';
import type { Definition, TableDef } from './definitions.ts';

/** Where a product keeps what, below its data directory. */
export interface Layout {
  readonly catalogue: string;
  readonly journal: string;
  table(table: TableDef, databaseId: number): string;
  readonly firstId: number;
}

interface Catalogue {
  readonly objects: readonly (readonly [string, Definition])[];
  readonly counters: readonly (readonly [number, Counter])[];
  readonly nextId: number;
}

/**
 * A cluster's files: a catalogue, a file per table, and a journal of the commits since those were written. A commit
 * is one line of the journal.
 */
export class Files implements Storage {
  system: System;
  readonly folder: string;
  readonly layout: Layout;
  /** Files of tables that are there. */
  readonly #written = new Map<number, string>();
  #journalBytes = 0;

  constructor(system: System, folder: string, layout: Layout) {
    this.system = system;
    this.folder = folder;
    this.layout = layout;
  }

  append(entry: Entry, cluster: Cluster): void {
    const line = encode(`${JSON.stringify(entry)}\n`);
    if (this.#journalBytes > 0 && this.#journalBytes + line.length > JOURNAL_BYTES_MAX)
      this.checkpoint(cluster);
    this.#try(() => this.#appendLine(line));
    this.#journalBytes += line.length;
    for (const [, def] of entry.o) if (def?.kind === 'table') this.#touch(def, cluster);
  }

  /** The system writes a line whole or not at all. */
  #appendLine(line: string): void {
    const path = this.#path(this.layout.journal);
    const descriptor = this.system.open(path, { write: true, create: true, append: true, mode: 0o600 });
    try {
      this.system.write(descriptor, bytesOf(line));
    } finally {
      this.system.close(descriptor);
    }
  }

  /** Writes everything to its place and begins a new journal: beside the old files first, so that they stay until all is there. */
  checkpoint(cluster: Cluster): void {
    this.#try(() => {
      cluster.sweep();
      const alive = new Map(cluster.tables().map((table) => [table.id, table]));
      const catalogue: Catalogue = {
        objects: [...cluster.objects],
        counters: [...cluster.counters],
        nextId: cluster.nextId,
      };
      const texts: [path: string, text: string][] = [];
      for (const table of alive.values()) {
        const heap = cluster.heap(table.id);
        const path = this.#tablePath(table, cluster);
        if (!heap.dirty && this.#written.get(table.id) === path) continue;
        const lines = [...heap.rows].map(([id, row]) => `${JSON.stringify([id, ...row.map(stored)])}\n`);
        texts.push([path, lines.join('')]);
      }
      texts.push([this.#path(this.layout.catalogue), `${JSON.stringify(catalogue)}\n`]);
      this.#replace(texts);
      for (const table of alive.values()) {
        const [before, path] = [this.#written.get(table.id), this.#tablePath(table, cluster)];
        if (before !== undefined && before !== path) this.#remove(before);
        this.#written.set(table.id, path);
        cluster.heap(table.id).dirty = false;
      }
      for (const [id, path] of this.#written) {
        if (alive.has(id)) continue;
        this.#remove(path);
        this.#written.delete(id);
      }
      this.#write(this.#path(this.layout.journal), '');
      this.#journalBytes = 0;
    });
  }

  /** Puts new files in the place of old ones, when all of them are written. */
  #replace(texts: readonly (readonly [path: string, text: string])[]): void {
    const made: string[] = [];
    try {
      for (const [path, text] of texts) {
        made.push(path);
        this.#write(`${path}.new`, text);
      }
    } catch (error) {
      for (const path of made) this.#remove(`${path}.new`);
      throw error;
    }
    for (const path of made) this.system.rename(`${path}.new`, path);
  }

  /** Reads a cluster; undefined: there is none here. */
  load(): Cluster | undefined {
    try {
      return this.#load();
    } catch (error) {
      // Its files are anybody's who can reach the volume.
      if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
        throw new SqlError('corrupt', { words: 'invalid data' });
      throw error;
    }
  }

  #load(): Cluster | undefined {
    const text = this.#read(this.#path(this.layout.catalogue));
    if (text === undefined) return undefined;
    const cluster = new Cluster(this, this.layout.firstId);
    const catalogue: Catalogue = JSON.parse(text);
    for (const [key, def] of catalogue.objects) cluster.applyObject(key, def);
    for (const [id, { last, called }] of catalogue.counters) cluster.applyCounter(id, last, called);
    cluster.nextId = Math.max(cluster.nextId, catalogue.nextId);
    for (const table of cluster.tables()) this.#loadTable(cluster, table);
    this.#replay(cluster);
    return cluster;
  }

  #loadTable(cluster: Cluster, table: TableDef): void {
    const path = this.#tablePath(table, cluster);
    const text = this.#read(path);
    if (text === undefined) return;
    this.#written.set(table.id, path);
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const [id, ...values]: [number, ...Stored[]] = JSON.parse(line);
      cluster.applyRow(table.id, id, restoredRow(table, values));
    }
    cluster.heap(table.id).dirty = false;
  }

  #replay(cluster: Cluster): void {
    const text = this.#read(this.#path(this.layout.journal)) ?? '';
    this.#journalBytes = text.length;
    const tables = new Map(cluster.tables().map((table) => [table.id, table]));
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const entry: Entry = JSON.parse(line);
      for (const [key, def] of entry.o) {
        cluster.applyObject(key, def);
        if (def?.kind === 'table') tables.set(def.id, def);
      }
      for (const [id, row, values] of entry.r) {
        const table = tables.get(id);
        if (table !== undefined)
          cluster.applyRow(id, row, values === null ? null : restoredRow(table, values));
      }
      for (const [id, last, called] of entry.s) cluster.applyCounter(id, last, called);
    }
    for (const table of cluster.tables()) {
      const path = this.#tablePath(table, cluster);
      if (!this.#written.has(table.id) && this.#read(path) !== undefined) this.#written.set(table.id, path);
    }
  }

  #tablePath(table: TableDef, cluster: Cluster): string {
    const database = cluster.objects.get(`database\0${table.database}`);
    return this.#path(this.layout.table(table, database?.id ?? 0));
  }

  /** A table has a file from the beginning. */
  #touch(table: TableDef, cluster: Cluster): void {
    const path = this.#tablePath(table, cluster);
    if (this.#written.has(table.id)) return;
    this.#try(() => this.#write(path, ''));
    this.#written.set(table.id, path);
    cluster.heap(table.id).dirty = true;
  }

  #path(path: string): string {
    return `${this.folder}/${path}`;
  }

  #read(path: string): string | undefined {
    try {
      const descriptor = this.system.open(path, { read: true });
      const parts: string[] = [];
      for (;;) {
        const data = this.system.read(descriptor, 1_048_576);
        if (data === AGAIN || data.length === 0) break;
        parts.push(binary(data));
      }
      this.system.close(descriptor);
      return decode(parts.join(''));
    } catch (error) {
      if (error instanceof SystemError) return undefined;
      throw error;
    }
  }

  #write(path: string, text: string): void {
    const folder = path.slice(0, path.lastIndexOf('/'));
    makeFolders(this.system, folder);
    const descriptor = this.system.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
    try {
      this.system.write(descriptor, bytesOf(encode(text)));
    } finally {
      this.system.close(descriptor);
    }
  }

  #remove(path: string): void {
    try {
      this.system.unlink(path);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      throw new SqlError('cantWrite', { words: error.message });
    }
  }
}

/** Makes a folder with those above it. */
export function makeFolders(system: System, path: string): void {
  const parts = path.split('/').filter((part) => part !== '');
  for (let count = 1; count <= parts.length; count++) {
    try {
      system.makeDirectory(`/${parts.slice(0, count).join('/')}`, 0o700);
    } catch (error) {
      if (!(error instanceof SystemError) || error.code === 'ENOSPC' || error.code === 'EROFS') throw error;
    }
  }
}

export function restoredRow({ columns }: TableDef, values: readonly Stored[]) {
  return columns.map(({ type }, index) => restored(type, values[index] ?? null));
}
