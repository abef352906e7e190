import { MASKED_PATHS, READ_ONLY_PATHS } from '../../container/hidden-paths.ts';
import { relabel } from '../../container/labels.ts';
import type { ContainerMount, ContainerProcess, ContainerSpec } from '../../container/runtime-spec.ts';
import { ALL_CAPABILITIES } from '../../linux/capabilities.ts';
import type { Cluster } from '../cluster.ts';
import type { Container, EphemeralContainer, Volume, VolumeMount } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import { hostName } from './etc-files.ts';
import { exists, folderAt } from './node-files.ts';
import { nodeRoot } from './node-host.ts';
import { containerCgroup, containerLimits, oomScoreAdjust } from './pod-cgroups.ts';
import type { PodImage } from './pod-image.ts';
import { containerLabels } from './pod-labels.ts';
import { OPEN_FILES_MAX, sandboxFolder } from './pod-sandbox.ts';
import type { PodSandbox } from './state.ts';
import { podFolder, volumeFolder } from './volume-folders.ts';

/** Containerd's default set. */
const CAPABILITIES = (
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT ' +
  'KILL AUDIT_WRITE'
)
  .split(' ')
  .map((name) => `CAP_${name}`);

const TERMINATION_LOG = '/dev/termination-log';
const TERMINATION_LOG_MODE = 0o666;
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const TERMINAL = { rows: 24, columns: 80 };

type AnyContainer = Container | EphemeralContainer;

/** All that a container of a pod is made from. */
export interface Making {
  readonly cluster: Cluster;
  readonly node: string;
  readonly view: PodView;
  readonly container: AnyContainer;
  readonly sandbox: PodSandbox;
  readonly id: string;
  readonly image: PodImage;
  readonly env: ReadonlyMap<string, string>;
  readonly argv: readonly string[];
}

/** The file in which a container may say why it ends, on its node. */
export function terminationLog(uid: string, container: string, id: string): string {
  return `${podFolder(uid)}/containers/${container}/${id.slice(0, 8)}`;
}

/** What the kubelet and containerd's CRI plug-in make of a container: an OCI bundle. */
export function containerSpec(making: Making): ContainerSpec {
  const { node, view, container, sandbox, id, image } = making;
  const { pod } = view;
  const { spec } = pod;
  const security = container.securityContext ?? {};
  const isPrivileged = security.privileged === true;
  const options = security.seLinuxOptions;
  const around = making.cluster.machines.runtime.spec(sandbox.id)?.selinux;
  const selinux = containerLabels(around, pod, { options, isPrivileged });
  return {
    id,
    host: node,
    engine: 'k8s.io',
    shimOf: sandbox.id,
    layers: image.layers(),
    readOnlyRoot: security.readOnlyRootFilesystem === true,
    hostName: hostName(pod),
    process: processOf(making),
    namespaces: {
      pid:
        spec.hostPID === true
          ? 'host'
          : spec.shareProcessNamespace === true
            ? { container: sandbox.id }
            : 'private',
      ipc: { container: sandbox.id },
      uts: { container: sandbox.id },
      user: 'host',
      cgroup: isPrivileged ? 'host' : 'private',
      net: sandbox.network,
    },
    cgroup: { path: containerCgroup(pod, id), limits: containerLimits(container) },
    mounts: mountsOf(making, selinux?.files),
    init: false,
    selinux,
    privileged: isPrivileged,
    devices: [],
    ...hiddenPaths(container),
    sysctls: {},
  };
}

/** The default proc mount, unless the container may see the whole. */
function hiddenPaths({
  securityContext,
}: AnyContainer): Pick<ContainerSpec, 'maskedPaths' | 'readOnlyPaths'> {
  if (securityContext?.privileged === true || securityContext?.procMount === 'Unmasked') return {};
  return { maskedPaths: MASKED_PATHS, readOnlyPaths: READ_ONLY_PATHS };
}

function processOf({ cluster, node, view, container, image, env, argv }: Making): ContainerProcess {
  const { pod } = view;
  const whole = pod.spec.securityContext ?? {};
  const security = container.securityContext ?? {};
  const nodeMemory = cluster.machines.kernel.hosts.get(node)?.memoryBytes ?? 1;
  const groups = [
    ...(whole.supplementalGroups ?? []),
    ...(whole.fsGroup === undefined ? [] : [whole.fsGroup]),
  ];
  return {
    argv,
    env: environmentOf(view, container, image, env),
    workingDirectory: container.workingDir ?? (image.workingDir || '/'),
    user: userOf(view, container, image),
    additionalGroups: groups.map(String),
    stdin: container.stdin === true,
    ...(container.tty === true ? { terminal: TERMINAL } : {}),
    capabilities: capabilitiesOf(container),
    noNewPrivileges: security.allowPrivilegeEscalation === false,
    oomScoreAdjust: oomScoreAdjust(pod, container, nodeMemory),
    openFilesMax: OPEN_FILES_MAX,
    seccomp: security.privileged !== true && profileOf(view, container) === 'RuntimeDefault',
  };
}

