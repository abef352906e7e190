import type { Cluster } from '../cluster.ts';
import { configMapKind } from '../kinds/config-map.ts';
import { decodeSecret } from '../kinds/secret/encoding.ts';
import { secretKind } from '../kinds/secret.ts';
import type { Container, EnvVarSource, EphemeralContainer } from '../schemas/generated/types.ts';
import { fieldValue, type PodView, resourceValue } from './downward.ts';
import { expand } from './expansion.ts';
import { serviceVariables } from './service-links.ts';

/** A container can't be configured; the message is the kubelet's. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** What the kernel takes as arguments and environment of a process: a quarter of the default stack limit. */
const ARGUMENTS_MAX = 2 * 1024 * 1024;

/** Adds up what is handed to a process. @throws ConfigError where no process can take so much */
export class ArgumentBudget {
  #left = ARGUMENTS_MAX;

  spend(text: string): string {
    this.#left -= text.length;
    if (this.#left < 0) throw new ConfigError('argument list too long');
    return text;
  }
}

/**
 * The variables a container starts with, as the kubelet's makeEnvironmentVariables: its own win over those
 * of envFrom, and those over what tells of services.
 * @throws ConfigError where something it must read isn't there
 */
export function environmentOf(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  budget: ArgumentBudget,
): Map<string, string> {
  const namespace = view.pod.metadata.namespace ?? '';
  const services = serviceVariables(cluster, namespace, view.pod.spec.enableServiceLinks ?? true);
  const known = new Map(services);
  const result = new Map<string, string>();
  const set = (name: string, value: string) => {
    known.set(name, budget.spend(value));
    result.set(budget.spend(name), value);
  };
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const entries =
      secretRef === undefined
        ? configMapEntries(cluster, namespace, configMapRef?.name ?? '', configMapRef?.optional)
        : secretEntries(cluster, namespace, secretRef.name ?? '', secretRef.optional);
    for (const [key, value] of entries) set(prefix + key, value);
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const resolved =
      valueFrom === undefined
        ? expand(value ?? '', known)
        : sourceValue(cluster, view, container, namespace, valueFrom);
    if (resolved !== undefined) set(name, resolved);
  }
  for (const name of [...services.keys()].sort()) {
    if (!result.has(name)) result.set(name, services.get(name) ?? '');
  }
  return result;
}

/** Undefined where an optional source isn't there: the variable isn't set then. */
function sourceValue(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  namespace: string,
  { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: EnvVarSource,
): string | undefined {
  if (fieldRef !== undefined) return fieldValue(view, fieldRef.fieldPath);
  if (resourceFieldRef !== undefined) return resourceValue(view, container, resourceFieldRef);
  const ref = configMapKeyRef ?? secretKeyRef;
  if (ref === undefined) return '';
  const { name = '', key, optional } = ref;
  const isSecret = configMapKeyRef === undefined;
  const entries = isSecret
    ? secretEntries(cluster, namespace, name, optional)
    : configMapEntries(cluster, namespace, name, optional);
  const value = entries.get(key);
  if (value === undefined && optional !== true) {
    throw new ConfigError(
      `couldn't find key ${key} in ${isSecret ? 'Secret' : 'ConfigMap'} ${namespace}/${name}`,
    );
  }
  return value;
}

function configMapEntries(
  cluster: Cluster,
  namespace: string,
  name: string,
  optional = false,
): Map<string, string> {
  const configMap = cluster.store.get(configMapKind, namespace, name);
  if (configMap !== undefined) return new Map(sorted(configMap.data));
  if (optional) return new Map();
  throw new ConfigError(`configmap "${name}" not found`);
}

function secretEntries(
  cluster: Cluster,
  namespace: string,
  name: string,
  optional = false,
): Map<string, string> {
  const secret = cluster.store.get(secretKind, namespace, name);
  if (secret !== undefined)
    return new Map(sorted(secret.data).map(([key, data]) => [key, decodeSecret(data)]));
  if (optional) return new Map();
  throw new ConfigError(`secret "${name}" not found`);
}

function sorted(data: Readonly<Record<string, string>> = {}): [string, string][] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}
