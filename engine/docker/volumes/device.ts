import type { Machines } from '../../container/machines.ts';
import { hostCaller } from '../../container/root-filesystem.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { mountFilesystem, unmountFilesystem } from '../../linux/mounting.ts';
import { serverError } from '../docker-error.ts';
import { mountpointOf, type Volume } from './volume.ts';

/** Network file systems that a volume may be of; no server of any answers in a sandbox. */
const NETWORK_TYPES = ['nfs', 'nfs4', 'cifs'];

/**
 * Mounts what the options of a volume say (`--opt type=tmpfs --opt device=tmpfs`, a bind of a directory), where it
 * isn't mounted yet. @throws DockerError
 */
export function mountDevice({ kernel, filesystems }: Machines, volume: Volume): void {
  const { type, device, o = '' } = volume.options ?? {};
  if (type === undefined || device === undefined) return;
  const caller = hostCaller(kernel, volume.host);
  const target = mountpointOf(volume);
  if (filesystems.mounts.at(caller.mounts, target) !== undefined) return;
  const options = o.split(',').filter((option) => option !== '');
  try {
    if (NETWORK_TYPES.includes(type)) throw new SystemError('ECONNREFUSED');
    mountFilesystem(kernel, caller, { source: device, target, type, options });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw serverError(
      `error while mounting volume '${target}': failed to mount local volume: mount ${device}:${target}, flags: 0x1000: ${error.message.toLowerCase()}`,
    );
  }
}

export function unmountDevice({ kernel, filesystems }: Machines, volume: Volume): void {
  const caller = hostCaller(kernel, volume.host);
  const target = mountpointOf(volume);
  if (filesystems.mounts.at(caller.mounts, target) !== undefined) unmountFilesystem(kernel, caller, target);
}
