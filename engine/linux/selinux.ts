import type { Access } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Stat } from '../filesystem/node.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** What a file has that nobody has labelled, seen from a host's own file system. */
const UNLABELLED = 'system_u:object_r:default_t:s0';

/** Types of files that confined containers may read, execute, or also write (container-selinux). */
const CONTAINER_FILES = new Set([
  'container_file_t',
  'svirt_sandbox_file_t',
  'tmpfs_t',
  'devpts_t',
  'proc_t',
]);
const READABLE = new Set(['container_ro_file_t', 'usr_t', 'cert_t', 'sysfs_t', 'cgroup_t']);

/** SELinux's check of a process's file accesses; undefined: it isn't confined. */
export function mayAccessContext(
  kernel: Kernel,
  process: Process,
): ((stat: Stat, access: Access) => void) | undefined {
  const mode = kernel.hosts.get(process.host)?.selinux;
  if (mode === undefined || mode === 'disabled' || typeOf(process.context) !== 'container_t')
    return undefined;
  return (stat, access) => {
    const target = stat.context ?? UNLABELLED;
    if (isAllowed(process.context, target, access)) return;
    kernel.audit.denied(process, stat, target, access, mode === 'permissive');
    if (mode === 'enforcing') throw new SystemError('EACCES');
  };
}

/** The container policy: types first, then the categories (MCS), all of which the process must have. */
function isAllowed(source: string, target: string, access: Access): boolean {
  const type = typeOf(target);
  if (!CONTAINER_FILES.has(type) && !(READABLE.has(type) && access !== 'write')) return false;
  const mine = categoriesOf(source);
  return categoriesOf(target).every((category) => mine.includes(category));
}

function typeOf(context: string): string {
  return context.split(':')[2] ?? '';
}

/** `s0:c1,c2` → c1 and c2. */
function categoriesOf(context: string): string[] {
  return (context.split(':')[4] ?? '').split(',').filter((category) => category !== '');
}
