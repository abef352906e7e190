import { dns1123Label } from '../../apiserver/names.ts';
import { milliValue, parseQuantity } from '../../apiserver/quantity.ts';
import type {
  Container,
  NodeSelectorTerm,
  ObjectMeta,
  PodAffinityTerm,
  PodSpec,
  PodTemplateSpec,
  Quantity,
  TopologySpreadConstraint,
  Volume,
} from '../../schemas/generated/types.ts';
import { APP_ARMOR, SECCOMP_CONTAINER, SECCOMP_POD } from './annotations.ts';
import { portWarnings } from './port-warnings.ts';
import { containersWithPaths } from './spec.ts';

type Metadata = Pick<ObjectMeta, 'name' | 'annotations'>;

/** Of a pod. */
export function podWarnings(metadata: Metadata, spec: PodSpec): string[] {
  const problems = dns1123Label(metadata.name ?? '');
  const why =
    "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended";
  const name = problems.length === 0 ? [] : [`metadata.name: ${why}: [${problems.join(' ')}]`];
  return [...name, ...specWarnings(metadata, spec, '')];
}

/** Of a kind whose pods are named after it. */
export function workloadWarnings(metadata: Metadata, template: PodTemplateSpec | undefined): string[] {
  const problems = dns1123Label(metadata.name ?? '');
  const why =
    'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended';
  const name = problems.length === 0 ? [] : [`metadata.name: ${why}: [${problems.join(' ')}]`];
  const spec = template?.spec ?? { containers: [] };
  return [...name, ...specWarnings(template?.metadata ?? {}, spec, 'spec.template.')];
}

/** Of a PodTemplate. */
export function podTemplateWarnings({ metadata = {}, spec = { containers: [] } }: PodTemplateSpec): string[] {
  return specWarnings(metadata, spec, 'template.');
}

/**
 * What upstream warns of in a pod spec (pkg/api/pod/warnings.go).
 * @param prefix of the paths, with its dot
 */
