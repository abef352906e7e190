import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** Tells the parent that a child ended or stopped. @returns false where nobody will wait for it */
export function notifyParent(kernel: Kernel, process: Process): boolean {
  const parent = kernel.processes.get(process.host, process.parent);
  if (parent === undefined || parent.status !== 'alive') return false;
  if (parent.ignored.includes('SIGCHLD')) return false;
  kernel.signals.send(parent, 'SIGCHLD');
  kernel.enqueue(parent);
  return true;
}

/** True where wait(2) wouldn't wait. */
export function hasWaitable(kernel: Kernel, process: Process): boolean {
  let hasChildren = false;
  for (const { status } of kernel.processes.eachChild(process)) {
    if (status === 'zombie') return true;
    hasChildren = true;
  }
  return !hasChildren;
}

/** Takes a zombie away. @param match which children are meant */
export function reap(
  kernel: Kernel,
  process: Process,
  match: (child: Process) => boolean,
): Process | 'none' | undefined {
  let hasChildren = false;
  for (const child of kernel.processes.eachChild(process)) {
    if (!match(child)) continue;
    hasChildren = true;
    if (child.status !== 'zombie') continue;
    bury(kernel, child);
    return child;
  }
  return hasChildren ? undefined : 'none';
}

/** Nothing is left of a zombie. */
export function bury(kernel: Kernel, process: Process): void {
  kernel.cgroups.countZombie(process.host, process.cgroup, -1);
  kernel.processes.remove(process);
}

/** Children whose parent ends get the init of their pid namespace as their parent, or that of the host. */
export function orphan(kernel: Kernel, process: Process): void {
  const { processes } = kernel;
  const { host, namespaces } = process;
  const init = processes.nested(host, namespaces.pid, 1) ?? processes.get(host, 1);
  for (const child of processes.children(process)) {
    const heir =
      init === undefined || init === process || init.status !== 'alive' ? processes.get(host, 1) : init;
    processes.setParent(child, heir?.pid ?? 0);
    if (child.status === 'zombie' && !notifyParent(kernel, child)) bury(kernel, child);
  }
}