/** Pods aren't filtered unless they ask for it. */
function profileOf({ pod }: PodView, { securityContext }: AnyContainer): string {
  const profile = securityContext?.seccompProfile ?? pod.spec.securityContext?.seccompProfile;
  return profile?.type ?? 'Unconfined';
}

/** In the order in which `env` prints it. */
function environmentOf(
  { pod }: PodView,
  container: AnyContainer,
  image: PodImage,
  own: ReadonlyMap<string, string>,
): [string, string][] {
  const { PATH = DEFAULT_PATH, ...ofImage } = image.env;
  const env = new Map([
    ['PATH', PATH],
    ['HOSTNAME', hostName(pod)],
  ]);
  if (container.tty === true) env.set('TERM', 'xterm');
  for (const [name, value] of Object.entries(ofImage)) env.set(name, value);
  for (const [name, value] of own) env.set(name, value);
  return [...env];
}

function userOf({ pod }: PodView, { securityContext }: AnyContainer, image: PodImage): string {
  const whole = pod.spec.securityContext;
  const uid = securityContext?.runAsUser ?? whole?.runAsUser;
  const gid = securityContext?.runAsGroup ?? whole?.runAsGroup;
  const user = uid === undefined ? (image.user.split(':')[0] ?? '') : String(uid);
  if (gid !== undefined) return `${user === '' ? '0' : user}:${gid}`;
  return uid === undefined ? image.user : user;
}

function capabilitiesOf({ securityContext }: AnyContainer): readonly string[] {
  if (securityContext?.privileged === true) return ALL_CAPABILITIES;
  const { add = [], drop = [] } = securityContext?.capabilities ?? {};
  const named = (names: readonly string[]) =>
    names.map((name) => (name.startsWith('CAP_') ? name : `CAP_${name}`).toUpperCase());
  const [added, dropped] = [named(add), named(drop)];
  const kept = dropped.includes('CAP_ALL') ? [] : CAPABILITIES;
  const base = added.includes('CAP_ALL') ? ALL_CAPABILITIES : [...kept, ...added];
  const wanted = new Set(base.filter((name) => added.includes(name) || !dropped.includes(name)));
  return ALL_CAPABILITIES.filter((name) => wanted.has(name));
}

/** @param context SELinux's, which everything gets that the kubelet has made for the pod */
function mountsOf(making: Making, context: string | undefined): ContainerMount[] {
  const { cluster, node, view, container, sandbox, id } = making;
  const { pod } = view;
  const { uid } = pod.metadata;
  const root = nodeRoot(cluster, node);
  const { filesystems } = cluster.machines;
  const log = terminationLog(uid, container.name, id);
  const slash = log.lastIndexOf('/');
  folderAt(filesystems, root, log.slice(0, slash)).write(log.slice(slash + 1), '', TERMINATION_LOG_MODE);
  const volumes = new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const mounts: ContainerMount[] = [];
  const bind = (source: string, target: string, readOnly = false, isOurs = true) => {
    if (context !== undefined && isOurs) relabel(filesystems, root, source, context);
    mounts.push({ source, target, type: 'bind', readOnly });
  };
  const own = (container.volumeMounts ?? []).map((mount) => mount.mountPath);
  for (const mount of container.volumeMounts ?? []) {
    const volume = volumes.get(mount.name);
    if (volume === undefined) continue;
    const isOurs = volume.hostPath === undefined;
    bind(sourceOf(making, volume, mount), trimmed(mount.mountPath), isReadOnly(volume, mount), isOurs);
  }
  const managed = (path: string, source: string) => {
    if (!own.includes(path)) bind(source, path);
  };
  managed('/etc/hosts', `${podFolder(uid)}/etc-hosts`);
  bind(log, container.terminationMessagePath ?? TERMINATION_LOG);
  managed('/etc/hostname', `${sandboxFolder(sandbox.id)}/hostname`);
  managed('/etc/resolv.conf', `${sandboxFolder(sandbox.id)}/resolv.conf`);
  return mounts;
}

/** What the kubelet writes is not for containers to change. */
function isReadOnly(volume: Volume, { readOnly }: VolumeMount): boolean {
  return (
    readOnly === true ||
    volume.configMap !== undefined ||
    volume.secret !== undefined ||
    volume.projected !== undefined ||
    volume.downwardAPI !== undefined
  );
}

/** The folder of the volume, or what of it is asked for, which is made where it isn't there. */
function sourceOf(
  { cluster, node, view, env }: Making,
  volume: Volume,
  { subPath, subPathExpr }: VolumeMount,
): string {
  const folder = volumeFolder(view.pod.metadata.uid, volume);
  const below = subPath ?? expandPath(subPathExpr, env);
  if (below === '') return folder;
  const { filesystems } = cluster.machines;
  const root = nodeRoot(cluster, node);
  const path = `${folder}/${below}`;
  if (!exists(filesystems, root, path)) filesystems.makeDirectories(root, path);
  return path;
}

function expandPath(text = '', env: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\(([^()]+)\)/g, (whole, name: string) => env.get(name) ?? whole);
}

function trimmed(path: string): string {
  let end = path.length;
  while (end > 1 && path.charAt(end - 1) === '/') end--;
  return path.slice(0, end);
}
