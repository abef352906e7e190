import type { Mount } from '../../filesystem/mounts.ts';
import { callerOf } from '../caller.ts';
import { DISK_MAJOR } from '../devices.ts';
import type { Kernel } from '../kernel.ts';
import { optionsOf } from '../mounting.ts';
import type { Process } from '../process.ts';

/** /proc/<pid>/mounts */
export function mountLines(kernel: Kernel, process: Process): string {
  return kernel.filesystems.mounts
    .of(callerOf(kernel, process).mounts)
    .map((mount) => `${mount.source} ${mount.path} ${mount.type} ${optionsOf(mount).join(',')} 0 0\n`)
    .join('');
}

/** /proc/<pid>/mountinfo */
export function mountInfo(kernel: Kernel, process: Process): string {
  const table = kernel.filesystems.mounts.of(callerOf(kernel, process).mounts);
  return table
    .map((mount) => {
      const above = table.findLast(
        ({ path }) => path !== mount.path && `${mount.path}/`.startsWith(path === '/' ? '/' : `${path}/`),
      );
      const [access = 'rw', ...options] = optionsOf(mount);
      const own = [access, ...options.filter((option) => OF_MOUNT.has(option))];
      // What is read-only is the mount, not the file system, where it was bound or remounted.
      const whole = ['rw', ...options.filter((option) => !OF_MOUNT.has(option))];
      return `${mount.id} ${above?.id ?? 1} ${deviceOf(kernel, mount)} ${rootOf(mount)} ${mount.path} ${own.join(',')} - ${mount.type} ${mount.source} ${whole.join(',')}\n`;
    })
    .join('');
}

/** Options of a mount; others are those of the file system. */
const OF_MOUNT = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime', 'nosymfollow']);

function deviceOf({ filesystems }: Kernel, { id, filesystem, type }: Mount): string {
  if (type === 'ext4') return `${DISK_MAJOR}:1`;
  const { instances } = filesystems;
  return `0:${filesystem !== undefined && instances.has(filesystem) ? instances.instance(filesystem).device : id}`;
}

/** What of its file system shows. */
function rootOf({ root, synthetic }: Mount): string {
  if (synthetic === undefined) return root ?? '/';
  return `/${synthetic.inner ?? ''}`;
}
