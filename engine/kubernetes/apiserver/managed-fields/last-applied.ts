import type { KubernetesObject } from '../../object.ts';
import { apiVersionOf, type Kind } from '../kind.ts';
import { ANNOTATIONS_BYTES_MAX, annotationBytes } from '../metadata.ts';
import { isJsonObject, type JsonObject, withSortedKeys } from '../patch/json-object.ts';
import { compare } from './compare.ts';
import { difference, type FieldSet, union } from './field-set.ts';
import type { Shape } from './shape.ts';
import { toFieldSet } from './to-field-set.ts';
import { configurationFault } from './validate.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function annotationsOf(object: JsonObject): JsonObject {
  const { metadata } = object;
  const annotations = isJsonObject(metadata) ? metadata.annotations : undefined;
  return isJsonObject(annotations) ? annotations : {};
}

/**
 * What kubectl's client-side apply set and nobody has changed since: its server-side apply may take that from
 * others without being told to (lastAppliedManager). Undefined where no annotation tells.
 */
export function allowedByLastApplied(kind: Kind, shape: Shape, live: JsonObject): FieldSet | undefined {
  const applied = parse(annotationsOf(live)[LAST_APPLIED]);
  if (applied === undefined || applied.apiVersion !== apiVersionOf(kind)) return undefined;
  if (configurationFault(shape, applied) !== undefined) return undefined;
  const found = compare(shape, applied, live);
  const set = toFieldSet(shape, applied);
  if (found === undefined) return set;
  return difference(set, union(union(found.modified, found.added), found.removed));
}

function parse(text: unknown): JsonObject | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the annotation of an object that has one in step with what is applied now, or drops it where that is too
 * long for one (lastAppliedUpdater).
 */
export function updateLastApplied(object: KubernetesObject, configuration: JsonObject): void {
  const { annotations } = object.metadata;
  if (annotations === undefined || (annotations[LAST_APPLIED] ?? '') === '') return;
  const { metadata } = configuration;
  const own = { ...annotationsOf(configuration) };
  delete own[LAST_APPLIED];
  const bare =
    isJsonObject(metadata) && 'annotations' in metadata ? { ...metadata, annotations: own } : metadata;
  annotations[LAST_APPLIED] = `${goJson({ ...configuration, metadata: bare })}\n`;
  if (annotationBytes(annotations) > ANNOTATIONS_BYTES_MAX) delete annotations[LAST_APPLIED];
}

/** JSON as Go writes it into HTML. */
function goJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(withSortedKeys(value)).replace(/[<>&\u2028\u2029]/g, escaped);
}
