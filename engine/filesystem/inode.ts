import type { Layer } from '../registry/layer.ts';
import type { Executable, FileType } from './node.ts';

/** Where layers come from: the catalogue, or what was built, committed and loaded in the sandbox. */
export interface LayerSource {
  layer(id: string): Layer;
  /** True where the id alone says what is in it, in every sandbox: its tree is then merged once for all of them. */
  isShared?(id: string): boolean;
}

type FilesystemType = 'overlay' | 'tmpfs' | 'ext4';

/** A file system as it is stored. */
export interface Instance {
  readonly id: string;
  readonly type: FilesystemType;
  readonly device: number;
  /** Ids of the layers below, the lowest first. */
  readonly layers: readonly string[];
  /** What its own files may take. Undefined: as much as the disk below has. */
  readonly bytesMax?: number;
  /** The instance on whose disk this one's files lie: the root of the host, for a container's. */
  readonly disk?: string;
  /** Of a tmpfs: the control group whose memory its files take. */
  readonly cgroup?: { readonly host: string; readonly path: string };
  /** The SELinux context of files that have none of their own (mount -o context=). */
  readonly context?: string;
  nextInode: number;
  usedBytes: number;
  usedInodes: number;
  /** What others have on its disk. */
  guestBytes?: number;
  /** Nobody asks for it any more: its files go one after another. */
  buried?: boolean;
}

/** The content of a file in the writable part. */
type StoredContent =
  /** That of the tree: only the rest has changed. */
  { readonly is: 'base' } | ChunkedContent;

/** Pieces by number. What none of them holds is `fill` up to `filled`, and zero after it. */
export interface ChunkedContent {
  readonly is: 'chunks';
  readonly fill: number;
  filled: number;
  chunks: number[];
}

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
  capabilities?: string | undefined;
  content?: StoredContent;
  /**
   * Of a directory: names that the tree hasn't, or has for something else, after a slash, since a name may be one
   * that objects have already. 0: the name is gone.
   */
  entries?: Record<string, number>;
  /** What they take in the record, in bytes. */
  entryBytes?: number;
  /** Nothing of the tree shows in this directory. */
  opaque?: boolean;
}
