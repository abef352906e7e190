import { DOCKER_HOSTS_DEFAULT } from '../../../engine/docker/docker.ts';
import type { NodeSpec } from '../../../engine/kubernetes/kubelet/add-node.ts';
import type { SandboxRecord } from '../../actor/tenant/records.ts';
import type { Sandbox } from './schema.ts';

/** A sandbox as the API shows it. @param base where the client reaches this server */
export function representation(record: SandboxRecord, base: string): Sandbox {
  const { id, name, externalId, labels, state, birth, forkedFrom } = record;
  const { spec, clock } = birth;
  return {
    id,
    name,
    externalId,
    labels: { ...labels },
    state,
    seed: spec.seed,
    clock: { ...clock, start: timestamp(spec.startMs) },
    kubernetes: spec.kubernetes === false ? false : { nodes: spec.kubernetes.nodes.map(nodeOf) },
    docker: { hosts: spec.docker?.hosts ?? DOCKER_HOSTS_DEFAULT },
    endpoints: {
      kubernetes: spec.kubernetes === false ? null : `${base}/s/${id}/kubernetes`,
      docker: `${base}/s/${id}/docker`,
      http: `${base}/s/${id}/http`,
    },
    forkedFrom,
    createdAt: timestamp(record.createdAt),
    updatedAt: timestamp(record.updatedAt),
    expiresAt: record.expiresAt === null ? null : timestamp(record.expiresAt),
  };
}

/** RFC 3339, UTC. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}

type Node = Extract<Sandbox['kubernetes'], object>['nodes'][number];

function nodeOf({ labels, taints, ...machine }: NodeSpec): Node {
  return { ...machine, labels: { ...labels }, taints: taints.map((taint) => ({ ...taint })) };
}
