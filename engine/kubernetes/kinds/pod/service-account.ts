import { forbidden } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import type { PodSpec, Volume } from '../../schemas/generated/types.ts';
import type { PodObject } from '../pod.ts';
import { MIRROR } from '../pod-spec/annotations.ts';
import { type ServiceAccountObject, serviceAccountKind } from '../service-account.ts';
import { podResource } from './resource.ts';

/** Where a container finds the token of its pod's service account. */
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const VOLUME_PREFIX = 'kube-api-access-';
/** Upstream's odd hour: seven seconds tell such tokens from those that users ask for. */
const TOKEN_SECONDS = 3607;

/**
 * The ServiceAccount admission plugin: every pod runs as an account of its namespace, and carries its token.
 * @throws ApiError 403 where the account doesn't exist
 */
export function admitServiceAccount(pod: PodObject, cluster: Cluster): void {
  const { metadata, spec } = pod;
  const refuse = (why: string) => forbidden(podResource, metadata.name, why);
  if (metadata.annotations?.[MIRROR] !== undefined) {
    if ((spec.serviceAccountName ?? '') === '') return;
    throw refuse('a mirror pod may not reference service accounts');
  }
  const name = spec.serviceAccountName ?? 'default';
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
  const namespace = metadata.namespace ?? '';
  const account = cluster.store.get(serviceAccountKind, namespace, name);
  if (account === undefined) {
    const why = `serviceaccount ${JSON.stringify(name)} not found`;
    throw refuse(`error looking up service account ${namespace}/${name}: ${why}`);
  }
  if (mounts(spec, account)) mountToken(spec, cluster);
  if (spec.imagePullSecrets === undefined && (account.imagePullSecrets ?? []).length > 0) {
    spec.imagePullSecrets = (account.imagePullSecrets ?? []).map((secret) => ({ ...secret }));
  }
}

/** The pod's own word counts before the account's. */
function mounts(spec: PodSpec, account: ServiceAccountObject): boolean {
  return spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
}

function mountToken(spec: PodSpec, cluster: Cluster): void {
  const existing = spec.volumes?.find((volume) => volume.name.startsWith(VOLUME_PREFIX))?.name;
  const name = existing ?? VOLUME_PREFIX + cluster.random.suffix();
  let mounted = false;
  for (const containers of [spec.initContainers ?? [], spec.containers]) {
    for (const container of containers) {
      container.volumeMounts ??= [];
      if (container.volumeMounts.some((mount) => mount.mountPath === MOUNT_PATH)) continue;
      container.volumeMounts.push({ name, readOnly: true, mountPath: MOUNT_PATH });
      mounted = true;
    }
  }
  if (!mounted || existing !== undefined) return;
  spec.volumes ??= [];
  spec.volumes.push(tokenVolume(name));
}

function tokenVolume(name: string): Volume {
  const namespace = { apiVersion: 'v1', fieldPath: 'metadata.namespace' };
  return {
    name,
    projected: {
      defaultMode: 0o644,
      sources: [
        { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: namespace }] } },
      ],
    },
  };
}
