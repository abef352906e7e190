import type { CgroupLimits } from '../../linux/cgroup.ts';
import { conflict, invalidParameter } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import { parseUntil } from '../until.ts';
import type { DockerWorld } from '../world.ts';
import type { Resources, RestartPolicy } from './config.ts';
import { type Container, isRunning } from './container.ts';
import { logContainerEvent } from './container-events.ts';
import { limitsOf } from './container-spec.ts';
import { takeName } from './create.ts';
import { removeContainer } from './life/remove.ts';
import { checkResources } from './validation/resources.ts';
import { checkRestartPolicy } from './validation/settings.ts';

/** @throws DockerError */
export function renameContainer(world: DockerWorld, container: Container, asked: string): void {
  const name = asked.replace(/^\//, '');
  if (name === '') throw invalidParameter('Neither old nor new names may be empty');
  if (name === container.name) {
    throw invalidParameter('Renaming a container with the same name as its current name');
  }
  const oldName = `/${container.name}`;
  container.name = takeName(world, container.host, name);
  world.containers.set(container);
  logContainerEvent(world, container, 'rename', { oldName });
}

/** Those limits that are given take effect at once. @returns warnings @throws DockerError */
export function updateContainer(
  world: DockerWorld,
  container: Container,
  wanted: Resources,
  policy: RestartPolicy,
): readonly string[] {
  const { hostConfig } = container;
  const given: Partial<Resources> = Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== 0 && value !== '' && value !== null),
  );
  const changed = { ...hostConfig, ...given };
  const { cpus } = world.host(container.host);
  const { resources, warnings } = checkResources(changed, { cpus, update: true });
  if (
    given.Memory !== undefined &&
    hostConfig.MemorySwap > 0 &&
    given.MemorySwap === undefined &&
    given.Memory > hostConfig.MemorySwap
  ) {
    throw conflict(
      `Cannot update container ${container.id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
    );
  }
  if (policy.Name !== '') {
    if (hostConfig.AutoRemove && policy.Name !== 'no') {
      throw invalidParameter(
        'Restart policy cannot be updated because AutoRemove is enabled for the container',
      );
    }
    checkRestartPolicy(policy);
  }
  container.hostConfig = { ...resources, ...(policy.Name === '' ? {} : { RestartPolicy: policy }) };
  world.containers.set(container);
  world.runtime.update(container.id, { ...lifted(given), ...limitsOf(container.hostConfig) });
  logContainerEvent(world, container, 'update');
  return warnings;
}

/** What -1 takes away. */
function lifted({ PidsLimit, MemorySwap, CpuQuota }: Partial<Resources>): CgroupLimits {
  return {
    ...(PidsLimit === -1 ? { pidsMax: undefined } : {}),
    ...(MemorySwap === -1 ? { swapMax: undefined } : {}),
    ...(CpuQuota === -1 ? { cpuMax: undefined } : {}),
  };
}

/** Removes all that don't run. @throws DockerError */
export function pruneContainers(
  world: DockerWorld,
  host: string,
  filters: Filters,
): { readonly ids: readonly string[]; readonly bytes: number } {
  filters.checkNames(['label', 'label!', 'until']);
  const [until, second] = filters.get('until');
  if (second !== undefined) throw invalidParameter('more than one until filter specified');
  const before = until === undefined ? undefined : parseUntil(until, world.simulation.now());
  const ids: string[] = [];
  let bytes = 0;
  for (const container of world.containers.all(host)) {
    const { config, createdMs, starting } = container;
    if (isRunning(container) || starting !== undefined) continue;
    if (before !== undefined && createdMs > before) continue;
    if (!filters.matchesLabels(config.Labels)) continue;
    if (filters.has('label!') && filters.matchesLabels(config.Labels, 'label!')) continue;
    bytes += world.files.writtenBytes(container);
    ids.push(container.id);
    removeContainer(world, container, { volumes: false });
  }
  world.events.emit(host, 'container', 'prune', '', { reclaimed: String(bytes) });
  return { ids, bytes };
}
