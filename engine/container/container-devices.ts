import type { Caller } from '../filesystem/caller.ts';
import { deviceName } from '../linux/devices.ts';
import type { Kernel } from '../linux/kernel.ts';
import { rootCaller } from '../linux/root-caller.ts';
import type { ContainerDevice, ContainerSpec } from './runtime-spec.ts';

/** --device: nodes with the numbers that the host's have. */
export function addDevices(kernel: Kernel, spec: ContainerSpec, caller: Caller): void {
  const { filesystems } = kernel;
  for (const { pathOnHost, path } of devicesOf(kernel, spec)) {
    const { type, mode, special, uid, gid } = filesystems.stat(hostRoot(kernel, spec), pathOnHost);
    if (special === undefined) continue;
    if (filesystems.has(caller, path)) filesystems.unlink(caller, path);
    filesystems.makeDirectories(caller, path.slice(0, path.lastIndexOf('/')) || '/');
    filesystems.makeNode(caller, path, type, mode, special);
    filesystems.changeOwner(caller, path, uid, gid);
  }
}

/** What the cgroup of a container allows beside the devices that every container has: `c 10:229 rwm`. */
export function deviceRules(kernel: Kernel, spec: ContainerSpec): string[] {
  const host = hostRoot(kernel, spec);
  return devicesOf(kernel, spec).map(
    ({ pathOnHost, access }) => `${deviceName(kernel.filesystems.stat(host, pathOnHost))} ${access}`,
  );
}

/** Those that there are; of a directory, all that are in it. */
function devicesOf(kernel: Kernel, spec: ContainerSpec): ContainerDevice[] {
  const { filesystems } = kernel;
  const host = hostRoot(kernel, spec);
  return spec.devices.flatMap((device) => {
    if (!filesystems.has(host, device.pathOnHost)) return [];
    const { type, special } = filesystems.stat(host, device.pathOnHost);
    if (type !== 'directory') return special === undefined ? [] : [device];
    return filesystems.list(host, device.pathOnHost).flatMap(({ name }) => {
      const inside = {
        ...device,
        pathOnHost: `${device.pathOnHost}/${name}`,
        path: `${device.path}/${name}`,
      };
      return filesystems.lstat(host, inside.pathOnHost).special === undefined ? [] : [inside];
    });
  });
}

function hostRoot(kernel: Kernel, { host }: ContainerSpec): Caller {
  return rootCaller(host, kernel.namespaces.initial().mnt);
}