function specWarnings(metadata: Metadata, spec: PodSpec, prefix: string): string[] {
  const field = `${prefix}spec`;
  const containers = containersWithPaths(spec, field);
  const annotations = `${prefix}metadata.annotations`;
  const grace = spec.terminationGracePeriodSeconds ?? 0;
  return [
    ...nodeLabelWarnings(spec, field),
    ...(spec.topologySpreadConstraints ?? []).flatMap((constraint, index) =>
      spreadWarnings(constraint, `${field}.topologySpreadConstraints[${index}]`),
    ),
    ...annotationWarnings(metadata, annotations),
    ...(spec.volumes ?? []).flatMap((volume, index) => volumeWarnings(volume, `${field}.volumes[${index}]`)),
    ...listWarnings(spec, field),
    ...fractionWarnings(spec.overhead, `${field}.overhead`),
    ...profileWarnings(metadata, spec, containers, prefix),
    ...containers.flatMap(([at, container]) => containerWarnings(container, at)),
    ...portWarnings(containers),
    ...(grace < 0
      ? [
          `${field}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
    ...affinityWarnings(spec, `${field}.affinity`),
  ];
}

/** Labels of nodes that have a successor, or none. */
const NODE_LABELS: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  [
    'failure-domain.beta.kubernetes.io/region',
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  ],
  [
    'failure-domain.beta.kubernetes.io/zone',
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  ],
  [
    'beta.kubernetes.io/instance-type',
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  ],
]);

function nodeLabelWarnings(spec: PodSpec, field: string): string[] {
  const affinity = spec.affinity?.nodeAffinity;
  const at = `${field}.affinity.nodeAffinity`;
  return [
    ...Object.keys(spec.nodeSelector ?? {}).flatMap((key) => {
      const message = NODE_LABELS.get(key);
      return message === undefined ? [] : [`${field}.nodeSelector[${key}]: ${message}`];
    }),
    ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).flatMap(
      (term, index) =>
        termWarnings(
          term,
          `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`,
        ),
    ),
    ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ preference }, index) =>
      termWarnings(preference, `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`),
    ),
  ];
}

function termWarnings(term: NodeSelectorTerm, field: string): string[] {
  return (term.matchExpressions ?? []).flatMap(({ key }, index) => {
    const message = NODE_LABELS.get(key);
    return message === undefined ? [] : [`${field}.matchExpressions[${index}].key: ${key} is ${message}`];
  });
}

function spreadWarnings({ topologyKey, labelSelector }: TopologySpreadConstraint, field: string): string[] {
  const message = NODE_LABELS.get(topologyKey);
  return [
    ...(message === undefined ? [] : [`${field}.topologyKey: ${topologyKey} is ${message}`]),
    ...(labelSelector === undefined ? [nullSelector(field)] : []),
  ];
}

function nullSelector(field: string): string {
  return `${field}.labelSelector: a null labelSelector results in matching no pod`;
}

const DEAD_ANNOTATIONS = [
  [
    'scheduler.alpha.kubernetes.io/critical-pod',
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  ],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  [
    'security.alpha.kubernetes.io/unsafe-sysctls',
    'non-functional in v1.11+; use the "sysctls" field instead',
  ],
] as const;

function annotationWarnings({ annotations = {} }: Metadata, field: string): string[] {
  return DEAD_ANNOTATIONS.filter(([key]) => Object.hasOwn(annotations, key)).map(
    ([key, message]) => `${field}[${key}]: ${message}`,
  );
}

const OLD_VOLUMES = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
] as const;

function volumeWarnings(volume: Volume, field: string): string[] {
  return OLD_VOLUMES.filter(([source]) => volume[source] !== undefined).map(
    ([source, message]) => `${field}.${source === 'storageos' ? 'storageOS' : source}: ${message}`,
  );
}

/** Lists in which something is twice, or nameless. */
function listWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, field: string): string[] {
  const ips = hostAliases.map(({ ip }) => ip);
  const names = imagePullSecrets.map(({ name = '' }) => name);
  return [
    ...repeated(ips).map(
      ([index, ip]) => `${field}.hostAliases[${index}].ip: duplicate ip ${JSON.stringify(ip)}`,
    ),
    ...repeated(names).map(
      ([index, name]) => `${field}.imagePullSecrets[${index}].name: duplicate name ${JSON.stringify(name)}`,
    ),
    ...names.flatMap((name, index) =>
      name === '' ? [`${field}.imagePullSecrets[${index}].name: invalid empty name ""`] : [],
    ),
  ];
}

function repeated(items: readonly string[]): [number, string][] {
  const seen = new Set<string>();
  return items.flatMap((item, index): [number, string][] => {
    if (seen.has(item)) return [[index, item]];
    seen.add(item);
    return [];
  });
}

function fractionWarnings(
  quantities: Readonly<Record<string, Quantity>> | undefined,
  field: string,
): string[] {
  return ['memory', 'ephemeral-storage'].flatMap((resource) => {
    const text = quantities?.[resource];
    if (text === undefined || milliValue(parseQuantity(text)) % 1000n === 0n) return [];
    return [`${field}[${resource}]: fractional byte value "${text}" is invalid, must be an integer`];
  });
}

function profileWarnings(
  { annotations = {} }: Metadata,
  spec: PodSpec,
  containers: readonly (readonly [string, Container])[],
  prefix: string,
): string[] {
  const warn = (key: string, message: string): string[] =>
    Object.hasOwn(annotations, key) ? [`${prefix}metadata.annotations[${key}]: ${message}`] : [];
  const seccomp = 'non-functional in v1.27+; use the "seccompProfile" field instead';
  const appArmor = 'deprecated since v1.30; use the "appArmorProfile" field instead';
  const { seccompProfile, appArmorProfile } = spec.securityContext ?? {};
  return [
    ...(seccompProfile === undefined ? warn(SECCOMP_POD, seccomp) : []),
    ...containers.flatMap(([, { name, securityContext }]) => [
      ...(securityContext?.seccompProfile === undefined ? warn(SECCOMP_CONTAINER + name, seccomp) : []),
      ...((securityContext?.appArmorProfile ?? appArmorProfile) === undefined
        ? warn(APP_ARMOR + name, appArmor)
        : []),
    ]),
  ];
}

function containerWarnings({ resources, env = [] }: Container, field: string): string[] {
  const seen = new Set<string>();
  return [
    ...fractionWarnings(resources?.limits, `${field}.resources.limits`),
    ...fractionWarnings(resources?.requests, `${field}.resources.requests`),
    ...env.flatMap(({ name, value = '', valueFrom }, index) => {
      const hides = seen.has(name);
      seen.add(name);
      const reference = `$(${name})`;
      const builds = valueFrom === undefined && value !== reference && value.includes(reference);
      if (!hides || builds) return [];
      const why = `hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`;
      return [`${field}.env[${index}]: ${why}`];
    }),
  ];
}

function affinityWarnings({ affinity }: PodSpec, field: string): string[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((name) => {
    const terms = affinity?.[name];
    const required = `${field}.${name}.requiredDuringSchedulingIgnoredDuringExecution`;
    const preferred = `${field}.${name}.preferredDuringSchedulingIgnoredDuringExecution`;
    const check = ({ labelSelector }: PodAffinityTerm, at: string) =>
      labelSelector === undefined ? [nullSelector(at)] : [];
    return [
      ...(terms?.requiredDuringSchedulingIgnoredDuringExecution ?? []).flatMap((term, index) =>
        check(term, `${required}[${index}]`),
      ),
      ...(terms?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(
        ({ podAffinityTerm }, index) => check(podAffinityTerm, `${preferred}[${index}].podAffinityTerm`),
      ),
    ];
  });
}
