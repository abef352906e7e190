import type { ContainerConfig, HostConfig } from '../../../engine/docker/containers/config.ts';
import type { Container, EndpointSettings } from '../../../engine/docker/containers/container.ts';
import type { CreateRequest } from '../../../engine/docker/containers/create.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { emptyEndpoint } from '../../../engine/docker/networks/endpoints.ts';

type Mounts = NonNullable<HostConfig['Mounts']>;

export interface Adapted {
  readonly request: CreateRequest;
  readonly warnings: readonly string[];
}

/** A request for a container as its client's version of the API means it. @throws DockerError */
export function adaptRequest(version: number, asked: CreateRequest): Adapted {
  const hostConfig = adaptHostConfig(version, asked.hostConfig);
  checkMounts(version, hostConfig.Mounts ?? []);
  const names = Object.keys(asked.endpoints);
  if (version < 44 && names.length > 1) {
    throw invalidParameter(
      `Container cannot be created with multiple network endpoints: ${names.join(', ')}`,
    );
  }
  const { config, endpoints, warning } = adaptMacAddress(version, { ...asked, hostConfig });
  return {
    request: { ...asked, config: adaptConfig(version, config), hostConfig, endpoints },
    warnings: [...volumeDriverWarning(version, hostConfig), ...(warning === undefined ? [] : [warning])],
  };
}

function adaptConfig(version: number, config: ContainerConfig): ContainerConfig {
  const { Healthcheck } = config;
  if (version >= 44 || Healthcheck?.StartInterval === undefined) return config;
  const { StartInterval: _unknownThen, ...rest } = Healthcheck;
  return { ...config, Healthcheck: rest };
}

function adaptHostConfig(version: number, asked: HostConfig): HostConfig {
  const { IpcMode, NetworkMode, PidsLimit, Mounts, ConsoleSize } = asked;
  return {
    ...asked,
    NetworkMode: NetworkMode === '' || NetworkMode === 'default' ? 'bridge' : NetworkMode,
    IpcMode: IpcMode === '' && version < 40 ? 'shareable' : IpcMode,
    PidsLimit: PidsLimit !== null && PidsLimit <= 0 ? null : PidsLimit,
    ConsoleSize: version < 42 ? [0, 0] : ConsoleSize,
    ...(Mounts !== undefined && version < 42 ? { Mounts: Mounts.map(withoutStrayOptions) } : {}),
  };
}

const OPTIONS_OF = {
  BindOptions: 'bind',
  VolumeOptions: 'volume',
  TmpfsOptions: 'tmpfs',
  ImageOptions: 'image',
} as const;
const OPTIONS = ['VolumeOptions', 'BindOptions', 'TmpfsOptions', 'ImageOptions'] as const;

/** Options of another type of mount weren't looked at. */
function withoutStrayOptions(mount: Mounts[number]): Mounts[number] {
  const { BindOptions, VolumeOptions, TmpfsOptions, ImageOptions, ...rest } = mount;
  return {
    ...rest,
    ...(mount.Type === 'volume' && VolumeOptions !== undefined ? { VolumeOptions } : {}),
    ...(mount.Type === 'tmpfs' && TmpfsOptions !== undefined ? { TmpfsOptions } : {}),
    ...(mount.Type === 'bind' && BindOptions?.Propagation !== undefined
      ? { BindOptions: { Propagation: BindOptions.Propagation } }
      : {}),
  };
}

function checkMounts(version: number, mounts: Mounts): void {
  for (const mount of mounts) {
    for (const options of OPTIONS) {
      if (mount[options] === undefined || mount.Type === OPTIONS_OF[options]) continue;
      throw invalidParameter(`${options} must not be specified on mount type ${JSON.stringify(mount.Type)}`);
    }
    if (version < 48 && mount.Type === 'image') {
      throw invalidParameter('Mount type "Image" needs API v1.48 or newer');
    }
    if (version < 45 && (mount.VolumeOptions?.Subpath ?? '') !== '') {
      throw invalidParameter('VolumeOptions.Subpath needs API v1.45 or newer');
    }
  }
}

function volumeDriverWarning(version: number, { VolumeDriver, Mounts }: HostConfig): readonly string[] {
  const isIgnored = (Mounts ?? []).some(
    ({ Type, VolumeOptions }) => Type === 'volume' && (VolumeOptions?.DriverConfig?.Name ?? '') === '',
  );
  if (VolumeDriver === '' || version < 48 || !isIgnored) return [];
  return [
    "WARNING: the container-wide volume-driver configuration is ignored for volumes specified via 'mount'. Use '--mount type=volume,volume-driver=...' instead",
  ];
}

/** A MAC address was once the container's, and is now that of its connection to its main network. */
function adaptMacAddress(
  version: number,
  { config, hostConfig, endpoints }: CreateRequest,
): Pick<CreateRequest, 'config' | 'endpoints'> & { readonly warning?: string } {
  const { MacAddress = '', ...rest } = config;
  const mode = hostConfig.NetworkMode;
  const isNetwork = !['host', 'none'].includes(mode) && !mode.startsWith('container:');
  if (MacAddress === '') {
    if (version >= 44) return { config, endpoints };
    const without = Object.entries(endpoints).map(([name, one]) => [name, { ...one, MacAddress: '' }]);
    return { config, endpoints: Object.fromEntries(without) };
  }
  if (version < 44 && !isNetwork) {
    throw invalidParameter('conflicting options: mac-address and the network mode');
  }
  const warning =
    'The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.';
  const said = version < 44 ? {} : { warning };
  if (!isNetwork) return { config: rest, endpoints, ...said };
  const [name, endpoint] = mainEndpoint(version, mode, endpoints);
  if (version >= 44 && endpoint.MacAddress !== '' && endpoint.MacAddress !== MacAddress) {
    throw invalidParameter(
      'the container-wide MAC address must match the endpoint-specific MAC address for the main network, or be left empty',
    );
  }
  return { config: rest, endpoints: { ...endpoints, [name]: { ...endpoint, MacAddress } }, ...said };
}

function mainEndpoint(
  version: number,
  mode: string,
  endpoints: CreateRequest['endpoints'],
): readonly [name: string, endpoint: EndpointSettings] {
  const named = endpoints[mode] ?? (mode === 'bridge' ? endpoints.default : undefined);
  const [first] = Object.entries(endpoints);
  if (first === undefined) return [mode, emptyEndpoint()];
  if (version < 44) return first;
  if (named !== undefined) return [endpoints[mode] === undefined ? 'default' : mode, named];
  throw invalidParameter(
    'unable to migrate container-wide MAC address to a specific network: HostConfig.NetworkMode must match the identity of a network in NetworkSettings.Networks',
  );
}

/** In older versions, a container's names in networks have its id and its host name among them. */
export function adaptNetworks(
  version: number,
  { id, config, networks }: Pick<Container, 'id' | 'config' | 'networks'>,
): Container['networks'] {
  if (version >= 45) return networks;
  const adapted = Object.entries(networks).map(([name, endpoint]) => {
    if (['bridge', 'host', 'none'].includes(name)) return [name, endpoint];
    const names = new Set([...(endpoint.Aliases ?? []), id.slice(0, 12), config.Hostname]);
    return [name, { ...endpoint, Aliases: [...names] }];
  });
  return Object.fromEntries(adapted);
}
