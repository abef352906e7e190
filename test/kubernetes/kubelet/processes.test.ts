import { describe, expect, it } from 'vitest';
import { hostCaller } from '../../../engine/container/root-filesystem.ts';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import type { Process } from '../../../engine/linux/process.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { listFolder, mainProcess, pod, readFile, statusOf, storedPod } from './pod-trace.ts';

function sleeper(name: string, more: Partial<Container> = {}): Container {
  return { name, image: 'busybox:1.36', command: ['sleep', '1d'], ...more };
}

function start(spec: PodSpec): TestSandbox {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  sandbox.create(podKind, pod('p', spec));
  sandbox.advance(5);
  return sandbox;
}

function processes({ sandbox }: TestSandbox): readonly Process[] {
  return sandbox.machines.kernel.processes.of('node-1');
}

function pause(sandbox: TestSandbox): Process {
  const found = processes(sandbox).find(({ argv }) => argv[0] === '/pause');
  if (found === undefined) throw new Error('no sandbox runs');
  return found;
}

function removePod({ sandbox, cluster }: TestSandbox, name: string): void {
  const address = { namespace: 'default', name };
  sandbox.transact(() => remove(cluster, podKind, address, { author: TEST_AUTHOR }));
}

function rootOfNode({ sandbox }: TestSandbox) {
  return hostCaller(sandbox.machines.kernel, 'node-1');
}

function cgroup({ sandbox }: TestSandbox, path: string) {
  return sandbox.machines.kernel.cgroups.get('node-1', path);
}

