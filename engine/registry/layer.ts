/** What an executable of an image does when it is run: the same shape as the file system's. */
export interface LayerExecutable {
  /** The key of the program in the table of programs, e.g. `busybox`, `ls`, `nginx`. */
  readonly program: string;
  readonly flavour: 'busybox' | 'gnu';
  readonly version?: string;
  /** What it was compiled for, as Go calls it: `arm64`. None: for the machines of the sandbox. */
  readonly architecture?: string;
}

interface Common {
  /** Absolute, without a slash at its end: `/usr/bin/env`. The parent's entry comes before it. */
  readonly path: string;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Default: that of the layer. */
  readonly modifiedMs?: number;
  /** Of an executable: what it gives to whoever executes it, in libcap's words: `cap_net_raw=ep`. */
  readonly capabilities?: string;
}

/** A file of a layer, as the header and the content of a tar entry say it. */
export type LayerEntry =
  | (Common & { readonly type: 'directory' })
  | (Common & { readonly type: 'file'; readonly text: string })
  | (Common & { readonly type: 'bytes'; readonly bytes: Uint8Array })
  /** So many equal bytes, which take no room. */
  | (Common & { readonly type: 'fill'; readonly fill: number; readonly size: number })
  | (Common & { readonly type: 'executable'; readonly executable: LayerExecutable; readonly size: number })
  | (Common & { readonly type: 'symbolic link'; readonly target: string })
  | (Common & {
      readonly type: 'special';
      readonly what: 'fifo' | 'character device' | 'block device' | 'socket';
      readonly numbers?: readonly [major: number, minor: number];
    })
  /** Another name of a file in this layer. */
  | (Common & { readonly type: 'hard link'; readonly target: string })
  /** What lower layers have at this path is gone. */
  | { readonly type: 'whiteout'; readonly path: string }
  /** What lower layers have in this directory is gone. */
  | { readonly type: 'opaque'; readonly path: string };

export interface Layer {
  readonly key: string;
  /** Modification time of every file in it that has none of its own. */
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

export const executable = (
  path: string,
  what: LayerExecutable,
  size: number,
  mode = 0o755,
): Extract<LayerEntry, { readonly type: 'executable' }> => ({
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
