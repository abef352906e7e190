import type { Service } from '../linux/boot.ts';

/** What every machine with containers runs from the beginning. */
export const MACHINE_SERVICES: readonly Service[] = [
  {
    unit: 'systemd-journald.service',
    path: '/lib/systemd/systemd-journald',
    argv: ['/lib/systemd/systemd-journald'],
    memoryBytes: 14_680_064,
    domain: 'syslogd_t',
    oomScoreAdjust: -250,
  },
  {
    unit: 'ssh.service',
    path: '/usr/sbin/sshd',
    argv: ['sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups'],
    memoryBytes: 8_912_896,
    domain: 'sshd_t',
    oomScoreAdjust: -1000,
  },
  {
    unit: 'containerd.service',
    path: '/usr/bin/containerd',
    argv: ['/usr/bin/containerd'],
    memoryBytes: 47_185_920,
    domain: 'container_runtime_t',
    oomScoreAdjust: -999,
  },
];

/** What a Docker host runs from the beginning. */
export const HOST_SERVICES: readonly Service[] = [
  ...MACHINE_SERVICES,
  {
    unit: 'docker.service',
    path: '/usr/bin/dockerd',
    argv: ['/usr/bin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock'],
    memoryBytes: 83_886_080,
    domain: 'container_runtime_t',
    oomScoreAdjust: -500,
  },
];
