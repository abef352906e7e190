import type { OwnedRecords, Records } from '../simulation/records.ts';
import { SystemError } from './errors.ts';
import type { Inode, Instance } from './inode.ts';

/** Files that all writable parts of a sandbox may hold together. */
const INODES_MAX = 100_000;

/** Counts what file systems hold, against their own sizes and those of the disks they lie on. */
export class Usage {
  readonly #instances: Records<Instance>;
  readonly #inodes: OwnedRecords<number, Inode>;
  /** Takes memory for files of a tmpfs, or gives it back. @throws SystemError ENOMEM */
  chargeMemory: (group: NonNullable<Instance['cgroup']>, bytes: number) => void = () => {};

  constructor(instances: Records<Instance>, inodes: OwnedRecords<number, Inode>) {
    this.#instances = instances;
    this.#inodes = inodes;
  }

  /** @throws SystemError ENOSPC where there is no room; nothing is counted then */
  use(instance: Instance, bytes: number, inodes: number): void {
    if (inodes > 0 && this.#inodes.size + inodes > INODES_MAX) throw new SystemError('ENOSPC');
    const disk = instance.disk === undefined ? undefined : this.#instances.get(instance.disk);
    if (bytes > 0) {
      checkRoom(instance, bytes);
      if (disk !== undefined) checkRoom(disk, bytes);
    }
    if (instance.cgroup !== undefined && bytes !== 0) this.chargeMemory(instance.cgroup, bytes);
    instance.usedBytes = Math.max(0, instance.usedBytes + bytes);
    instance.usedInodes = Math.max(0, instance.usedInodes + inodes);
    this.#instances.set(instance.id, instance);
    if (disk !== undefined && bytes !== 0) this.#addGuest(disk, bytes);
  }

  /** Gives the disk, or memory, back what an instance has there. */
  free({ disk: id, cgroup, usedBytes }: Instance): void {
    if (cgroup !== undefined && usedBytes > 0) this.chargeMemory(cgroup, -usedBytes);
    const disk = id === undefined ? undefined : this.#instances.get(id);
    if (disk !== undefined) this.#addGuest(disk, -usedBytes);
  }

  #addGuest(disk: Instance, bytes: number): void {
    disk.guestBytes = Math.max(0, (disk.guestBytes ?? 0) + bytes);
    this.#instances.set(disk.id, disk);
  }
}

function checkRoom(
  { usedBytes, guestBytes = 0, bytesMax = Number.POSITIVE_INFINITY }: Instance,
  bytes: number,
) {
  if (usedBytes + guestBytes + bytes > bytesMax) throw new SystemError('ENOSPC');
}

/**
 * What a file counts for. One that is only changed beside its content was copied up whole in an overlay; on a disk
 * with an image it was there before.
 */
export function countedBytes({ type }: Instance, inode: Inode): number {
  if (inode.type !== 'file') return 0;
  return inode.content?.is === 'base' && type === 'ext4' ? 0 : inode.size;
}
