import type { ContainerSpec } from '../../container/runtime-spec.ts';
import { isParameterValue } from '../../linux/kernel-parameters.ts';
import { PortError } from '../../network/publish.ts';
import { imageManifest } from '../../registry/manifest.ts';
import type { Cluster } from '../cluster.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { PodView } from './downward.ts';
import { hostName, hostsFile, resolvConf, resolverOf } from './etc-files.ts';
import { catalogueImage } from './images.ts';
import { podGateway } from './node-addresses.ts';
import { folderAt } from './node-files.ts';
import { ensureHost, hostNetwork, nodeRoot, POD_BRIDGE } from './node-host.ts';
import { containerCgroup, podCgroup, podLimits } from './pod-cgroups.ts';
import { sandboxLabels } from './pod-labels.ts';
import type { PodSandbox } from './state.ts';
import { podFolder } from './volume-folders.ts';

/** The image of every pod's sandbox, which is on the machine before any pod. */
export const SANDBOX_IMAGE = 'registry.k8s.io/pause:3.10';

const SANDBOX_OOM_SCORE = -998;
const ID_DIGITS = 64;
const POD_PREFIX = 24;
/** RLIMIT_NOFILE of containerd's unit, which containers take over. */
export const OPEN_FILES_MAX = 1_048_576;

/** Where containerd keeps the files that all containers of a pod share. */
export function sandboxFolder(id: string): string {
  return `${SANDBOXES}/${id}`;
}

const SANDBOXES = '/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes';
const FILE_MODE = 0o644;

/** Starts the pod's sandbox. @param index of its node */
export function startSandbox(cluster: Cluster, node: string, index: number, view: PodView): PodSandbox {
  ensureHost(cluster, node);
  const { pod } = view;
  const { kernel, runtime } = cluster.machines;
  const own = pod.spec.hostNetwork !== true;
  const network = own ? kernel.makeNetworkNamespace(node) : hostNetwork(cluster, node);
  const id = cluster.random.hex(ID_DIGITS);
  if (own) {
    plugIn(cluster, node, network, view, podGateway(index));
    cluster.machines.network.names.setResolver(network, resolverOf(view));
  }
  const cgroup = podCgroup(pod);
  kernel.cgroups.make(node, cgroup, podLimits(pod));
  writeFiles(cluster, node, id, view);
  runtime.create({ ...sandboxSpec(node, id, network, pod), selinux: sandboxLabels(cluster, node, pod) });
  runtime.start(id);
  return { id, network, cgroup };
}

/** A cable to the node's bridge, and the ports of the node that lead to the pod. */
function plugIn(
  cluster: Cluster,
  node: string,
  namespace: string,
  { pod, podIp }: PodView,
  gateway: string,
): void {
  const { network } = cluster.machines;
  network.attach(namespace, POD_BRIDGE, { name: 'eth0', address: podIp, prefix: POD_PREFIX, gateway });
  for (const { hostPort, containerPort, protocol, hostIp } of publishedPorts(pod)) {
    try {
      network.publish(node, { hostIp, hostPort, protocol, to: { address: podIp, port: containerPort } });
    } catch (error) {
      // The kubelet has admitted the pod: some other engine of the machine has the port, and keeps it.
      if (!(error instanceof PortError)) throw error;
    }
  }
}

function publishedPorts({ spec }: PodObject) {
  return spec.containers
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ hostPort, containerPort, protocol, hostIP }) =>
      hostPort === undefined || protocol === 'SCTP'
        ? []
        : [
            {
              hostPort,
              containerPort,
              protocol: protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
              hostIp: hostIP ?? '0.0.0.0',
            },
          ],
    );
}

function writeFiles(cluster: Cluster, node: string, id: string, view: PodView): void {
  const { filesystems } = cluster.machines;
  const root = nodeRoot(cluster, node);
  const shared = folderAt(filesystems, root, SANDBOXES).folder(id);
  shared.write('hostname', `${hostName(view.pod)}\n`, FILE_MODE);
  shared.write('resolv.conf', resolvConf(view), FILE_MODE);
  const own = folderAt(filesystems, root, podFolder(view.pod.metadata.uid));
  own.write('etc-hosts', hostsFile(view), FILE_MODE);
}

function sandboxSpec(node: string, id: string, network: string, pod: PodObject): ContainerSpec {
  const { spec } = pod;
  const resolution = catalogueImage(SANDBOX_IMAGE);
  if ('missing' in resolution) throw new Error(resolution.missing.message);
  const { found } = resolution;
  return {
    id,
    host: node,
    engine: 'k8s.io',
    layers: imageManifest(found).layers.map(({ key }) => key),
    readOnlyRoot: true,
    hostName: hostName(pod),
    process: {
      argv: [...found.entrypoint, ...found.cmd],
      env: Object.entries(found.env),
      workingDirectory: '/',
      user: found.user,
      stdin: false,
      capabilities: [],
      noNewPrivileges: true,
      oomScoreAdjust: SANDBOX_OOM_SCORE,
      openFilesMax: OPEN_FILES_MAX,
    },
    namespaces: {
      pid: spec.hostPID === true ? 'host' : 'private',
      ipc: spec.hostIPC === true ? 'host' : 'private',
      uts: spec.hostNetwork === true ? 'host' : 'private',
      user: 'host',
      cgroup: 'private',
      net: network,
    },
    cgroup: { path: containerCgroup(pod, id), limits: {} },
    mounts: [],
    init: false,
    selinux: undefined,
    privileged: false,
    devices: [],
    sysctls: Object.fromEntries(
      (spec.securityContext?.sysctls ?? [])
        .filter(({ name, value }) => name.startsWith('net.') && isParameterValue(name, value))
        .filter(() => spec.hostNetwork !== true)
        .map(({ name, value }) => [name, value]),
    ),
  };
}

/** Takes it down, with its network. */
export function stopSandbox(cluster: Cluster, node: string, { id, network, cgroup }: PodSandbox): void {
  const { runtime, kernel, filesystems } = cluster.machines;
  if (kernel.hosts.get(node) === undefined || runtime.spec(id) === undefined) return;
  const own = runtime.spec(id)?.namespaces.uts !== 'host';
  runtime.remove(id);
  if (own) {
    unpublish(cluster, node, network);
    kernel.removeNetworkNamespace(node, network);
  }
  kernel.cgroups.remove(node, cgroup);
  folderAt(filesystems, nodeRoot(cluster, node), SANDBOXES).remove(id);
}

function unpublish({ machines }: Cluster, node: string, namespace: string): void {
  const { network } = machines;
  const addresses = network
    .view(namespace)
    .interfaces.flatMap((each) => each.addresses.map(({ address }) => address));
  for (const publication of network.publications(node)) {
    if (addresses.includes(publication.to.address)) network.unpublish(node, publication);
  }
}
