import { resourceOf } from '../kubernetes/apiserver/kind.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { EVIDENCE_CHARS_MAX, EVIDENCE_LINES_MAX } from '../limits.ts';
import type { CompiledCheck } from './assignment.ts';
import type { Failure } from './cel.ts';
import type { Mismatch } from './containment.ts';
import { follow, formatPath, type Place } from './path.ts';
import { describeTroubles } from './pod-troubles.ts';
import { relatedPods } from './related-pods.ts';
import type { AppliedDocument, Target } from './report.ts';

/** `deployment.apps/web`, with the namespace where it isn't the one a check is about. */
function nameOf({ apiVersion, kind, metadata }: KubernetesObject, home: string | undefined): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const { name, namespace } = metadata;
  const shown = `${kind.toLowerCase()}${group}/${name}`;
  return namespace === undefined || namespace === home ? shown : `${shown} in namespace ${namespace}`;
}

/** The namespace a target is about; undefined where that is all of them. */
function homeOf({ name, namespace }: Target): string | undefined {
  return namespace ?? (name === undefined ? undefined : 'default');
}

export function formatValue(value: unknown): string {
  const text = value === undefined ? 'not set' : JSON.stringify(value);
  return text.length <= EVIDENCE_CHARS_MAX ? text : `${text.slice(0, EVIDENCE_CHARS_MAX)}…`;
}

/** The first lines, each once, and how many there are besides. */
export function limitLines(lines: readonly string[]): readonly string[] {
  const different = [...new Set(lines)];
  if (different.length <= EVIDENCE_LINES_MAX) return different;
  const shown = different.slice(0, EVIDENCE_LINES_MAX - 1);
  return [...shown, `… and ${different.length - shown.length} more`];
}

function placeLine(object: KubernetesObject, home: string | undefined, { path, value }: Place): string {
  const name = nameOf(object, home);
  return `${path.length === 0 ? name : `${name} ${formatPath(path)}`}: ${formatValue(value)}`;
}

function inventory(objects: readonly KubernetesObject[], target: Target): string {
  if (objects.length === 0) return `there is no such ${target.kind}`;
  return `found ${objects.length}: ${objects.map((object) => nameOf(object, homeOf(target))).join(', ')}`;
}

/** What the failed parts of an expression looked at. */
export function celEvidence(
  failures: readonly Failure[],
  target: Target,
  objects: readonly KubernetesObject[],
): readonly string[] {
  const single = target.name !== undefined;
  const home = homeOf(target);
  const paths = failures.flatMap((failure) => failure.paths);
  const places = paths.flatMap(([, ...path]) => [...follow(single ? objects[0] : objects, path)]);
  return places.map(({ path, value }) => {
    const [index, ...below] = single ? [0, ...path] : path;
    const object = typeof index === 'number' ? objects[index] : undefined;
    return object === undefined
      ? inventory(objects, target)
      : placeLine(object, home, { path: below, value });
  });
}

export function mismatchEvidence(
  object: KubernetesObject,
  target: Target,
  mismatches: readonly Mismatch[],
): readonly string[] {
  return mismatches.map(({ path, found }) => placeLine(object, homeOf(target), { path, value: found }));
}

/** Where the object that a check asks for may have gone: to another name or namespace, or nowhere. */
export function absenceEvidence(
  cluster: Cluster,
  { check: { target }, kind }: CompiledCheck,
  applied: readonly AppliedDocument[],
): readonly string[] {
  const home = homeOf(target);
  const others = cluster.store
    .entries(resourceOf(kind))
    .map(({ object }) => object)
    .filter(({ metadata }) => metadata.namespace === home || metadata.name === target.name)
    .map((object) => nameOf(object, home));
  const refusals = applied.flatMap(({ file, object, outcome, message = '' }) => {
    const related = object === undefined || object.split(/[./]/, 1)[0] === kind.kind.toLowerCase();
    if (outcome !== 'refused' || !related) return [];
    return [`${object ?? file} was refused: ${message.split('\n', 1)[0]}`];
  });
  const found = others.length === 0 ? `there is no ${kind.kind}` : `found ${others.join(', ')}`;
  return [...refusals, found].map((line) => line.slice(0, EVIDENCE_CHARS_MAX));
}

/** Why the pods behind the objects aren't ready. */
export function podEvidence(cluster: Cluster, objects: readonly KubernetesObject[]): readonly string[] {
  const related = objects.map((object) => relatedPods(cluster, object));
  const pods = new Map(related.flatMap((each) => each.pods).map((pod) => [pod.metadata.uid, pod]));
  const nothing = related.flatMap((each) =>
    each.nothing === undefined ? [] : [`${each.nothing}, but no pod has these labels`],
  );
  return [...nothing, ...describeTroubles(cluster, [...pods.values()])];
}
