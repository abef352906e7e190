import { timestamp } from '../time.ts';
import type { DockerWorld } from '../world.ts';
import { type Container, type EndpointSettings, isRunning } from './container.ts';
import { folderOf, networkFolder } from './host-files.ts';
import { shownLinks } from './links.ts';
import { sizes } from './list.ts';
import { overlayFolders } from './overlay-folders.ts';

/** Everything about a container, as `docker inspect` shows it. */
export function inspectContainer(world: DockerWorld, container: Container, withSize: boolean): object {
  const { id, name, config, hostConfig, mounts } = container;
  const [path = '', ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const folder = folderOf(container);
  const files = networkFolder(world, container);
  const overlay = overlayFolders(world, container);
  return {
    Id: id,
    Created: timestamp(container.createdMs),
    Path: path,
    Args: args,
    State: stateOf(world, container),
    Image: container.imageId,
    ResolvConfPath: `${files}/resolv.conf`,
    HostnamePath: `${files}/hostname`,
    HostsPath: `${files}/hosts`,
    LogPath: `${folder}/${id}-json.log`,
    Name: `/${name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: container.labels?.files ?? '',
    ProcessLabel: container.labels?.process ?? '',
    AppArmorProfile: '',
    ExecIDs: execIds(world, container),
    HostConfig: { ...hostConfig, Links: shownLinks(world, container) },
    GraphDriver: {
      Data: {
        ID: id,
        LowerDir: overlay.lower.join(':'),
        MergedDir: overlay.merged,
        UpperDir: overlay.upper,
        WorkDir: overlay.work,
      },
      Name: 'overlay2',
    },
    ...(withSize ? sizes(world, container) : {}),
    Mounts: mounts,
    Config: withMacAddress(container),
    NetworkSettings: networkSettings(world, container),
  };
}

/** Where clients of before API 1.44 look for it. */
function withMacAddress({ config, hostConfig, wantedMacs }: Container): Container['config'] {
  const mac = wantedMacs[hostConfig.NetworkMode];
  return mac === undefined || (config.MacAddress ?? '') !== '' ? config : { ...config, MacAddress: mac };
}

function execIds({ execs }: DockerWorld, { id }: Container): string[] | null {
  const running = execs.of(id).filter((exec) => exec.running);
  return running.length === 0 ? null : running.map((exec) => exec.id);
}

function stateOf({ runtime }: DockerWorld, container: Container): object {
  const { id, status, health } = container;
  return {
    Status: status,
    Running: isRunning(container),
    Paused: status === 'paused',
    Restarting: status === 'restarting',
    OOMKilled: container.oomKilled,
    Dead: status === 'dead',
    Pid: status === 'restarting' ? 0 : (runtime.pid(id) ?? 0),
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: timestamp(container.startedMs),
    FinishedAt: timestamp(container.finishedMs),
    ...(health === undefined
      ? {}
      : {
          Health: {
            Status: health.status,
            FailingStreak: health.failingStreak,
            Log: health.log.map(({ startMs, endMs, exitCode, output }) => ({
              Start: timestamp(startMs),
              End: timestamp(endMs),
              ExitCode: exitCode,
              Output: output,
            })),
          },
        }),
  };
}

function networkSettings(world: DockerWorld, container: Container): object {
  const { id, networks } = container;
  const running = isRunning(container) && container.status !== 'restarting';
  const bridge: Partial<EndpointSettings> = networks.bridge ?? {};
  return {
    Bridge: '',
    SandboxID: running ? id : '',
    SandboxKey: running ? `/var/run/docker/netns/${id.slice(0, 12)}` : '',
    Ports: running ? world.networks.ports(container) : {},
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge.EndpointID ?? '',
    Gateway: bridge.Gateway ?? '',
    GlobalIPv6Address: bridge.GlobalIPv6Address ?? '',
    GlobalIPv6PrefixLen: bridge.GlobalIPv6PrefixLen ?? 0,
    IPAddress: bridge.IPAddress ?? '',
    IPPrefixLen: bridge.IPPrefixLen ?? 0,
    IPv6Gateway: bridge.IPv6Gateway ?? '',
    MacAddress: bridge.MacAddress ?? '',
    Networks: networks,
  };
}
