import type { Mount } from '../filesystem/mounts.ts';

/** Types of files by the beginning of their path, as the policy's file_contexts has them: the longest one counts. */
const TYPES: Readonly<Record<string, string>> = {
  '/bin': 'bin_t',
  '/boot': 'boot_t',
  '/dev': 'device_t',
  '/etc': 'etc_t',
  '/etc/containerd': 'container_config_t',
  '/etc/docker': 'container_config_t',
  '/etc/group': 'passwd_file_t',
  '/etc/hosts': 'net_conf_t',
  '/etc/kubernetes': 'kubernetes_file_t',
  '/etc/passwd': 'passwd_file_t',
  '/etc/resolv.conf': 'net_conf_t',
  '/etc/shadow': 'shadow_t',
  '/etc/ssh': 'sshd_config_t',
  '/etc/ssl/certs': 'cert_t',
  '/home': 'home_root_t',
  '/lib': 'lib_t',
  '/media': 'mnt_t',
  '/mnt': 'mnt_t',
  '/opt': 'usr_t',
  '/root': 'admin_home_t',
  '/run': 'var_run_t',
  '/run/containerd': 'container_var_run_t',
  '/run/docker': 'container_var_run_t',
  '/run/docker.sock': 'container_var_run_t',
  '/sbin': 'bin_t',
  '/srv': 'var_t',
  '/srv/containers': 'container_file_t',
  '/tmp': 'tmp_t',
  '/usr': 'usr_t',
  '/usr/bin': 'bin_t',
  '/usr/bin/containerd': 'container_runtime_exec_t',
  '/usr/bin/dockerd': 'container_runtime_exec_t',
  '/usr/bin/kubelet': 'kubelet_exec_t',
  '/usr/lib': 'lib_t',
  '/usr/sbin': 'bin_t',
  '/usr/share/ca-certificates': 'cert_t',
  '/var': 'var_t',
  '/var/cache': 'var_t',
  '/var/lib': 'var_lib_t',
  '/var/lib/containerd': 'container_var_lib_t',
  '/var/lib/docker': 'container_var_lib_t',
  '/var/lib/docker/overlay2': 'container_ro_file_t',
  '/var/lib/kubelet': 'container_var_lib_t',
  '/var/log': 'var_log_t',
  '/var/log/audit': 'auditd_log_t',
  '/var/log/containers': 'container_log_t',
  '/var/log/pods': 'container_log_t',
  '/var/tmp': 'tmp_t',
  '/var/www': 'httpd_sys_content_t',
};

/** Types of files whose file system has no labels of its own. */
const FILESYSTEM_TYPES: Readonly<Record<string, string>> = {
  cgroup2: 'cgroup_t',
  devpts: 'devpts_t',
  devtmpfs: 'device_t',
  mqueue: 'tmpfs_t',
  overlay: 'container_ro_file_t',
  proc: 'proc_t',
  sysfs: 'sysfs_t',
  tmpfs: 'tmpfs_t',
};

const ROOT = 'root_t';
/** Of what lies in a home directory, and of folders at the root that nobody knows. */
const HOME_DIRECTORY = 'user_home_dir_t';
const HOME = 'user_home_t';
const USER_TEMPORARY = 'user_tmp_t';
const DEFAULT = 'default_t';

/** The SELinux context of a file that nobody has labelled, by its path inside the file system. */
export function fileContext({ type }: Pick<Mount, 'type'>, path: string): string {
  const known = FILESYSTEM_TYPES[type];
  if (known !== undefined) return `system_u:object_r:${known}:s0`;
  const user = /^\/(home|tmp|var\/tmp)\/./.test(path) ? 'unconfined_u' : 'system_u';
  return `${user}:object_r:${typeOf(path)}:s0`;
}

function typeOf(path: string): string {
  if (path === '/') return ROOT;
  const [, home, below] = /^\/home\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  if (home !== undefined) return below === undefined ? HOME_DIRECTORY : HOME;
  if (/^(?:\/var)?\/tmp\/./.test(path)) return USER_TEMPORARY;
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (Object.hasOwn(TYPES, at)) return TYPES[at] ?? DEFAULT;
  }
  return DEFAULT;
}
