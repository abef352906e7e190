import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';

const WORDS = (text: string) => text.trim().split(/\s+/);

const CONTAINER = WORDS(`
  Id Created Path Args State Image ResolvConfPath HostnamePath HostsPath LogPath Name RestartCount Driver Platform
  MountLabel ProcessLabel AppArmorProfile ExecIDs HostConfig GraphDriver SizeRw SizeRootFs Mounts Config NetworkSettings`);

const STATE = WORDS(
  'Status Running Paused Restarting OOMKilled Dead Pid ExitCode Error StartedAt FinishedAt Health',
);

const CONFIG = WORDS(`
  Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd Healthcheck
  Image Volumes WorkingDir Entrypoint OnBuild Labels StopSignal StopTimeout Shell`);

const HOST_CONFIG = WORDS(`
  Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom ConsoleSize
  Annotations CapAdd CapDrop CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links OomScoreAdj
  PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt Tmpfs UTSMode UsernsMode ShmSize Sysctls Runtime Isolation
  CpuShares Memory NanoCpus CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps
  BlkioDeviceReadIOps BlkioDeviceWriteIOps CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime CpusetCpus CpusetMems
  Devices DeviceCgroupRules DeviceRequests MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits
  CpuCount CpuPercent IOMaximumIOps IOMaximumBandwidth Mounts MaskedPaths ReadonlyPaths Init`);

const SUMMARY = WORDS(`
  Id Names Image ImageID Command Created Ports SizeRw SizeRootFs Labels State Status HostConfig NetworkSettings Mounts`);

const NETWORK_SETTINGS = WORDS(`
  Bridge SandboxID SandboxKey Ports HairpinMode LinkLocalIPv6Address LinkLocalIPv6PrefixLen SecondaryIPAddresses
  SecondaryIPv6Addresses EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen IPAddress IPPrefixLen IPv6Gateway
  MacAddress Networks`);

const ENDPOINT = WORDS(`
  IPAMConfig Links Aliases MacAddress DriverOpts GwPriority NetworkID EndpointID Gateway IPAddress IPPrefixLen IPv6Gateway
  GlobalIPv6Address GlobalIPv6PrefixLen DNSNames`);

const MOUNT = WORDS('Type Name Source Destination Driver Mode RW Propagation');

const IMAGE = WORDS(`
  Id RepoTags RepoDigests Parent Comment Created DockerVersion Author Config Architecture Os Size GraphDriver RootFS
  Metadata`);

const IMAGE_CONFIG = WORDS('ExposedPorts Env Entrypoint Cmd WorkingDir Labels StopSignal');

const IMAGE_SUMMARY = WORDS('Containers Created Id Labels ParentId RepoDigests RepoTags SharedSize Size');

const NETWORK = WORDS(`
  Name Id Created Scope Driver EnableIPv4 EnableIPv6 IPAM Internal Attachable Ingress ConfigFrom ConfigOnly Containers
  Options Labels`);

const VOLUME = WORDS('CreatedAt Driver Labels Mountpoint Name Options Scope');

const INFO = WORDS(`
  ID Containers ContainersRunning ContainersPaused ContainersStopped Images Driver DriverStatus Plugins MemoryLimit
  SwapLimit CpuCfsPeriod CpuCfsQuota CPUShares CPUSet PidsLimit IPv4Forwarding Debug NFd OomKillDisable NGoroutines
  SystemTime LoggingDriver CgroupDriver CgroupVersion NEventsListener KernelVersion OperatingSystem OSVersion OSType
  Architecture IndexServerAddress RegistryConfig NCPU MemTotal GenericResources DockerRootDir HttpProxy HttpsProxy NoProxy
  Name Labels ExperimentalBuild ServerVersion Runtimes DefaultRuntime Swarm LiveRestoreEnabled Isolation InitBinary
  ContainerdCommit RuncCommit InitCommit SecurityOptions FirewallBackend CDISpecDirs Containerd Warnings`);

/** A container of nginx that uses all that a container can say of itself. */
async function withEverything(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=nginx&tag=latest');
  await docker.ask('POST', '/containers/create?name=web', {
    Shell: ['/bin/sh'],
    StopTimeout: 3,
    Labels: { a: 'b' },
    Healthcheck: { Test: ['CMD', 'true'] },
    Volumes: { '/data': {} },
    Image: 'nginx',
    ExposedPorts: { '81/tcp': {} },
    HostConfig: {
      Init: true,
      Sysctls: { 'net.ipv4.ip_forward': '0' },
      Tmpfs: { '/t': '' },
      Annotations: { a: 'b' },
      PortBindings: { '80/tcp': [{ HostPort: '8080' }] },
      Mounts: [{ Type: 'volume', Source: 'named', Target: '/named' }],
    },
  });
  await docker.ask('POST', '/containers/web/start');
  return docker;
}

type Fields = Readonly<Record<string, unknown>>;

describe('what a daemon shows', () => {
  it('has the fields of Docker 28, in their order', async () => {
    const docker = await withEverything();
    const keys = async (path: string, ...within: readonly (string | number)[]) => {
      let value = (await docker.ask('GET', `/v1.50${path}`)).json as Fields;
      for (const key of within) value = value[key] as Fields;
      return Object.keys(value);
    };
    const web = '/containers/web/json?size=1';
    expect({
      container: await keys(web),
      state: await keys(web, 'State'),
      config: await keys(web, 'Config'),
      hostConfig: await keys(web, 'HostConfig'),
      networkSettings: await keys(web, 'NetworkSettings'),
      endpoint: await keys(web, 'NetworkSettings', 'Networks', 'bridge'),
      mount: await keys(web, 'Mounts', 0),
      summary: await keys('/containers/json?size=1', 0),
      image: await keys('/images/nginx/json'),
      imageConfig: await keys('/images/nginx/json', 'Config'),
      imageSummary: await keys('/images/json', 0),
      network: await keys('/networks/bridge'),
      volume: await keys('/volumes/named'),
      info: await keys('/info'),
    }).toEqual({
      container: CONTAINER,
      state: STATE,
      config: CONFIG,
      hostConfig: HOST_CONFIG,
      networkSettings: NETWORK_SETTINGS,
      endpoint: ENDPOINT,
      mount: MOUNT,
      summary: SUMMARY,
      image: IMAGE,
      imageConfig: IMAGE_CONFIG,
      imageSummary: IMAGE_SUMMARY,
      network: NETWORK,
      volume: VOLUME,
      info: INFO,
    });
  });

  it('is null where nobody has said anything', async () => {
    const docker = await withEverything();
    const of = async (path: string) => (await docker.ask('GET', path)).json;
    expect(await of('/volumes/named')).toMatchObject({ Labels: null, Options: null });
    expect(await of('/networks/host')).toMatchObject({ IPAM: { Options: null, Config: null } });
    expect(await of('/info')).toMatchObject({ Warnings: null, GenericResources: null });
    const { HostConfig } = (await of('/containers/web/json')) as { readonly HostConfig: Fields };
    const empty = ['Binds', 'VolumesFrom', 'CapAdd', 'CapDrop', 'GroupAdd', 'Links', 'SecurityOpt'];
    expect(empty.filter((name) => HostConfig[name] !== null)).toEqual([]);
  });
});
