import type { Access, Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Stat } from '../filesystem/node.ts';
import { fileContext } from './file-contexts.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { rootCaller } from './root-caller.ts';

/** Domains of confined containers (container-selinux); everything else is as good as unconfined. */
const CONFINED = new Set([
  'container_t',
  'container_init_t',
  'container_device_t',
  'container_logreader_t',
  'container_logwriter_t',
]);

/** Types that confined containers may read, execute and write. */
const WRITABLE = new Set(['container_file_t', 'svirt_sandbox_file_t', 'tmpfs_t', 'devpts_t', 'proc_t']);
/** Types that they may read and execute. */
const READABLE = new Set([
  'bin_t',
  'cert_t',
  'cgroup_t',
  'container_ro_file_t',
  'container_share_t',
  'lib_t',
  'sysfs_t',
  'usr_t',
]);
/** Further types that some domains may read, or also write. */
const OF_DOMAIN: Readonly<Record<string, { readonly types: readonly string[]; readonly write: boolean }>> = {
  container_logreader_t: { types: ['var_log_t', 'container_log_t', 'auditd_log_t'], write: false },
  container_logwriter_t: { types: ['var_log_t', 'container_log_t'], write: true },
  container_device_t: { types: ['device_t'], write: true },
};

const CONTEXT = /^[\w.-]+:[\w.-]+:[\w.-]+:s\d{1,2}(?::[\w.,]+)?(?:-s\d{1,2}(?::[\w.,]+)?)?$/;
/** Types of processes that the policy knows, beside the confined ones. */
const OTHER_DOMAINS = new Set(['spc_t', 'unconfined_t', 'container_runtime_t', 'init_t', 'kernel_t']);

/** Whether the policy has it: else the kernel refuses to give it to a process. */
export function isProcessContext(context: string): boolean {
  const type = typeOf(context);
  return CONTEXT.test(context) && (CONFINED.has(type) || OTHER_DOMAINS.has(type));
}

/** What SELinux shows and checks of files on behalf of a process; nothing where the host has no SELinux. */
export function selinuxOf(
  kernel: Kernel,
  process: Process,
): Pick<Caller, 'checkContext' | 'contextOf'> | undefined {
  const mode = kernel.hosts.get(process.host)?.selinux;
  if (mode === undefined || mode === 'disabled') return undefined;
  if (!CONFINED.has(typeOf(process.context))) return { contextOf: fileContext };
  const mine = categoriesOf(process.context, 'high');
  const checkContext = (stat: Stat, access: Access, name: string) => {
    const target = stat.context ?? UNLABELLED;
    if (isTypeAllowed(typeOf(process.context), typeOf(target), stat, access) && isDominated(mine, target))
      return;
    const denial = { stat, name, target, access, permissive: mode === 'permissive' };
    kernel.audit.denied(process, denial, rootCaller(process.host, kernel.namespaces.initial().mnt));
    if (mode === 'enforcing') throw new SystemError('EACCES');
  };
  return { contextOf: fileContext, checkContext };
}

const UNLABELLED = 'system_u:object_r:unlabeled_t:s0';

function isTypeAllowed(domain: string, type: string, { type: kind }: Stat, access: Access): boolean {
  // Any directory may be searched, whatever its type.
  if (WRITABLE.has(type) || (kind === 'directory' && access === 'execute')) return true;
  const own = OF_DOMAIN[domain];
  if (own?.types.includes(type) === true && (access !== 'write' || own.write)) return true;
  return READABLE.has(type) && access !== 'write';
}

/** MCS: a process has to have all categories of a file. */
function isDominated(mine: ReadonlySet<number>, target: string): boolean {
  for (const category of categoriesOf(target, 'low')) if (!mine.has(category)) return false;
  return true;
}

function typeOf(context: string): string {
  return context.split(':')[2] ?? '';
}

/** The categories of a level such as `s0:c1,c2`, `s0:c0.c9` or `s0-s0:c0.c1023`. */
function categoriesOf(context: string, end: 'low' | 'high'): ReadonlySet<number> {
  const level = context.split(':').slice(3).join(':');
  const ends = level.split('-');
  const [, ...sets] = ((end === 'low' ? ends[0] : ends.at(-1)) ?? '').split(':');
  const found = new Set<number>();
  for (const part of sets.join(':').split(',')) {
    const [, first, last = first] = /^c(\d{1,4})(?:\.c(\d{1,4}))?$/.exec(part) ?? [];
    if (first === undefined) continue;
    for (let category = Number(first); category <= Math.min(Number(last), CATEGORY_MAX); category++)
      found.add(category);
  }
  return found;
}

const CATEGORY_MAX = 1023;
