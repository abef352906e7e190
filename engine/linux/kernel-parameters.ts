import { SystemError } from '../filesystem/errors.ts';
import type { Kernel } from './kernel.ts';
import { networkName } from './network-namespace.ts';
import type { NamespaceType, Process } from './process.ts';
import { isCapableIn, ownerOf } from './user-namespaces.ts';

/** A kernel parameter: a file of /proc/sys. */
export interface KernelParameter {
  /** What a new namespace has, or a host. */
  readonly default: string;
  /** The kind of namespace that has one of its own. Undefined: the host's. */
  readonly of?: NamespaceType;
  /** What may be written. Undefined: nothing. */
  readonly accepts?: RegExp;
  /** What else knows it. */
  readonly set?: (kernel: Kernel, host: string, namespace: number, value: string) => void;
  readonly get?: (kernel: Kernel, host: string, namespace: number) => string;
}

const NUMBER = /^-?\d{1,19}$/;
const SWITCH = /^[01]$/;
const PAIR = /^\d{1,10}\s+\d{1,10}$/;

const host = (value: string, accepts: RegExp = NUMBER): KernelParameter => ({ default: value, accepts });
const ipc = (value: string, accepts: RegExp = NUMBER): KernelParameter => ({
  default: value,
  of: 'ipc',
  accepts,
});
const net = (value: string, accepts: RegExp = NUMBER): KernelParameter => ({
  default: value,
  of: 'net',
  accepts,
});
const user = (value: string): KernelParameter => ({ default: value, of: 'user', accepts: NUMBER });

/** As a Debian machine has them (Documentation/admin-guide/sysctl). */
export const KERNEL_PARAMETERS: Readonly<Record<string, KernelParameter>> = {
  'fs.file-max': host('9223372036854775807'),
  'fs.inotify.max_queued_events': host('16384'),
  'fs.inotify.max_user_instances': user('128'),
  'fs.inotify.max_user_watches': user('29827'),
  'fs.mqueue.msg_default': ipc('10'),
  'fs.mqueue.msg_max': ipc('10'),
  'fs.mqueue.msgsize_default': ipc('8192'),
  'fs.mqueue.msgsize_max': ipc('8192'),
  'fs.mqueue.queues_max': ipc('256'),
  'fs.nr_open': host('1048576'),
  'fs.pipe-max-size': host('1048576'),
  'fs.protected_hardlinks': host('1'),
  'fs.protected_symlinks': host('1'),
  'fs.suid_dumpable': host('0'),
  'kernel.cap_last_cap': { default: '40' },
  'kernel.core_pattern': host('core', /^.{0,127}$/),
  'kernel.core_uses_pid': host('0'),
  'kernel.dmesg_restrict': host('1', SWITCH),
  'kernel.keys.maxkeys': host('200'),
  'kernel.kptr_restrict': host('0'),
  'kernel.msgmax': ipc('8192'),
  'kernel.msgmnb': ipc('16384'),
  'kernel.msgmni': ipc('32000'),
  'kernel.ngroups_max': { default: '65536' },
  'kernel.overflowuid': host('65534'),
  'kernel.panic': host('0'),
  'kernel.perf_event_paranoid': host('3'),
  'kernel.pid_max': host('4194304'),
  'kernel.printk': host('4\t4\t1\t7', /^[\d\s]{1,40}$/),
  'kernel.randomize_va_space': host('2', /^[012]$/),
  'kernel.sched_rt_runtime_us': host('950000'),
  'kernel.seccomp.actions_avail': {
    default: 'kill_process kill_thread trap errno user_notif trace log allow',
  },
  'kernel.sem': ipc('32000\t1024000000\t500\t32000', /^\d+(\s+\d+){3}$/),
  'kernel.shm_rmid_forced': ipc('0', SWITCH),
  'kernel.shmall': ipc('18446744073692774399', /^\d{1,20}$/),
  'kernel.shmmax': ipc('18446744073692774399', /^\d{1,20}$/),
  'kernel.shmmni': ipc('4096'),
  'kernel.sysrq': host('438'),
  'kernel.threads-max': host('63704'),
  'kernel.unprivileged_bpf_disabled': host('2'),
  'kernel.unprivileged_userns_clone': host('1', SWITCH),
  'kernel.yama.ptrace_scope': host('0'),
  'net.core.default_qdisc': host('pfifo_fast', /^\w{1,20}$/),
  'net.core.netdev_max_backlog': host('1000'),
  'net.core.optmem_max': host('20480'),
  'net.core.rmem_default': host('212992'),
  'net.core.rmem_max': host('212992'),
  'net.core.somaxconn': net('4096'),
  'net.core.wmem_default': host('212992'),
  'net.core.wmem_max': host('212992'),
  'net.ipv4.conf.all.arp_ignore': net('0'),
  'net.ipv4.conf.all.forwarding': forwarding(),
  'net.ipv4.conf.all.rp_filter': net('0', /^[012]$/),
  'net.ipv4.conf.default.rp_filter': net('0', /^[012]$/),
  'net.ipv4.icmp_echo_ignore_all': net('0', SWITCH),
  'net.ipv4.ip_default_ttl': net('64', /^\d{1,3}$/),
  'net.ipv4.ip_forward': forwarding(),
  'net.ipv4.ip_local_port_range': net('32768\t60999', PAIR),
  'net.ipv4.ip_local_reserved_ports': net('', /^[\d,-]*$/),
  'net.ipv4.ip_nonlocal_bind': net('0', SWITCH),
  'net.ipv4.ip_unprivileged_port_start': {
    default: '1024',
    of: 'net',
    accepts: /^\d{1,5}$/,
    get: ({ network }, name, inode) => String(network.unprivilegedPortStart(networkName(name, inode))),
    set: ({ network }, name, inode, value) =>
      network.setUnprivilegedPortStart(networkName(name, inode), Number(value)),
  },
  'net.ipv4.ping_group_range': net('1\t0', PAIR),
  'net.ipv4.tcp_congestion_control': net('cubic', /^(cubic|reno)$/),
  'net.ipv4.tcp_fin_timeout': net('60'),
  'net.ipv4.tcp_keepalive_intvl': net('75'),
  'net.ipv4.tcp_keepalive_probes': net('9'),
  'net.ipv4.tcp_keepalive_time': net('7200'),
  'net.ipv4.tcp_max_syn_backlog': net('256'),
  'net.ipv4.tcp_max_tw_buckets': net('16384'),
  'net.ipv4.tcp_retries2': net('15'),
  'net.ipv4.tcp_rmem': net('4096\t131072\t6291456', /^\d+(\s+\d+){2}$/),
  'net.ipv4.tcp_sack': net('1'),
  'net.ipv4.tcp_syn_retries': net('6'),
  'net.ipv4.tcp_syncookies': net('1', /^[012]$/),
  'net.ipv4.tcp_timestamps': net('1'),
  'net.ipv4.tcp_tw_reuse': net('2', /^[012]$/),
  'net.ipv4.tcp_wmem': net('4096\t16384\t4194304', /^\d+(\s+\d+){2}$/),
  'net.unix.max_dgram_qlen': net('512'),
  'user.max_cgroup_namespaces': user('31851'),
  'user.max_mnt_namespaces': user('31851'),
  'user.max_net_namespaces': user('31851'),
  'user.max_pid_namespaces': user('31851'),
  'user.max_user_namespaces': user('31851'),
  'user.max_uts_namespaces': user('31851'),
  'vm.dirty_background_ratio': host('10'),
  'vm.dirty_ratio': host('20'),
  'vm.drop_caches': host('0', /^[1-4]$/),
  'vm.max_map_count': host('65530'),
  'vm.min_free_kbytes': host('67584'),
  'vm.mmap_min_addr': host('65536'),
  'vm.oom_kill_allocating_task': host('0'),
  'vm.overcommit_memory': host('0', /^[012]$/),
  'vm.overcommit_ratio': host('50'),
  'vm.panic_on_oom': host('0'),
  'vm.swappiness': host('60', /^(\d{1,2}|1\d\d|200)$/),
  'vm.vfs_cache_pressure': host('100'),
};

