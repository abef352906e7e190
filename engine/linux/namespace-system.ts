import type { NamespaceType } from './process.ts';

/** A namespace, as a look through /proc shows it. */
export interface NamespaceView {
  readonly type: NamespaceType;
  readonly inode: number;
  /** The user namespace it belongs to, and the one it lies in (user and pid). */
  readonly owner: number;
  readonly parent?: number;
  /** The processes in it that the asker sees, by id. */
  readonly pids: readonly number[];
  /** Where mounts hold it. */
  readonly mountPoints: readonly string[];
}

/** The system calls on namespaces and capabilities. */
export interface NamespaceSystem {
  /** unshare(2). Of pid and time, new ones are for children to come. @throws SystemError EPERM, ENOSPC */
  unshare(types: readonly NamespaceType[]): void;
  /** setns(2), with a descriptor of a file of /proc/<pid>/ns. @throws SystemError EPERM, EINVAL */
  setNamespace(descriptor: number): void;
  /** Its own namespaces. */
  readonly namespaces: Readonly<Record<NamespaceType, number>>;
  /** Those of all processes it sees, and those that mounts hold. */
  namespaceViews(): readonly NamespaceView[];
  readonly realUid: number;
  readonly realGid: number;
  /** prctl(PR_GET_NO_NEW_PRIVS) */
  readonly noNewPrivileges: boolean;
  /** prctl(PR_SET_NO_NEW_PRIVS): from now on nothing that it executes has more rights than itself. */
  forbidNewPrivileges(): void;
  /** Takes all but these out of its bounding set (PR_CAPBSET_DROP). @throws SystemError EPERM */
  boundCapabilities(kept: readonly string[]): void;
  /** Whether it keeps its capabilities where it stops being root, until it becomes another program (PR_SET_KEEPCAPS). */
  keepCapabilities(keep: boolean): void;
  /** Its inheritable set from now on. @throws SystemError EPERM */
  inheritCapabilities(names: readonly string[]): void;
  /** Its ambient set from now on. @throws SystemError EPERM */
  raiseAmbient(names: readonly string[]): void;
  /** Whether execve(2) would start the file. @throws SystemError EACCES, ENOENT, EPERM … */
  checkExecutable(path: string): void;
  /** The extended attribute security.capability, in libcap's words; undefined: none. @throws SystemError EPERM */
  setCapabilities(path: string, capabilities: string | undefined): void;
}