describe("a pod on its node's kernel", () => {
  it('is a process tree: a shim with the sandbox and the containers', () => {
    const sandbox = start({ containers: [sleeper('a'), sleeper('b')] });
    const shim = processes(sandbox).find(({ argv }) => argv[0]?.includes('containerd-shim') === true);
    expect(shim?.argv.slice(1, 3)).toEqual(['-namespace', 'k8s.io']);
    const children = processes(sandbox).filter(({ parent }) => parent === shim?.pid);
    expect(children.map(({ argv }) => argv.join(' '))).toEqual(['/pause', 'sleep 1d', 'sleep 1d']);
  });

  it('shares network, ipc and host name among its containers, but neither processes nor files', () => {
    const sandbox = start({ hostname: 'web-0', containers: [sleeper('a'), sleeper('b')] });
    const [a, b, holder] = [mainProcess(sandbox, 'p', 'a'), mainProcess(sandbox, 'p', 'b'), pause(sandbox)];
    const { kernel } = sandbox.sandbox.machines;
    for (const type of ['net', 'ipc', 'uts'] as const) {
      expect([a.namespaces[type], b.namespaces[type]]).toEqual([
        holder.namespaces[type],
        holder.namespaces[type],
      ]);
      expect(a.namespaces[type]).not.toBe(kernel.namespaces.initial()[type]);
    }
    for (const type of ['pid', 'mnt'] as const) expect(a.namespaces[type]).not.toBe(b.namespaces[type]);
    expect(kernel.namespaces.hostName('node-1', a.namespaces.uts)).toBe('web-0');
  });

  it.each<[string, Partial<PodSpec>, 'pid' | 'net' | 'ipc']>([
    ['hostNetwork', { hostNetwork: true }, 'net'],
    ['hostPID', { hostPID: true }, 'pid'],
    ['hostIPC', { hostIPC: true }, 'ipc'],
  ])("is in the node's own namespace with %s", (_what, spec, type) => {
    const sandbox = start({ ...spec, containers: [sleeper('a')] });
    const initial = sandbox.sandbox.machines.kernel.namespaces.initial();
    expect(mainProcess(sandbox, 'p').namespaces[type]).toBe(initial[type]);
  });

  it('shares its processes if that is asked for: the sandbox is the first of them', () => {
    const sandbox = start({ shareProcessNamespace: true, containers: [sleeper('a')] });
    expect(mainProcess(sandbox, 'p').namespaces.pid).toBe(pause(sandbox).namespaces.pid);
    expect(pause(sandbox).nested.at(-1)?.pid).toBe(1);
  });

  const classes: readonly [string, Container['resources'], string][] = [
    ['besteffort', undefined, '/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podUID.slice'],
    [
      'burstable',
      { requests: { cpu: '100m' } },
      '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID.slice',
    ],
    ['guaranteed', { limits: { cpu: '500m', memory: '64Mi' } }, '/kubepods.slice/kubepods-podUID.slice'],
  ];
  it.each(classes)('lies in the cgroup of its class: %s', (_class, resources, path) => {
    const sandbox = start({ containers: [sleeper('a', resources === undefined ? {} : { resources })] });
    const uid = storedPod(sandbox, 'p').metadata.uid.replaceAll('-', '_');
    const id = statusOf(sandbox, 'p').containerID?.slice('containerd://'.length);
    expect(mainProcess(sandbox, 'p').cgroup).toBe(`${path.replace('UID', uid)}/cri-containerd-${id}.scope`);
  });

  it('has the limits of its containers, and their sum', () => {
    const resources = { requests: { cpu: '250m' }, limits: { cpu: '500m', memory: '64Mi' } };
    const sandbox = start({ containers: [sleeper('a', { resources }), sleeper('b', { resources })] });
    const { cgroup: path } = mainProcess(sandbox, 'p', 'a');
    expect(cgroup(sandbox, path)?.limits).toMatchObject({
      cpuMax: { quotaUs: 50_000, periodUs: 100_000 },
      cpuWeight: 10,
      memoryMax: 67_108_864,
    });
    expect(cgroup(sandbox, path.slice(0, path.lastIndexOf('/')))?.limits).toMatchObject({
      cpuMax: { quotaUs: 100_000, periodUs: 100_000 },
      memoryMax: 134_217_728,
    });
  });

  it('runs as the user, with the groups and the capabilities that it is given', () => {
    const sandbox = start({
      securityContext: { runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000, supplementalGroups: [4000] },
      containers: [
        sleeper('a', { securityContext: { allowPrivilegeEscalation: false } }),
        sleeper('b', {
          securityContext: { runAsUser: 0, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
        }),
        sleeper('c', { securityContext: { runAsUser: 0, privileged: true } }),
      ],
    });
    const a = mainProcess(sandbox, 'p', 'a');
    expect([a.uid, a.gid, [...a.groups].sort(), a.noNewPrivileges]).toEqual([1000, 3000, [2000, 4000], true]);
    expect(mainProcess(sandbox, 'p', 'b').capabilities).toEqual(['CAP_NET_ADMIN']);
    expect(mainProcess(sandbox, 'p', 'c').capabilities).toContain('CAP_SYS_ADMIN');
  });

  it.each([
    ['besteffort', {}, 1000],
    ['burstable', { requests: { memory: '4Gi' } }, 500],
    ['guaranteed', { limits: { cpu: '1', memory: '64Mi' } }, -997],
  ])('is taken by the OOM killer by its class: %s', (_class, resources, score) => {
    const sandbox = start({ containers: [sleeper('a', { resources })] });
    expect(mainProcess(sandbox, 'p').oomScoreAdjust).toBe(score);
    expect(pause(sandbox).oomScoreAdjust).toBe(-998);
  });

  it('sees nothing of what the default proc mount hides, unless it is privileged', () => {
    const privileged = { securityContext: { privileged: true } };
    const sandbox = start({ containers: [sleeper('a'), sleeper('b', privileged)] });
    const { filesystems } = sandbox.sandbox.machines;
    const mountsOf = (container: string) =>
      filesystems.mounts.of(`node-1/${mainProcess(sandbox, 'p', container).namespaces.mnt}`);
    const hidden = (container: string) =>
      ['/proc/kcore', '/proc/sys', '/sys/firmware'].map((path) =>
        mountsOf(container).some((mount) => mount.path === path),
      );
    expect([hidden('a'), hidden('b')]).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
    const memory = (container: string) =>
      mountsOf(container).find(({ path }) => path === '/dev/shm')?.filesystem;
    expect(memory('a')).toBe(memory('b'));
  });

  it('leaves nothing behind', () => {
    const sandbox = start({
      containers: [sleeper('a')],
      volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }],
    });
    const { machines } = sandbox.sandbox;
    const before = machines.filesystems.mounts.of('node-1/4026531841').length;
    sandbox.create(podKind, pod('q', { containers: [sleeper('a')] }));
    sandbox.advance(5);
    const uid = storedPod(sandbox, 'q').metadata.uid.replaceAll('-', '_');
    expect(machines.kernel.cgroups.below('node-1', '/').some(({ path }) => path.includes(uid))).toBe(true);
    const address = storedPod(sandbox, 'q').status.podIP ?? '';
    expect(machines.network.world.namespaces.holders(address)).toHaveLength(1);
    removePod(sandbox, 'q');
    sandbox.advance(60);
    expect(machines.kernel.cgroups.below('node-1', '/').some(({ path }) => path.includes(uid))).toBe(false);
    expect(machines.network.world.namespaces.holders(address)).toHaveLength(0);
    expect(machines.filesystems.mounts.of('node-1/4026531841')).toHaveLength(before);
    expect(processes(sandbox).filter(({ argv }) => argv[0] === '/pause')).toHaveLength(1);
  });
});

