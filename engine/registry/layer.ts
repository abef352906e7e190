/** What an executable of an image does when it is run: the same shape as the file system's. */
export interface LayerExecutable {
  /** The key of the program in the table of programs, e.g. `busybox`, `ls`, `nginx`. */
  readonly program: string;
  readonly flavour: 'busybox' | 'gnu';
  readonly version?: string;
}

interface Common {
  /** Absolute, without a slash at its end: `/usr/bin/env`. The parent's entry comes before it. */
  readonly path: string;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A file of a layer, as the header and the content of a tar entry say it. */
export type LayerEntry =
  | (Common & { readonly type: 'directory' })
  | (Common & { readonly type: 'file'; readonly text: string })
  | (Common & { readonly type: 'executable'; readonly executable: LayerExecutable; readonly size: number })
  | (Common & { readonly type: 'symbolic link'; readonly target: string })
  /** Another name of a file in this layer. */
  | (Common & { readonly type: 'hard link'; readonly target: string });

export interface Layer {
  readonly key: string;
  /** Modification time of every file in it. */
  readonly modifiedMs: number;
  readonly entries: readonly LayerEntry[];
}

export const directory = (path: string, mode = 0o755, uid = 0, gid = 0): LayerEntry => ({
  type: 'directory',
  path,
  mode,
  uid,
  gid,
});

export const file = (path: string, text: string, mode = 0o644, uid = 0, gid = 0): LayerEntry => ({
  type: 'file',
  path,
  text,
  mode,
  uid,
  gid,
});

export const executable = (path: string, what: LayerExecutable, size: number, mode = 0o755): LayerEntry => ({
  type: 'executable',
  path,
  executable: what,
  size,
  mode,
  uid: 0,
  gid: 0,
});

export const symbolicLink = (path: string, target: string): LayerEntry => ({
  type: 'symbolic link',
  path,
  target,
  mode: 0o777,
  uid: 0,
  gid: 0,
});

export const hardLink = (path: string, target: string): LayerEntry => ({
  type: 'hard link',
  path,
  target,
  mode: 0o755,
  uid: 0,
  gid: 0,
});
