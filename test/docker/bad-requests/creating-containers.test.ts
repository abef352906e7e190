import { describe, expect, it } from 'vitest';
import { stays, withBusybox } from '../../harness/docker-networks.ts';

/** What is asked of HostConfig, and what dockerd says to it. */
type Refused = readonly [asked: object, says: string | RegExp, status?: number];

const JSON_ERROR = 'invalid JSON: json: cannot unmarshal';
const IN_HOST_CONFIG = 'into Go struct field HostConfig.HostConfig.';

const CONFIGS: readonly Refused[] = [
  [{}, 'config cannot be empty in order to create a container'],
  [{ Image: 1 }, `${JSON_ERROR} number into Go struct field CreateRequest.Image of type string`],
  [{ Image: 'UPPER' }, 'invalid reference format: repository name (library/UPPER) must be lowercase'],
  [{ Image: 'nope' }, 'No such image: nope:latest', 404],
  [{ Image: 'busybox', Cmd: [1] }, `${JSON_ERROR} array into Go value of type string`],
  [
    { Image: 'busybox', Env: [1] },
    `${JSON_ERROR} number into Go struct field CreateRequest.Env of type string`,
  ],
  [{ Image: 'busybox', Env: ['=x'] }, 'invalid environment variable: =x'],
  [
    { Image: 'busybox', Labels: ['a'] },
    `${JSON_ERROR} array into Go struct field CreateRequest.Labels of type map[string]string`,
  ],
  [
    { Image: 'busybox', StopTimeout: 1.5 },
    `${JSON_ERROR} number 1.5 into Go struct field CreateRequest.StopTimeout of type int64`,
  ],
  [{ Image: 'busybox', HostConfig: { VolumesFrom: ['nope'] } }, 'No such container: nope'],
  [
    { Image: 'busybox', HostConfig: { LogConfig: { Config: { x: '1' } } } },
    "unknown log opt 'x' for json-file log driver",
  ],
  [{ Image: 'busybox', MacAddress: 'zz' }, 'invalid config for network bridge: invalid MAC address zz'],
  [
    { Image: 'busybox', WorkingDir: 'x' },
    "the working directory 'x' is invalid, it needs to be an absolute path",
  ],
  [
    { Image: 'busybox', Healthcheck: { Test: 'x' } },
    `${JSON_ERROR} string into Go struct field HealthConfig.Healthcheck.Test of type []string`,
  ],
];

