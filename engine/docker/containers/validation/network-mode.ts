import { invalidParameter } from '../../docker-error.ts';
import type { ContainerConfig, HostConfig } from '../config.ts';

const CONTAINER = 'container:';

/** What goes together with the network of the host or of another container. @throws DockerError in dockerd's words */
export function checkNetworkMode(config: ContainerConfig, hostConfig: HostConfig): void {
  const { NetworkMode, UTSMode } = hostConfig;
  const isShared = NetworkMode === 'container' || NetworkMode.startsWith(CONTAINER);
  if (isShared) checkSharedNetwork(config, hostConfig);
  if (UTSMode === 'host' && config.Hostname !== '') {
    throw invalidParameter('conflicting options: hostname and the UTS mode');
  }
  if (NetworkMode === 'host' && (hostConfig.Links ?? []).length > 0) {
    throw invalidParameter(
      "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    );
  }
}

function checkSharedNetwork(config: ContainerConfig, hostConfig: HostConfig): void {
  const { NetworkMode, Links, Dns, ExtraHosts, PortBindings, PublishAllPorts } = hostConfig;
  if (NetworkMode.slice(CONTAINER.length) === '') {
    throw invalidParameter('invalid network mode: invalid container format container:<name|id>');
  }
  const conflicts: readonly (readonly [isAsked: boolean, words: string])[] = [
    [config.Hostname !== '', 'hostname and the network mode'],
    [
      (Links ?? []).length > 0,
      "container type network can't be used with links. This would result in undefined behavior",
    ],
    [(Dns ?? []).length > 0, 'dns and the network mode'],
    [(ExtraHosts ?? []).length > 0, 'custom host-to-IP mapping and the network mode'],
    [
      Object.keys(PortBindings).length > 0 || PublishAllPorts,
      'port publishing and the container type network mode',
    ],
    [Object.keys(config.ExposedPorts ?? {}).length > 0, 'port exposing and the container type network mode'],
  ];
  const found = conflicts.find(([isAsked]) => isAsked);
  if (found !== undefined) throw invalidParameter(`conflicting options: ${found[1]}`);
}
