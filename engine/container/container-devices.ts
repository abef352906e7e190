import type { Caller } from '../filesystem/caller.ts';
import { deviceName } from '../linux/devices.ts';
import type { Kernel } from '../linux/kernel.ts';
import { rootCaller } from '../linux/root-caller.ts';
import type { ContainerDevice, ContainerSpec } from './runtime-spec.ts';

/** --device: a node with the numbers that the host's has. */
export function addDevice(
  kernel: Kernel,
  spec: ContainerSpec,
  caller: Caller,
  { pathOnHost, path }: ContainerDevice,
): void {
  const { filesystems } = kernel;
  if (!filesystems.has(hostRoot(kernel, spec), pathOnHost)) return;
  const { type, mode, special, uid, gid } = filesystems.stat(hostRoot(kernel, spec), pathOnHost);
  if (special === undefined) return;
  if (filesystems.has(caller, path)) filesystems.unlink(caller, path);
  filesystems.makeDirectories(caller, path.slice(0, path.lastIndexOf('/')) || '/');
  filesystems.makeNode(caller, path, type, mode, special);
  filesystems.changeOwner(caller, path, uid, gid);
}

/** What the cgroup of a container allows beside the devices that every container has: `c 10:229 rwm`. */
export function deviceRules(kernel: Kernel, spec: ContainerSpec): string[] {
  const { filesystems } = kernel;
  const host = hostRoot(kernel, spec);
  return spec.devices
    .filter(({ pathOnHost }) => filesystems.has(host, pathOnHost))
    .map(({ pathOnHost, access }) => `${deviceName(filesystems.stat(host, pathOnHost))} ${access}`);
}

function hostRoot(kernel: Kernel, { host }: ContainerSpec): Caller {
  return rootCaller(host, kernel.namespaces.initial().mnt);
}