const HOST_CONFIGS: readonly Refused[] = [
  [{ Memory: 'x' }, `${JSON_ERROR} string ${IN_HOST_CONFIG}Memory of type int64`],
  [{ Memory: 1e30 }, `${JSON_ERROR} number 1e+30 ${IN_HOST_CONFIG}Memory of type int64`],
  [{ Memory: 5 }, 'Minimum memory limit allowed is 6MB'],
  [{ NanoCpus: 0.5 }, `${JSON_ERROR} number 0.5 ${IN_HOST_CONFIG}NanoCpus of type int64`],
  [{ NanoCpus: 1e18 }, 'Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available'],
  [
    { CpusetCpus: '0-99999999' },
    'Invalid value 0-99999999 for cpuset cpus: value of out range, maximum is 8192',
  ],
  [{ CpuRealtimePeriod: 1 }, 'kernel does not support CPU real-time scheduler'],
  [{ IOMaximumIOps: 1 }, 'invalid option: QoS maximum IOPs configuration is not supported on linux'],
  [{ Isolation: 'hyperv' }, "invalid isolation (hyperv): linux only supports 'default'"],
  [
    { Annotations: { '': 'x' } },
    'invalid Annotations: the empty string is not permitted as an annotation key',
  ],
  [{ Runtime: 'kata' }, 'unknown or invalid runtime name: kata'],
  [{ ConsoleSize: [-1, 5] }, `${JSON_ERROR} number -1 ${IN_HOST_CONFIG}ConsoleSize of type int64`],
  [{ PidMode: 'container:nope' }, 'failed to join PID namespace: No such container: nope', 500],
  [{ IpcMode: 'container:nope' }, 'failed to join IPC namespace: No such container: nope', 500],
  [{ Binds: [':'] }, "invalid volume specification: ':'"],
  [{ Binds: ['/a:'] }, "invalid volume specification: '/a:'"],
  [{ Binds: ['/a:ro'] }, "invalid volume specification: '/a:ro'"],
  [{ Binds: ['/a:/b:c'] }, 'invalid mode: c'],
  [
    { Binds: ['/'] },
    `invalid volume specification: '/': invalid mount config for type "volume": invalid specification: destination can't be '/'`,
  ],
  [
    { Binds: ['/a::ro'] },
    `invalid volume specification: '/a::ro': invalid mount config for type "bind": field Target must not be empty`,
  ],
  [
    { Binds: ['/etc/passwd/x:/y'] },
    "error while creating mount source path '/etc/passwd/x': mkdir /etc/passwd/x: not a directory",
    500,
  ],
  [
    { Mounts: [{ Type: 'image', Target: '/x' }] },
    'invalid mount config for type "image": field Source must not be empty',
  ],
  [
    { Mounts: [{ Type: 'volume', Target: '/x', ReadOnly: true }] },
    'invalid mount config for type "volume": must not set ReadOnly mode when using anonymous volumes',
  ],
  [{ PortBindings: { '80/tcp': [{ HostPort: '90-80' }] } }, 'invalid port specification: "90-80"'],
  [
    { PortBindings: { '80/tcp': 'x' } },
    `${JSON_ERROR} string ${IN_HOST_CONFIG}PortBindings of type []nat.PortBinding`,
  ],
  [
    { PortBindings: [] },
    `${JSON_ERROR} array ${IN_HOST_CONFIG}PortBindings of type map[string][]nat.PortBinding`,
  ],
  [{ Devices: ['x'] }, `${JSON_ERROR} string ${IN_HOST_CONFIG}Devices of type container.DeviceMapping`],
  [
    { CgroupParent: '../../x' },
    'cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"',
  ],
  [{ LogConfig: { Type: 'x' } }, 'error looking up logging plugin x: plugin "x" not found'],
].map(([asked, says, status]) => [asked, says, status] as Refused);

/** What only shows when the container starts. */
const STARTS: readonly Refused[] = [
  [
    { Runtime: 'io.containerd.kata.v2' },
    'failed to create task for container: failed to start shim: failed to resolve runtime path: runtime "io.containerd.kata.v2" binary not installed "containerd-shim-kata-v2": file does not exist: unknown',
    500,
  ],
  [
    { BlkioDeviceReadBps: [{ Path: '/dev/nope', Rate: 1 }] },
    'stat /dev/nope: no such file or directory',
    500,
  ],
  [{ DeviceCgroupRules: ['x'] }, "invalid device cgroup rule format: 'x'", 500],
  [
    { DeviceRequests: [{ Count: -1, DeviceIDs: ['1'] }] },
    'cannot set both Count and DeviceIDs on device request',
    500,
  ],
  [{ SecurityOpt: ['seccomp={"a":1}'] }, 'seccomp profiles beside the built-in one are not simulated', 500],
  [{ NetworkMode: 'nope' }, 'network nope not found', 404],
  [{ PidMode: 'container:stopped' }, 'failed to join PID namespace: Container stopped is not running', 500],
  [
    { IpcMode: 'container:private' },
    'failed to join IPC namespace: container private: non-shareable IPC (hint: use IpcMode:shareable for the donor container)',
    500,
  ],
  [
    { NanoCpus: 1e6 },
    /^failed to create task .*: error setting cgroup config for procHooks process: failed to write "100 100000": write \/sys\/fs\/cgroup\/system\.slice\/docker-[0-9a-f]{64}\.scope\/cpu\.max: invalid argument: unknown$/,
    500,
  ],
  [
    { Tmpfs: { '/t': 'size=x' } },
    /error mounting "tmpfs" to rootfs at "\/t": mount src=tmpfs, dst=\/t, dstFd=\/proc\/thread-self\/fd\/9, flags=MS_NOSUID\|MS_NODEV\|MS_NOEXEC, data=size=x: invalid argument: unknown$/,
    500,
  ],
  [
    { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2_000_000 }] },
    /error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: unknown$/,
    500,
  ],
];

