import { resourceOf } from '../kubernetes/apiserver/kind.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { EVIDENCE_CHARS_MAX, EVIDENCE_LINES_MAX } from '../limits.ts';
import type { CompiledCheck } from './assignment.ts';
import type { Failure } from './cel.ts';
import type { Mismatch } from './containment.ts';
import { follow, formatPath, type Path } from './path.ts';
import { describeTroubles } from './pod-troubles.ts';
import { relatedPods } from './related-pods.ts';
import type { AppliedDocument } from './report.ts';

/** `deployment.apps/web`, with the namespace where it isn't the default one. */
export function nameOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const { name, namespace = 'default' } = metadata;
  const shown = `${kind.toLowerCase()}${group}/${name}`;
  return namespace === 'default' ? shown : `${shown} (namespace ${namespace})`;
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

function placeLine(object: KubernetesObject, path: Path, value: unknown): string {
  const place = path.length === 0 ? nameOf(object) : `${nameOf(object)} ${formatPath(path)}`;
  return `${place}: ${formatValue(value)}`;
}

function inventory(objects: readonly KubernetesObject[]): string {
  return objects.length === 0 ? 'found none' : `found ${objects.length}: ${objects.map(nameOf).join(', ')}`;
}

/** What the failed parts of an expression looked at. */
export function celEvidence(
  failures: readonly Failure[],
  { target }: CompiledCheck['check'],
  objects: readonly KubernetesObject[],
): readonly string[] {
  const single = target.name !== undefined;
  return failures.flatMap(({ paths, culprits }) => {
    const positions = new Map(culprits.map(({ list, positions }) => [formatPath(list.slice(1)), positions]));
    return paths.flatMap(([, ...path]) => {
      const data: unknown = single ? objects[0] : objects;
      const places = [...follow(data, path, (list) => positions.get(formatPath(list)))];
      return places.map((place) => {
        const [index, ...below] = single ? [0, ...place.path] : place.path;
        const object = typeof index === 'number' ? objects[index] : undefined;
        return object === undefined ? inventory(objects) : placeLine(object, below, place.value);
      });
    });
  });
}

export function mismatchEvidence(
  object: KubernetesObject,
  mismatches: readonly Mismatch[],
): readonly string[] {
  return mismatches.map(({ path, found }) => placeLine(object, path, found));
}

/** Where the object that a check asks for might have gone: to another name or namespace, or nowhere. */
export function absenceEvidence(
  cluster: Cluster,
  { kind }: CompiledCheck,
  applied: readonly AppliedDocument[],
): readonly string[] {
  const others = cluster.store.entries(resourceOf(kind)).map(({ object }) => nameOf(object));
  const refusals = applied.flatMap(({ file, object = file, outcome, message = '' }) =>
    outcome === 'refused' ? [`${object} was refused: ${message.split('\n', 1)[0]}`] : [],
  );
  const found = others.length === 0 ? `there is no ${kind.kind}` : `found ${others.join(', ')}`;
  return [found.slice(0, EVIDENCE_CHARS_MAX), ...refusals.map((line) => line.slice(0, EVIDENCE_CHARS_MAX))];
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
