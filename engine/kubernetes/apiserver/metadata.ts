import type { KubernetesObject, OwnerReference } from '../object.ts';
import { type FieldErrors, GoLiteral } from './field-errors.ts';
import { goStrings } from './go-syntax.ts';
import { byteLength, goQuote } from './go-text.ts';
import type { Kind } from './kind.ts';
import { dns1123Label, labelValue, qualifiedName } from './names.ts';

/** apimachinery's TotalAnnotationSizeLimitB. */
export const ANNOTATIONS_BYTES_MAX = 256 * 1024;
/** Generated names: this much of generateName is kept before the random suffix. */
const GENERATE_NAME_MAX = 58;

/** The name the API server makes of metadata.generateName. */
export function generatedName(base: string, suffix: string): string {
  return base.slice(0, GENERATE_NAME_MAX) + suffix;
}

/** A suffix will follow, so a trailing dash is not judged (apimachinery's maskTrailingDash). */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

/** apimachinery's ValidateObjectMeta. */
export function validateMetadata(kind: Kind, object: KubernetesObject, errors: FieldErrors): void {
  const { metadata } = object;
  const { name, generateName = '' } = metadata;
  if (generateName !== '') {
    for (const problem of kind.nameRule(maskTrailingDash(generateName))) {
      errors.invalid('metadata.generateName', generateName, problem);
    }
  }
  if (name === '') errors.required('metadata.name', 'name or generateName is required');
  else for (const problem of kind.nameRule(name)) errors.invalid('metadata.name', name, problem);
  validateNamespace(kind, metadata.namespace ?? '', errors);
  validateLabels(metadata.labels, 'metadata.labels', errors);
  validateAnnotations(metadata.annotations, 'metadata.annotations', errors);
  validateOwners(metadata.ownerReferences ?? [], 'metadata.ownerReferences', errors);
  validateFinalizers(metadata.finalizers ?? [], 'metadata.finalizers', errors);
}

function validateNamespace(kind: Kind, namespace: string, errors: FieldErrors): void {
  if (!kind.namespaced) {
    if (namespace !== '') errors.forbidden('metadata.namespace', 'not allowed on this type');
  } else if (namespace === '') errors.required('metadata.namespace');
  else
    for (const problem of dns1123Label(namespace)) errors.invalid('metadata.namespace', namespace, problem);
}

/** apimachinery's ValidateLabels, for metadata and for every selector and template. */
export function validateLabels(
  labels: Readonly<Record<string, string>> | undefined,
  field: string,
  errors: FieldErrors,
): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    for (const problem of qualifiedName(key)) errors.invalid(field, key, problem);
    for (const problem of labelValue(value)) errors.invalid(field, value, problem);
  }
}

/** apimachinery's ValidateAnnotations. */
export function validateAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  field: string,
  errors: FieldErrors,
): void {
  for (const key of Object.keys(annotations ?? {})) {
    for (const problem of qualifiedName(key.toLowerCase())) errors.invalid(field, key, problem);
  }
  if (annotationBytes(annotations) > ANNOTATIONS_BYTES_MAX) errors.tooLong(field, ANNOTATIONS_BYTES_MAX);
}

export function annotationBytes(annotations: Readonly<Record<string, string>> = {}): number {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) size += byteLength(key) + byteLength(value);
  return size;
}

/** apimachinery's ValidateFinalizers. */
function validateFinalizers(finalizers: readonly string[], field: string, errors: FieldErrors): void {
  for (const finalizer of finalizers) {
    for (const problem of qualifiedName(finalizer)) errors.invalid(field, finalizer, problem);
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const why = 'finalizer orphan and foregroundDeletion cannot be both set';
    errors.invalid(field, goStrings(finalizers), why);
  }
}

/** apimachinery's ValidateOwnerReferences. */
function validateOwners(owners: readonly OwnerReference[], field: string, errors: FieldErrors): void {
  let controller: string | undefined;
  for (const owner of owners) {
    validateOwner(owner, field, errors);
    if (owner.controller !== true) continue;
    const name = `${owner.kind}/${owner.name}`;
    if (controller === undefined) controller = name;
    else {
      const list = new GoLiteral(`[]v1.OwnerReference{${owners.map(goOwner).join(', ')}}`);
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.invalid(field, list, why);
    }
  }
}

function validateOwner(owner: OwnerReference, field: string, errors: FieldErrors): void {
  const { apiVersion, kind, name, uid } = owner;
  if (!/^([^/]*\/)?[^/]+$/.test(apiVersion)) {
    errors.invalid(`${field}.apiVersion`, apiVersion, 'version must not be empty');
  }
  if (kind === '') errors.invalid(`${field}.kind`, kind, 'kind must not be empty');
  if (name === '') errors.invalid(`${field}.name`, name, 'name must not be empty');
  if (uid === '') errors.invalid(`${field}.uid`, uid, 'uid must not be empty');
  if (apiVersion === 'v1' && kind === 'Event') {
    errors.invalid(field, new GoLiteral(goOwner(owner)), '/v1, Kind=Event is disallowed from being an owner');
  }
}

function goOwner({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): string {
  // Go shows where a pointer points to, which nobody can expect to read twice.
  const pointer = (value: boolean | undefined) => (value === undefined ? '(*bool)(nil)' : '(*bool)(0xc000)');
  const texts = `APIVersion:${goQuote(apiVersion)}, Kind:${goQuote(kind)}, Name:${goQuote(name)}, UID:${goQuote(uid)}`;
  return `v1.OwnerReference{${texts}, Controller:${pointer(controller)}, BlockOwnerDeletion:${pointer(blockOwnerDeletion)}}`;
}

/** apimachinery's ValidateObjectMetaUpdate: what may never change. */
export function validateMetadataUpdate(
  object: KubernetesObject,
  old: KubernetesObject,
  errors: FieldErrors,
): void {
  if (old.metadata.deletionTimestamp !== undefined) {
    const before = new Set(old.metadata.finalizers);
    const added = (object.metadata.finalizers ?? []).filter((finalizer) => !before.has(finalizer)).sort();
    if (added.length > 0) {
      const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${goStrings(added).text}`;
      errors.forbidden('metadata.finalizers', why);
    }
  }
  const immutable = ['name', 'namespace', 'uid', 'creationTimestamp'] as const;
  for (const key of immutable) {
    const value = object.metadata[key] ?? '';
    if (value !== (old.metadata[key] ?? '')) errors.invalid(`metadata.${key}`, value, 'field is immutable');
  }
}
