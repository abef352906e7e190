import type { Caller } from '../../engine/filesystem/caller.ts';
import { Filesystems } from '../../engine/filesystem/filesystems.ts';
import type { LayerSource } from '../../engine/filesystem/inode.ts';
import {
  directory,
  executable,
  file,
  hardLink,
  type Layer,
  symbolicLink,
} from '../../engine/registry/layer.ts';
import { Random } from '../../engine/simulation/random.ts';
import { RecordStore } from '../../engine/simulation/records.ts';

const START_MS = Date.UTC(2026, 0, 1);
export const HOST = 'h1';
export const ROOT = 'h1:root';
export const TABLE = 'h1/1';

const LAYERS: readonly Layer[] = [
  {
    key: 'base',
    modifiedMs: 1000,
    entries: [
      directory('/bin'),
      executable('/bin/busybox', { program: 'busybox', flavour: 'busybox' }, 1_000_000),
      hardLink('/bin/ls', '/bin/busybox'),
      directory('/etc'),
      file('/etc/hosts', '127.0.0.1 localhost\n'),
      file('/etc/motd', 'hello\n'),
      symbolicLink('/etc/mtab', '/proc/mounts'),
      directory('/home'),
      directory('/home/ann', 0o700, 1000, 1000),
      file('/home/ann/notes', 'mine\n', 0o600, 1000, 1000),
      directory('/srv'),
      directory('/srv/www'),
      file('/srv/www/index.html', '<h1>hi</h1>\n'),
      directory('/tmp', 0o1777),
    ],
  },
  {
    key: 'upper',
    modifiedMs: 2000,
    entries: [
      { type: 'whiteout', path: '/etc/motd' },
      directory('/srv/www'),
      { type: 'opaque', path: '/srv/www' },
      file('/srv/www/new.html', 'new\n'),
    ],
  },
];

export const layerSource: LayerSource = {
  layer(id) {
    const layer = LAYERS.find(({ key }) => key === id);
    if (layer === undefined) throw new Error(`no layer ${id}`);
    return layer;
  },
  isShared: () => true,
};

/** File systems with a clock that is moved by hand; `/` is an overlay over two layers. */
export class Lab {
  now = START_MS;
  readonly records = new RecordStore();
  readonly files: Filesystems;

  readonly #layers: LayerSource;

  constructor(layers: LayerSource = layerSource) {
    this.#layers = layers;
    this.files = new Filesystems(
      {
        now: () => this.now,
        random: Random.fromSeed('filesystem'),
        records: this.records,
        enqueue: () => {},
        afterCommit: () => {},
        work: () => {},
        toil: () => {},
      },
      layers,
    );
  }

  static withRoot(bytesMax?: number): Lab {
    const lab = new Lab();
    lab.makeRoot(ROOT, TABLE, bytesMax);
    return lab;
  }

  makeRoot(id: string, table: string, bytesMax?: number, layers = ['base', 'upper']): void {
    const limit = bytesMax === undefined ? {} : { bytesMax };
    this.files.instances.make({ id, type: 'overlay', device: 40, layers, ...limit });
    this.mount(table, '/', id, 'overlay');
  }

  /** Makes a tmpfs and mounts it. */
  tmpfs(path: string, bytesMax?: number, options: readonly string[] = []): string {
    const id = `h1:tmpfs-${path}`;
    const limit = bytesMax === undefined ? {} : { bytesMax };
    this.files.instances.make({ id, type: 'tmpfs', device: 41, layers: [], ...limit });
    this.files.makeDirectories(root, path);
    this.mount(TABLE, path, id, 'tmpfs', options);
    return id;
  }

  mount(table: string, path: string, id: string, type: string, options: readonly string[] = []): void {
    const readOnly = options.includes('ro');
    this.files.mounts.add(table, { path, filesystem: id, inode: 1, source: type, type, readOnly, options });
  }

  /** The world that a database would give back, made of what this one stored so far. */
  reloaded(): Lab {
    const lab = new Lab(this.#layers);
    lab.now = this.now;
    for (const { kind, key, value } of this.records.takeDirty()) {
      if (value === undefined) this.#stored.delete(`${kind} ${key}`);
      else this.#stored.set(`${kind} ${key}`, { kind, key, value });
    }
    lab.records.load(this.#stored.values());
    for (const [name, row] of this.#stored) lab.#stored.set(name, row);
    return lab;
  }

  /** Characters of the values in the database. */
  storedChars(): number {
    this.reloaded();
    return [...this.#stored.values()].reduce((sum, { value }) => sum + value.length, 0);
  }

  /** Rows in the database. */
  storedRows(): number {
    this.reloaded();
    return this.#stored.size;
  }

  /** The rows that the next commit writes. */
  written(): { readonly kind: string; readonly key: string; readonly value: string | undefined }[] {
    return this.records.takeDirty();
  }

  readonly #stored = new Map<string, { kind: string; key: string; value: string }>();
}

/** Who calls: root, unless it says otherwise. */
export function caller(change: Partial<Caller> = {}): Caller {
  const uid = change.uid ?? 0;
  return {
    host: HOST,
    pid: 1,
    mounts: TABLE,
    workingDirectory: '/',
    uid,
    gid: uid,
    groups: [],
    umask: 0o022,
    capable: () => uid === 0,
    ...change,
  };
}

export const root = caller();
export const ann = caller({ uid: 1000 });

/** The error code that a call throws, or `none`. */
export function errorOf(call: () => unknown): string {
  try {
    call();
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