describe('the files of a pod', () => {
  it('in an emptyDir are the same for its containers', () => {
    const volumeMounts = [{ name: 'work', mountPath: '/work' }];
    const sandbox = start({
      volumes: [{ name: 'work', emptyDir: {} }],
      containers: [
        sleeper('writer', {
          command: ['sh', '-c', 'sleep 2; echo one > /work/x; sleep 5; echo two >> /work/x; sleep 1d'],
          volumeMounts,
        }),
        sleeper('reader', { volumeMounts }),
      ],
    });
    expect(readFile(sandbox, 'p', '/work/x', 'reader')).toBe('one\n');
    sandbox.advance(10);
    expect(readFile(sandbox, 'p', '/work/x', 'reader')).toBe('one\ntwo\n');
    const { machines } = sandbox.sandbox;
    const { uid } = storedPod(sandbox, 'p').metadata;
    const onNode = `/var/lib/kubelet/pods/${uid}/volumes/kubernetes.io~empty-dir/work/x`;
    expect(machines.filesystems.readText(rootOfNode(sandbox), onNode)).toBe('one\ntwo\n');
  });

  it('are those that the kubelet writes for it', () => {
    const sandbox = start({
      hostAliases: [{ ip: '10.0.0.9', hostnames: ['db'] }],
      containers: [sleeper('a')],
    });
    expect(readFile(sandbox, 'p', '/etc/hosts')).toMatch(/^# Kubernetes-managed hosts file\.\n/);
    expect(readFile(sandbox, 'p', '/etc/hosts')).toContain('10.0.0.9\tdb\n');
    expect(readFile(sandbox, 'p', '/etc/hostname')).toBe('p\n');
    expect(readFile(sandbox, 'p', '/etc/resolv.conf')).toBe(
      'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    );
    const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
    expect(listFolder(sandbox, 'p', folder)).toEqual(
      expect.arrayContaining(['..data', 'ca.crt', 'namespace']),
    );
    expect(readFile(sandbox, 'p', `${folder}/namespace`)).toBe('default');
  });

  it('on a node may be given by its path, if they are of the type that is asked for', () => {
    const hostPath = { path: '/srv/data', type: 'DirectoryOrCreate' };
    const sandbox = start({
      volumes: [{ name: 'd', hostPath }],
      containers: [
        sleeper('a', {
          command: ['sh', '-c', 'echo hi > /data/x; sleep 1d'],
          volumeMounts: [{ name: 'd', mountPath: '/data' }],
        }),
      ],
    });
    const { filesystems } = sandbox.sandbox.machines;
    expect(filesystems.readText(rootOfNode(sandbox), '/srv/data/x')).toBe('hi\n');
  });
});

describe('a server that is restarted', () => {
  it('finds every process, probe and file again', () => {
    const before = start({
      containers: [
        sleeper('a', {
          command: ['sh', '-c', 'sleep 20; echo done > /tmp/x; exit 3'],
          readinessProbe: { exec: { command: ['sleep', '0.5'] }, periodSeconds: 2 },
        }),
        { name: 'web', image: 'nginx:1.27', livenessProbe: { httpGet: { path: '/', port: 80 } } },
      ],
    });
    const sandbox = before.reload();
    const names = (each: TestSandbox) => processes(each).map(({ pid, argv }) => `${pid} ${argv.join(' ')}`);
    expect(names(sandbox)).toEqual(names(before));
    sandbox.advance(30);
    const status = statusOf(sandbox, 'p');
    expect(status).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 3 } } });
    expect(statusOf(sandbox, 'p', 1)).toMatchObject({ restartCount: 0, ready: true });
  });
});
