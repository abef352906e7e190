import { SystemError } from '../../filesystem/errors.ts';
import {
  directory,
  file,
  namespaceFile,
  type SyntheticFilesystem,
  type SyntheticNode,
  type Viewer,
} from '../../filesystem/synthetic.ts';
import { PTS_MAJOR } from '../devices.ts';
import type { Kernel } from '../kernel.ts';
import { networkOf } from '../network-namespace.ts';
import type { Process } from '../process.ts';
import { cgroupFile, makeCgroup, removeCgroup } from './cgroup-files.ts';
import { procFile } from './host-files.ts';

/** Whoever looks; the host's init, where it is the runtime. */
function viewing(kernel: Kernel, { host, pid }: Viewer): Process {
  const process = kernel.processes.get(host, pid) ?? kernel.processes.get(host, 1);
  if (process === undefined) throw new SystemError('ESRCH');
  return process;
}

/** /proc shows the processes of the pid namespace in which it was mounted: the root of the mount. */
export function procFilesystem(kernel: Kernel): SyntheticFilesystem {
  return {
    node: (viewer, path, root) => {
      const process = viewing(kernel, viewer);
      const pid = root === '/' ? process.namespaces.pid : Number(root);
      const seeing =
        pid === process.namespaces.pid ? process : { ...process, namespaces: { ...process.namespaces, pid } };
      return procFile(kernel, seeing, path);
    },
  };
}

const MQUEUE_MODE = 0o1777;
const TERMINAL_MODE = 0o620;
const PTMX_MODE = 0o666;
const PTMX_NUMBERS = [5, 2] as const;

/** Namespaces that a mount holds: the root is their type and number. */
export const NAMESPACE_FILESYSTEM: SyntheticFilesystem = {
  node: (_, path, root) => {
    const [type = '', inode] = root.split(':');
    return path === '' ? namespaceFile({ type, inode: Number(inode) }) : undefined;
  },
};

/** A file system that nobody puts anything in. */
export const EMPTY_FILESYSTEM: SyntheticFilesystem = {
  node: (_, path) => (path === '' ? { type: 'directory', list: () => [], mode: MQUEUE_MODE } : undefined),
};

/** /dev/pts of a container: the terminals that its runtime has made for it. The root is the container's id. */
export function terminalFilesystem(kernel: Kernel): SyntheticFilesystem {
  return {
    node: ({ host }, path, container) => {
      const names = kernel.descriptors.terminals
        .of(host, container)
        .map((name) => name.slice(name.indexOf('/') + 1));
      if (path === '') return directory(() => [...names, 'ptmx']);
      if (path === 'ptmx') return { type: 'character device', special: PTMX_NUMBERS, mode: PTMX_MODE };
      if (!names.includes(path)) return undefined;
      return { type: 'character device', special: [PTS_MAJOR, Number(path)], mode: TERMINAL_MODE };
    },
  };
}

export function cgroupFilesystem(kernel: Kernel): SyntheticFilesystem {
  return {
    node: (viewer, path, root) => cgroupFile(kernel, viewing(kernel, viewer), root, path),
    makeDirectory: (viewer, path, root) => makeCgroup(kernel, viewing(kernel, viewer), root, path),
    removeDirectory: (viewer, path, root) => removeCgroup(kernel, viewing(kernel, viewer), root, path),
  };
}

/** The root of a /sys on which selinuxfs isn't mounted: that of a container. */
export const WITHOUT_SELINUX = 'without selinuxfs';

/** /sys, as far as programs look at it: CPUs, block devices, network interfaces, SELinux. */
export function sysFilesystem(kernel: Kernel): SyntheticFilesystem {
  return {
    node: (viewer, path, root) => {
      if (root === WITHOUT_SELINUX && path.startsWith('fs/selinux')) {
        return path === 'fs/selinux' ? directory(() => []) : undefined;
      }
      return sysFile(
        kernel,
        viewing(kernel, viewer),
        path.split('/').filter((name) => name !== ''),
      );
    },
  };
}

function sysFile(kernel: Kernel, viewer: Process, path: readonly string[]): SyntheticNode | undefined {
  const host = kernel.hosts.get(viewer.host);
  const known = path.join('/');
  const folders = FOLDERS[known];
  if (folders !== undefined) return directory(() => folders);
  if (known === 'class/net')
    return directory(() => kernel.network.view(networkOf(viewer)).interfaces.map(({ name }) => name));
  if (path[0] === 'class' && path[1] === 'net') return interfaceFile(kernel, viewer, path.slice(2));
  if (known === 'devices/system/cpu/online' && host !== undefined) {
    return file(() => (host.cpus === 1 ? '0\n' : `0-${host.cpus - 1}\n`));
  }
  if (known === 'block/vda/size' && host !== undefined)
    return file(() => `${Math.floor(host.diskBytes / 512)}\n`);
  if (known === 'fs/selinux' && host?.selinux !== 'disabled') return directory(() => ['enforce']);
  if (known === 'fs/selinux/enforce' && host !== undefined && host.selinux !== 'disabled') {
    return file(
      () => (host.selinux === 'enforcing' ? '1' : '0'),
      (text) => {
        if (!/^[01]\n?$/.test(text)) throw new SystemError('EINVAL');
        kernel.hosts.set({ ...host, selinux: text.startsWith('1') ? 'enforcing' : 'permissive' });
      },
    );
  }
  return undefined;
}

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '': ['block', 'class', 'devices', 'firmware', 'fs', 'kernel'],
  block: ['vda'],
  'block/vda': ['size'],
  class: ['net'],
  devices: ['system', 'virtual'],
  'devices/virtual': ['powercap'],
  'devices/virtual/powercap': [],
  firmware: ['acpi'],
  'firmware/acpi': [],
  'devices/system': ['cpu'],
  'devices/system/cpu': ['online'],
  fs: ['cgroup', 'selinux'],
  'fs/cgroup': [],
  kernel: [],
};

function interfaceFile(
  kernel: Kernel,
  viewer: Process,
  [name, what, ...rest]: readonly string[],
): SyntheticNode | undefined {
  const found = kernel.network.view(networkOf(viewer)).interfaces.find((each) => each.name === name);
  if (found === undefined || rest.length > 0) return undefined;
  const values: Readonly<Record<string, string>> = {
    address: found.mac,
    mtu: String(found.mtu),
    ifindex: String(found.index),
    iflink: String(found.peerIndex ?? found.index),
    operstate: found.up ? 'up' : 'down',
  };
  if (what === undefined) return directory(() => Object.keys(values));
  const value = Object.hasOwn(values, what) ? values[what] : undefined;
  return value === undefined ? undefined : file(() => `${value}\n`);
}