function forwarding(): KernelParameter {
  return {
    default: '0',
    of: 'net',
    accepts: NUMBER,
    get: ({ network }, name, inode) => (network.isForwarding(networkName(name, inode)) ? '1' : '0'),
    set: ({ network }, name, inode, value) =>
      network.setForwarding(networkName(name, inode), Number(value) !== 0),
  };
}

/** The namespace that has a parameter's value: of the host's, its first. */
function namespaceOf(kernel: Kernel, { of }: KernelParameter, namespaces: Process['namespaces']): number {
  return of === undefined ? kernel.namespaces.initial().pid : namespaces[of];
}

/** As /proc/sys shows it, without a line feed. */
export function readParameter(
  kernel: Kernel,
  process: Pick<Process, 'host' | 'namespaces'>,
  name: string,
): string {
  const parameter = KERNEL_PARAMETERS[name];
  if (parameter === undefined) throw new SystemError('ENOENT');
  const inode = namespaceOf(kernel, parameter, process.namespaces);
  if (parameter.get !== undefined) return parameter.get(kernel, process.host, inode);
  return kernel.namespaces.get(process.host, inode)?.parameters?.[name] ?? parameter.default;
}

/** @throws SystemError EINVAL, EACCES for what nobody may write */
export function writeParameter(
  kernel: Kernel,
  process: Pick<Process, 'host' | 'namespaces'>,
  name: string,
  text: string,
): void {
  const parameter = KERNEL_PARAMETERS[name];
  if (parameter === undefined) throw new SystemError('ENOENT');
  const value = text.trim();
  if (parameter.accepts === undefined) throw new SystemError('EACCES');
  if (!parameter.accepts.test(value)) throw new SystemError('EINVAL');
  const inode = namespaceOf(kernel, parameter, process.namespaces);
  if (parameter.set !== undefined) {
    parameter.set(kernel, process.host, inode, value);
    return;
  }
  const found = kernel.namespaces.get(process.host, inode);
  const stored = value.replaceAll(/\s+/g, '\t');
  kernel.namespaces.change(process.host, inode, { parameters: { ...found?.parameters, [name]: stored } });
}

/** True where a value may be given to a parameter. */
export function isParameterValue(name: string, value: string): boolean {
  return KERNEL_PARAMETERS[name]?.accepts?.test(value.trim()) === true;
}

/** True where a process that isn't root on the host may write all the same: to what belongs to its network namespace. */
export function ownsParameter(kernel: Kernel, process: Process, name: string): boolean {
  if (KERNEL_PARAMETERS[name]?.of !== 'net') return false;
  const owner = ownerOf(kernel, process.host, process.namespaces.net);
  return isCapableIn(kernel, process, 'CAP_NET_ADMIN', owner);
}
