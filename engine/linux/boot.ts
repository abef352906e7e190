import { ALL_CAPABILITIES } from './capabilities.ts';
import type { Host } from './hosts.ts';
import type { Kernel } from './kernel.ts';
import type { Program } from './system.ts';

/** The init of a host: whatever is orphaned becomes its child, and is waited for. */
export const systemd: Program<null> = {
  start: (system) => {
    // It hears of each child that way, and waits while it has none.
    system.onSignal('handle', ['SIGCHLD']);
    return systemd.step(system, null);
  },
  step: (system) => {
    system.takeSignals();
    while (typeof system.wait() === 'object');
    return { state: null, until: {} };
  },
};

/** A daemon of the host's that does its work elsewhere in the engine (dockerd, containerd, kubelet). */
export const daemon: Program<null> = {
  start: () => ({ state: null, until: {} }),
  step: () => ({ state: null, until: {} }),
};

/** A daemon that is started at boot, in a cgroup of its own. */
export interface Service {
  readonly unit: string;
  /** Its executable; `argv` is what ps shows. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly memoryBytes: number;
  /** Its SELinux domain. Default: that of services without a policy. */
  readonly domain?: string;
  /** OOMScoreAdjust= of its unit. Default: 0. */
  readonly oomScoreAdjust?: number;
}

/** Boots a host: its namespaces, root cgroups and first processes. Its file system is mounted already. */
export function boot(kernel: Kernel, host: Host, services: readonly Service[]): void {
  kernel.hosts.set(host);
  kernel.namespaces.makeInitial(host.name, host.name);
  kernel.cgroups.make(host.name, '/', { memoryMax: host.memoryBytes });
  kernel.cgroups.make(host.name, '/init.scope');
  kernel.cgroups.make(host.name, '/system.slice');
  kernel.cgroups.make(host.name, '/user.slice');
  startDaemon(kernel, host.name, 0, INIT);
  kernel.namespaces.startPids(host.name, kernel.namespaces.initial().pid, FIRST_DAEMON_PID);
  for (const service of services) startDaemon(kernel, host.name, 1, service);
}

/** The first id that a boot has left for daemons. */
const FIRST_DAEMON_PID = 612;

const INIT: Service = {
  unit: 'init.scope',
  path: '/sbin/init',
  argv: ['/sbin/init'],
  memoryBytes: 12_582_912,
  domain: 'init_t',
};

function startDaemon(
  kernel: Kernel,
  host: string,
  parent: number,
  { unit, path, argv, memoryBytes, domain = 'unconfined_service_t', oomScoreAdjust = 0 }: Service,
): void {
  const cgroup = unit === INIT.unit ? `/${unit}` : `/system.slice/${unit}`;
  kernel.cgroups.make(host, cgroup);
  const process = kernel.lifecycle.launch(
    {
      host,
      parent,
      namespaces: kernel.namespaces.initial(),
      cgroup,
      uid: 0,
      gid: 0,
      groups: [],
      capabilities: ALL_CAPABILITIES,
      noNewPrivileges: false,
      context: `system_u:system_r:${domain}:s0`,
      umask: 0o022,
      workingDirectory: '/',
      openFilesMax: 1_048_576,
      oomScoreAdjust,
      descriptors: [],
    },
    { path, argv, env: new Map() },
  );
  kernel.memory.set(process, memoryBytes);
}