/** What goes together with none of the networks that they are on. */
const NETWORKS: readonly (readonly [mode: string, other: string, says: string])[] = [
  [
    'none',
    'bridge',
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  ],
  [
    'bridge',
    'none',
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  ],
  [
    'host',
    'bridge',
    'container sharing network namespace with another container or host cannot be connected to any other network',
  ],
  [
    'bridge',
    'host',
    'cannot connect container to host network - container must be created in host network mode',
  ],
];

describe('a request for a container that makes no sense', () => {
  it('is refused, and leaves nothing behind', async () => {
    const docker = await withBusybox();
    const rows = [
      ...CONFIGS,
      ...HOST_CONFIGS.map(([HostConfig, ...rest]) => [{ Image: 'busybox', HostConfig }, ...rest] as const),
    ];
    for (const [asked, says, status = 400] of rows) {
      const { json, status: answered } = await docker.ask('POST', '/containers/create', asked);
      const message = typeof says === 'string' ? says : expect.stringMatching(says);
      expect([asked, answered, json]).toEqual([asked, status, { message }]);
    }
    expect((await docker.ask('GET', '/containers/json?all=1')).json).toEqual([]);
    expect((await docker.ask('GET', '/volumes')).json).toMatchObject({ Volumes: [] });
  });

  it('is refused at the start, where dockerd finds it out there', async () => {
    const docker = await withBusybox();
    await stays(docker, 'private');
    await docker.ask('POST', '/containers/create?name=stopped', { Image: 'busybox' });
    for (const [HostConfig, says, status = 400] of STARTS) {
      const message = typeof says === 'string' ? says : expect.stringMatching(says);
      const created = await docker.ask('POST', '/containers/create?name=cc', {
        Image: 'busybox',
        HostConfig,
      });
      expect([HostConfig, created.status]).toEqual([HostConfig, 201]);
      const started = await docker.ask('POST', '/containers/cc/start');
      expect([HostConfig, started.status, started.json]).toEqual([HostConfig, status, { message }]);
      expect((await docker.ask('GET', '/containers/cc/json')).json).toMatchObject({
        State: { Status: 'created', Error: message },
      });
      await docker.ask('DELETE', '/containers/cc');
    }
  });

  it('is refused at the start, where networks do not go together', async () => {
    const docker = await withBusybox();
    for (const [NetworkMode, other, message] of NETWORKS) {
      const EndpointsConfig = { [NetworkMode]: {}, [other]: {} };
      const asked = { Image: 'busybox', HostConfig: { NetworkMode }, NetworkingConfig: { EndpointsConfig } };
      expect((await docker.ask('POST', '/containers/create?name=cc', asked)).status).toBe(201);
      const { status, json } = await docker.ask('POST', '/containers/cc/start');
      expect([NetworkMode, other, status, json]).toEqual([NetworkMode, other, 400, { message }]);
      await docker.ask('DELETE', '/containers/cc');
    }
  });

  it('is refused by runc, where a volume hides everything', async () => {
    const docker = await withBusybox();
    await docker.ask('POST', '/containers/create?name=cc', { Image: 'busybox', Volumes: { '/': {} } });
    const { json } = await docker.ask('POST', '/containers/cc/start');
    const why = expect.stringMatching(
      /error during container init: open \/proc\/self\/fd: no such file or directory: unknown$/,
    );
    expect(json).toEqual({ message: why });
  });

  it('says where a port can not be listened at', async () => {
    const docker = await withBusybox();
    const HostConfig = { PortBindings: { '80/tcp': [{ HostIp: '1.2.3.4', HostPort: '80' }] } };
    await docker.ask('POST', '/containers/create?name=cc', { Image: 'busybox', HostConfig });
    const { json } = await docker.ask('POST', '/containers/cc/start');
    expect(json).toEqual({
      message: expect.stringMatching(
        /^driver failed programming external connectivity on endpoint cc \([0-9a-f]{64}\): Error starting userland proxy: listen tcp4 1\.2\.3\.4:80: bind: cannot assign requested address$/,
      ),
    });
  });
});
