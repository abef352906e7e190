import type { Layer } from '../registry/layer.ts';
import type { Executable, FileType } from './node.ts';

/** Where layers come from: the catalogue, or what was built, committed and loaded in the sandbox. */
export interface LayerSource {
  layer(id: string): Layer;
}

export type FilesystemType = 'overlay' | 'tmpfs' | 'ext4';

/** A file system as it is stored. */
export interface Instance {
  readonly id: string;
  readonly type: FilesystemType;
  readonly device: number;
  /** Ids of the layers below, the lowest first. */
  readonly layers: readonly string[];
  /** Undefined: as much as the disk below has. */
  readonly bytesMax?: number;
  nextInode: number;
  usedBytes: number;
  usedInodes: number;
}

/** The content of a file in the writable part. */
export type StoredContent =
  /** That of the tree: only the rest has changed. */
  | { readonly is: 'base' }
  /** Pieces by number; those that aren't there are of equal bytes. */
  | { readonly is: 'chunks'; readonly fill: number; chunks: number[] };

/** A file of the writable part, as it is stored. Changed in place. */
export interface Inode {
  readonly type: FileType;
  mode: number;
  uid: number;
  gid: number;
  links: number;
  size: number;
  modifiedMs: number;
  changedMs: number;
  accessedMs: number;
  readonly target?: string;
  readonly special?: readonly [major: number, minor: number];
  executable?: Executable;
  context?: string;
  content?: StoredContent;
  /** Of a directory: names that the tree hasn't, or has for something else. 0: the name is gone. */
  entries?: Readonly<Record<string, number>>;
  /** Nothing of the tree shows in this directory. */
  opaque?: boolean;
}
