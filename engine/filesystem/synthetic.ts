import { SystemError } from './errors.ts';

/** A file of a synthetic file system, made when it is looked at. */
export type SyntheticNode = SyntheticFile & {
  /** Default: root. */
  readonly owner?: { readonly uid: number; readonly gid: number };
};

type SyntheticFile =
  | { readonly type: 'directory'; readonly list: () => readonly string[]; readonly mode?: number }
  | {
      readonly type: 'file';
      readonly read: () => string;
      /** Undefined: read-only. @throws SystemError, EINVAL for what it doesn't understand */
      readonly write?: (text: string) => void;
      readonly mode?: number;
      /** It stands for a namespace (ioctl_nsfs(2)): of which type, and its number. */
      readonly namespace?: NamespaceFile;
    }
  | {
      readonly type: 'symbolic link';
      readonly target: string;
      /** Who follows it comes to a namespace, wherever the target's name leads. */
      readonly namespace?: NamespaceFile;
      /** Opening it opens the descriptor of that process, whatever it is (proc_pid_fd(5)). */
      readonly descriptor?: { readonly pid: number; readonly descriptor: number };
    }
  | {
      readonly type: 'character device';
      readonly special: readonly [major: number, minor: number];
      readonly mode: number;
    };

export interface NamespaceFile {
  readonly type: string;
  readonly inode: number;
}

/** What a namespace is as a file: nothing to read. */
export function namespaceFile(namespace: NamespaceFile): SyntheticNode {
  return {
    type: 'file',
    mode: 0o444,
    namespace,
    read: () => {
      throw new SystemError('EINVAL');
    },
  };
}

export function directory(list: () => readonly string[]): SyntheticNode {
  return { type: 'directory', list };
}

export function file(read: () => string, write?: (text: string) => void): SyntheticNode {
  return {
    type: 'file',
    read,
    mode: write === undefined ? 0o444 : 0o644,
    ...(write === undefined ? {} : { write }),
  };
}

export function link(target: string): SyntheticNode {
  return { type: 'symbolic link', target };
}

/** A file system without files: proc, sysfs, cgroup2. */
export interface SyntheticFilesystem {
  /**
   * What stands at a path (`''` is its root) as a process sees it.
   * @param viewer host and process id, in the host's own pid namespace
   * @param root what the mount says it shows: a part of the whole
   */
  node(viewer: Viewer, path: string, root: string): SyntheticNode | undefined;
  makeDirectory?(viewer: Viewer, path: string, root: string): void;
  removeDirectory?(viewer: Viewer, path: string, root: string): void;
}

export interface Viewer {
  readonly host: string;
  readonly pid: number;
}
