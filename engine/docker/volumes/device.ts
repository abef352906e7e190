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
  const target = mountpointOf(volume);
  if (filesystems.mounts.at(hostCaller(kernel, volume.host).mounts, target) !== undefined) return;
  const options = o.split(',').filter((option) => option !== '');
  try {
    if (NETWORK_TYPES.includes(type)) throw new SystemError('ECONNREFUSED');
    mountFilesystem(kernel, kernel.initOf(volume.host), { source: device, target, type, options });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw serverError(
      `error while mounting volume '${target}': failed to mount local volume: mount ${device}:${target}${flagsAndData(options)}: ${error.message.toLowerCase()}`,
    );
  }
}

/** Options that mount(2) takes as flags; those that clear one are 0. */
const FLAGS: Readonly<Record<string, number>> = {
  defaults: 0,
  rw: 0,
  suid: 0,
  dev: 0,
  exec: 0,
  async: 0,
  ro: 0x1,
  nosuid: 0x2,
  nodev: 0x4,
  noexec: 0x8,
  sync: 0x10,
  noatime: 0x400,
  nodiratime: 0x800,
  bind: 0x1000,
  rbind: 0x5000,
  relatime: 0x20_0000,
};

/** `, flags: 0x1000, data: size=1m`: how a mount that failed was asked for. */
function flagsAndData(options: readonly string[]): string {
  const flags = options.reduce((sum, option) => sum | (FLAGS[option] ?? 0), 0);
  const data = options.filter((option) => FLAGS[option] === undefined);
  return `${flags === 0 ? '' : `, flags: 0x${flags.toString(16)}`}${data.length === 0 ? '' : `, data: ${data.join(',')}`}`;
}

export function unmountDevice({ kernel, filesystems }: Machines, volume: Volume): void {
  const caller = hostCaller(kernel, volume.host);
  const target = mountpointOf(volume);
  if (filesystems.mounts.at(caller.mounts, target) !== undefined)
    unmountFilesystem(kernel, kernel.initOf(volume.host), target);
}
