import { SystemError } from '../filesystem/errors.ts';
import type { Kernel } from '../linux/kernel.ts';
import { writeParameter } from '../linux/kernel-parameters.ts';
import type { Namespaces } from '../linux/process.ts';
import { type ContainerSpec, RuntimeError } from './runtime-spec.ts';

/** Of an ipc namespace (runc's validator). */
const OF_IPC = new Set(
  ['msgmax', 'msgmnb', 'msgmni', 'sem', 'shmall', 'shmmax', 'shmmni', 'shm_rmid_forced'].map(
    (name) => `kernel.${name}`,
  ),
);

/** Sets the kernel parameters of a container's own namespaces. @throws RuntimeError in runc's words */
export function applySysctls(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  const initial = kernel.namespaces.initial();
  for (const [given, value] of Object.entries(spec.sysctls)) {
    const name = given.replaceAll('/', '.');
    checkSysctl(name, given, namespaces, initial);
    try {
      writeParameter(kernel, { host: spec.host, namespaces }, name, value);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      const step = error.code === 'ENOENT' || error.code === 'EACCES' ? 'open' : 'write';
      const words = error.message.toLowerCase();
      throw new RuntimeError(
        `unable to start container process: error during container init: ${step} /proc/sys/${name.replaceAll('.', '/')}: ${words}`,
      );
    }
  }
}

function checkSysctl(name: string, given: string, namespaces: Namespaces, initial: Namespaces): void {
  const quoted = JSON.stringify(given);
  if (OF_IPC.has(name) || name.startsWith('fs.mqueue.')) {
    if (namespaces.ipc === initial.ipc)
      throw new RuntimeError(`sysctl ${quoted} is not allowed in the hosts ipc namespace`);
  } else if (name.startsWith('net.')) {
    if (namespaces.net === initial.net)
      throw new RuntimeError(`sysctl ${quoted} not allowed in host network namespace`);
  } else if (name === 'kernel.hostname') {
    throw new RuntimeError(`sysctl ${quoted} is not allowed as it conflicts with the OCI "hostname" field`);
  } else if (name !== 'kernel.domainname') {
    throw new RuntimeError(`sysctl ${quoted} is not in a separate kernel namespace`);
  }
}
