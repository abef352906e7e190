/** What a file is: the S_IFMT part of its mode. */
export type FileType =
  | 'file'
  | 'directory'
  | 'symbolic link'
  | 'fifo'
  | 'character device'
  | 'block device'
  | 'socket';

/** What an executable does when it is run. Copies of the file keep it. */
export interface Executable {
  /** The key of the program in the table of programs, e.g. `ls`, `nginx`, `sh`. */
  readonly program: string;
  /** Whose implementation it is, where several exist that print different words. */
  readonly flavour: 'busybox' | 'gnu';
  /** Version of the packaged software, as it prints it, e.g. `1.27.5`. */
  readonly version?: string;
  /** What it was compiled for, as Go calls it: `arm64`. None: for the machines of the sandbox. */
  readonly architecture?: string;
}

/**
 * The content of a regular file. `fill`: so many equal bytes, which take no room (a file that `dd` made from
 * /dev/zero, the body of a binary).
 */
export type Content = { readonly bytes: Uint8Array } | { readonly fill: number; readonly size: number };

/** What stat(2) tells of a file. */
export interface Stat {
  readonly device: number;
  readonly inode: number;
  readonly type: FileType;
  /** Permission bits with setuid, setgid and sticky: 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly size: number;
  /** Milliseconds of virtual time since the epoch. */
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly accessedMs: number;
  /** Of devices: major and minor number. */
  readonly special?: readonly [major: number, minor: number];
  /** The SELinux context, e.g. `system_u:object_r:container_file_t:s0:c1,c2`. */
  readonly context?: string;
  /** What it gives to whoever executes it, in libcap's words: `cap_net_raw=ep`. */
  readonly capabilities?: string;
  readonly executable?: Executable;
}
