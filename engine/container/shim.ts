import type { Kernel } from '../linux/kernel.ts';
import type { Process } from '../linux/process.ts';
import type { Program } from '../linux/system.ts';
import type { RuntimeContainer } from './runtime-containers.ts';
import type { ContainerSpec } from './runtime-spec.ts';

/** Where it lies on hosts. */
export const SHIM_PATH = '/usr/bin/containerd-shim-runc-v2';

/** What does the same for OS containers. */
export const LXC_MONITOR_PATH = '/usr/lib/x86_64-linux-gnu/lxc/lxc-monitord';

/** The parent of a container's processes on the host: it waits for them, so that none stays a zombie. */
export const shim: Program<null> = {
  start: (system) => shim.step(system, null),
  step: (system) => {
    while (typeof system.wait() === 'object');
    return { state: null, until: { child: true } };
  },
};

export function launchShim(kernel: Kernel, { id, host, engine = 'moby', monitor }: ContainerSpec): Process {
  const cgroup = monitor?.cgroup ?? '/system.slice/containerd.service';
  if (monitor !== undefined) kernel.cgroups.make(host, cgroup);
  return kernel.lifecycle.launch(
    {
      host,
      parent: 1,
      namespaces: kernel.namespaces.initial(),
      cgroup,
      uid: 0,
      gid: 0,
      groups: [],
      capabilities: [],
      noNewPrivileges: false,
      context: 'system_u:system_r:container_runtime_t:s0',
      umask: 0o022,
      workingDirectory: '/',
      openFilesMax: 1_048_576,
      oomScoreAdjust: -998,
      descriptors: [],
    },
    {
      path: monitor?.path ?? SHIM_PATH,
      argv:
        monitor === undefined
          ? [SHIM_PATH, '-namespace', engine, '-id', id, '-address', '/run/containerd/containerd.sock']
          : [monitor.title],
      env: new Map(),
    },
  );
}

/** A container has ended: its shim goes, unless it is another's, too. */
export function endShim(kernel: Kernel, container: RuntimeContainer): void {
  const { shim: pid, spec } = container;
  container.shim = undefined;
  if (pid === undefined || spec.shimOf !== undefined) return;
  const shim = kernel.processes.get(spec.host, pid);
  if (shim !== undefined) kernel.lifecycle.end(shim, { code: 0 });
}
