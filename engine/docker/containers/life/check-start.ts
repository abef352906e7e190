import { conflict, serverError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type Container, isRunning } from '../container.ts';
import { checkBindSources } from '../mount-points.ts';
import { openLogDriver } from '../validation/log-driver.ts';

/**
 * What dockerd finds out only when a container is to start, before runc has a look. What is wrong with the spec that it
 * makes is always an error of its own.
 * @throws DockerError
 */
export function checkStart(world: DockerWorld, container: Container): void {
  checkRuntime(container);
  checkDevices(world, container);
  checkSeccomp(container);
  checkNetworkDonor(world, container);
  checkDonors(world, container);
  checkBindSources(world, container);
  openLogDriver(container.hostConfig.LogConfig);
}

/** --security-opt seccomp: a profile is the JSON of one, unless it is a word. */
function checkSeccomp({ hostConfig }: Container): void {
  for (const option of hostConfig.SecurityOpt ?? []) {
    const [, profile] = /^seccomp[=:](.*)$/s.exec(option) ?? [];
    if (profile === undefined || ['unconfined', 'builtin'].includes(profile)) continue;
    throw serverError(
      isJson(profile)
        ? 'seccomp profiles beside the built-in one are not simulated'
        : 'Decoding seccomp profile failed: it is no JSON',
    );
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `c 1:3 rwm` */
const DEVICE_RULE = /^[acb] (\d{1,9}|\*):(\d{1,9}|\*) [rwm]{1,3}$/;

/** The containers whose processes and memory this one shares. */
function checkDonors(world: DockerWorld, { host, hostConfig }: Container): void {
  const { IpcMode, PidMode } = hostConfig;
  checkRunningDonor(world, host, IpcMode, 'failed to join IPC namespace');
  checkRunningDonor(world, host, PidMode, 'failed to join PID namespace');
  const text = donorOf(IpcMode);
  const donor = text === undefined ? undefined : world.containers.find(host, text);
  if (donor === undefined || !['private', 'none'].includes(donor.hostConfig.IpcMode)) return;
  throw serverError(
    `failed to join IPC namespace: container ${text}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
  );
}

function donorOf(mode: string): string | undefined {
  return mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;
}

function checkRunningDonor({ containers }: DockerWorld, host: string, mode: string, what: string): void {
  const text = donorOf(mode);
  if (text === undefined) return;
  const donor = containers.find(host, text);
  if (donor === undefined) throw serverError(`${what}: No such container: ${text}`);
  if (!isRunning(donor)) throw serverError(`${what}: Container ${text} is not running`);
  if (donor.status === 'restarting') {
    throw serverError(`${what}: Container ${text} is restarting, wait until the container is running`);
  }
}

/** A container whose network this one shares has to run. */
function checkNetworkDonor(world: DockerWorld, { host, hostConfig }: Container): void {
  const { NetworkMode } = hostConfig;
  if (!NetworkMode.startsWith('container:')) return;
  const text = NetworkMode.slice('container:'.length);
  const donor = world.containers.find(host, text);
  if (donor === undefined) {
    throw serverError(`joining network namespace of container: No such container: ${text}`);
  }
  if (isRunning(donor)) return;
  throw conflict(
    `cannot join network namespace of a non running container: container ${donor.name} is ${donor.status}`,
  );
}

/** A shim of containerd's that the host doesn't have. */
function checkRuntime({ hostConfig: { Runtime } }: Container): void {
  if (['runc', 'io.containerd.runc.v2'].includes(Runtime)) return;
  const shim = `containerd-shim-${Runtime.split('.').slice(-2).join('-')}`;
  throw serverError(
    `failed to create task for container: failed to start shim: failed to resolve runtime path: runtime ${JSON.stringify(Runtime)} binary not installed ${JSON.stringify(shim)}: file does not exist: unknown`,
  );
}

/** --device, --gpus, and the disks that --device-read-bps and its like name: no host has any but its own. */
function checkDevices(world: DockerWorld, { host, hostConfig }: Container): void {
  const throttled = [
    hostConfig.BlkioWeightDevice,
    hostConfig.BlkioDeviceReadBps,
    hostConfig.BlkioDeviceWriteBps,
    hostConfig.BlkioDeviceReadIOps,
    hostConfig.BlkioDeviceWriteIOps,
  ];
  for (const { Path } of throttled.flatMap(
    (devices): readonly { readonly Path: string }[] => devices ?? [],
  )) {
    if (world.files.typeOf(host, Path) === undefined) {
      throw serverError(`stat ${Path}: no such file or directory`);
    }
  }
  for (const { PathOnHost, PathInContainer } of hostConfig.Devices ?? []) {
    // A privileged container has all devices at their places anyhow.
    if (hostConfig.Privileged && PathInContainer === PathOnHost) continue;
    const type = world.files.typeOf(host, PathOnHost);
    // Of a directory, all devices in it are meant.
    if (type === 'device' || type === 'directory') continue;
    const problem = type === undefined ? 'no such file or directory' : 'not a device node';
    throw serverError(
      `error gathering device information while adding custom device ${JSON.stringify(PathOnHost)}: ${problem}`,
    );
  }
  for (const rule of hostConfig.DeviceCgroupRules ?? []) {
    if (!DEVICE_RULE.test(rule)) throw serverError(`invalid device cgroup rule format: '${rule}'`);
  }
  const [request] = hostConfig.DeviceRequests ?? [];
  if (request === undefined) return;
  if (request.Count !== 0 && (request.DeviceIDs ?? []).length > 0) {
    throw serverError('cannot set both Count and DeviceIDs on device request');
  }
  const wanted = (request.Capabilities ?? []).map((all) => `[${all.join(' ')}]`).join(' ');
  throw serverError(
    `could not select device driver ${JSON.stringify(request.Driver)} with capabilities: [${wanted}]`,
  );
}
