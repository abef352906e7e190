import { freeLevel, type Labels } from '../../container/labels.ts';
import type { Cluster } from '../cluster.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { SELinuxOptions } from '../schemas/generated/types.ts';

/** The labels of a pod's sandbox, whose level its containers share. Undefined: the node has no SELinux. */
export function sandboxLabels(cluster: Cluster, node: string, { spec }: PodObject): Labels | undefined {
  const { kernel, runtime } = cluster.machines;
  if ((kernel.hosts.get(node)?.selinux ?? 'disabled') === 'disabled') return undefined;
  const options = spec.securityContext?.seLinuxOptions ?? {};
  if (options.level !== undefined) return labelsOf(options, options.level);
  const others = [...runtime.specs()].filter(({ host }) => host === node).map(({ selinux }) => selinux);
  return labelsOf(options, freeLevel(cluster.random, others));
}

/** @param sandbox the labels of the pod's sandbox @param own what the container asks for itself */
export function containerLabels(
  sandbox: Labels | undefined,
  { spec }: PodObject,
  { options, isPrivileged }: { readonly options: SELinuxOptions | undefined; readonly isPrivileged: boolean },
): Labels | undefined {
  if (sandbox === undefined) return undefined;
  if (isPrivileged) return { process: '', files: sandbox.files };
  const wanted = { ...spec.securityContext?.seLinuxOptions, ...options };
  return labelsOf(wanted, wanted.level ?? sandbox.files.split(':').slice(3).join(':'));
}

function labelsOf({ user, role, type }: SELinuxOptions, level: string): Labels {
  const who = user ?? 'system_u';
  return {
    process: [who, role ?? 'system_r', type ?? 'container_t', level].join(':'),
    files: [who, 'object_r', 'container_file_t', level].join(':'),
  };
}
