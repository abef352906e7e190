import type { Mount } from '../../filesystem/mounts.ts';
import { callerOf } from '../caller.ts';
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
      const options = optionsOf(mount).join(',');
      const access = mount.readOnly ? 'ro' : 'rw';
      return `${mount.id} ${above?.id ?? 1} 0:${mount.id} ${rootOf(mount)} ${mount.path} ${options} - ${mount.type} ${mount.source} ${access}\n`;
    })
    .join('');
}

/** What of its file system shows. */
function rootOf({ root, synthetic }: Mount): string {
  if (synthetic === undefined) return root ?? '/';
  return `/${synthetic.inner ?? ''}`;
}
