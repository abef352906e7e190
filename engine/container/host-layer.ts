import { debianAccounts } from '../registry/base-systems/accounts.ts';
import { commandsOf } from '../registry/base-systems/packages.ts';
import { directory, executable, file, type Layer } from '../registry/layer.ts';
import { LXC_MONITOR_PATH, SHIM_PATH } from './shim.ts';

/** tini, which dockerd mounts into containers that ask for it. */
export const HOST_INIT_PATH = '/usr/bin/docker-init';

/** The group docker: that of the daemon's socket. */
export const DOCKER_GID = 999;

/** Those of them that are root's. */
const SYSTEM_COMMANDS = new Set(
  'capsh getcap getpcaps setcap sysctl ausearch getenforce matchpathcon restorecon sestatus setenforce'.split(
    ' ',
  ),
);

/** What a host has installed over its distribution: the container engine's programs. */
export const HOST_LAYER: Layer = {
  key: 'host',
  modifiedMs: Date.UTC(2024, 10, 22),
  entries: [
    file('/etc/hostname', 'localhost\n'),
    file('/etc/group', `${debianAccounts.group}docker:x:${DOCKER_GID}:\n`),
    executable('/usr/sbin/init', { program: 'systemd', flavour: 'gnu', version: '252' }, 1_325_960),
    executable(
      '/usr/lib/systemd/systemd-journald',
      { program: 'daemon', flavour: 'gnu', version: '252' },
      183_600,
    ),
    executable('/usr/sbin/sshd', { program: 'daemon', flavour: 'gnu', version: '9.2p1' }, 1_279_816),
    executable('/usr/bin/dockerd', { program: 'daemon', flavour: 'gnu', version: '28.2.2' }, 98_476_344),
    executable('/usr/bin/containerd', { program: 'daemon', flavour: 'gnu', version: '1.7.27' }, 41_832_192),
    executable(SHIM_PATH, { program: 'containerd-shim', flavour: 'gnu', version: '1.7.27' }, 13_598_872),
    executable(HOST_INIT_PATH, { program: 'docker-init', flavour: 'gnu', version: '0.19.0' }, 708_448),
    executable(LXC_MONITOR_PATH, { program: 'containerd-shim', flavour: 'gnu', version: '5.0.2' }, 22_816),
    executable('/usr/bin/kubelet', { program: 'daemon', flavour: 'gnu' }, 77_905_316),
    ...[...commandsOf('procps iproute2 libcap2-bin selinux')].map(([name, size]) =>
      executable(
        `/usr/${SYSTEM_COMMANDS.has(name) ? 's' : ''}bin/${name}`,
        { program: name, flavour: 'gnu' },
        size,
      ),
    ),
    executable('/usr/bin/curl', { program: 'curl', flavour: 'gnu', version: '7.88.1' }, 260_520),
    executable('/usr/bin/nc', { program: 'nc', flavour: 'gnu' }, 43_856),
    {
      ...executable('/usr/bin/ping', { program: 'ping', flavour: 'gnu' }, 90_568),
      capabilities: 'cap_net_raw=ep',
    },
    directory('/var/lib/docker', 0o710),
    directory('/var/lib/docker/volumes', 0o701),
    directory('/var/lib/containerd'),
    directory('/var/lib/lxc', 0o711),
  ],
};
