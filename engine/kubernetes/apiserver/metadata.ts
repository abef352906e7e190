import type { KubernetesObject, OwnerReference } from '../object.ts';
import type { FieldErrors } from './field-errors.ts';
import type { Kind } from './kind.ts';
import { dns1123Label, labelValue, qualifiedName } from './names.ts';

/** apimachinery's TotalAnnotationSizeLimitB. */
const ANNOTATIONS_MAX_BYTES = 256 * 1024;
/** Generated names: this much of generateName is kept before the random suffix. */
const GENERATE_NAME_MAX = 58;

/** The name the API server makes of metadata.generateName. */
export function generatedName(base: string, suffix: string): string {
  return base.slice(0, GENERATE_NAME_MAX) + suffix;
}

/** apimachinery's ValidateObjectMeta. */
export function validateMetadata(kind: Kind, object: KubernetesObject, errors: FieldErrors): void {
  const { metadata } = object;
  if (metadata.generateName !== undefined && metadata.generateName !== '') {
    // The suffix that will be added must not be judged, so a trailing dash is.
    const base = metadata.generateName.replace(/-$/, 'a');
    for (const problem of kind.nameRule(base))
      errors.invalid('metadata.generateName', metadata.generateName, problem);
  }
  if (metadata.name === '') errors.required('metadata.name', 'name or generateName is required');
  else {
    for (const problem of kind.nameRule(metadata.name))
      errors.invalid('metadata.name', metadata.name, problem);
  }
  if (kind.namespaced) {
    const namespace = metadata.namespace ?? '';
    if (namespace === '') errors.required('metadata.namespace');
    else
      for (const problem of dns1123Label(namespace)) errors.invalid('metadata.namespace', namespace, problem);
  } else if (metadata.namespace !== undefined && metadata.namespace !== '') {
    errors.forbidden('metadata.namespace', 'not allowed on this type');
  }
  validateLabels(metadata.labels, 'metadata.labels', errors);
  validateAnnotations(metadata.annotations, 'metadata.annotations', errors);
  validateOwners(metadata.ownerReferences ?? [], errors);
  for (const finalizer of metadata.finalizers ?? []) {
    for (const problem of qualifiedName(finalizer)) errors.invalid('metadata.finalizers', finalizer, problem);
  }
}

/** apimachinery's ValidateLabels, for metadata and for every selector and template. */
export function validateLabels(
  labels: Record<string, string> | undefined,
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
  annotations: Record<string, string> | undefined,
  field: string,
  errors: FieldErrors,
): void {
  let size = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    for (const problem of qualifiedName(key.toLowerCase())) errors.invalid(field, key, problem);
    size += key.length + value.length;
  }
  if (size > ANNOTATIONS_MAX_BYTES) errors.tooLong(field, ANNOTATIONS_MAX_BYTES);
}

function validateOwners(owners: readonly OwnerReference[], errors: FieldErrors): void {
  const controllers: string[] = [];
  for (const owner of owners) {
    const at = 'metadata.ownerReferences';
    if (!/^([^/]+\/)?[^/]+$/.test(owner.apiVersion)) {
      errors.invalid(`${at}.apiVersion`, owner.apiVersion, 'version must not be empty');
    }
    if (owner.kind === '') errors.invalid(`${at}.kind`, owner.kind, 'kind must not be empty');
    if (owner.name === '') errors.invalid(`${at}.name`, owner.name, 'name must not be empty');
    if (owner.uid === '') errors.invalid(`${at}.uid`, owner.uid, 'uid must not be empty');
    if (owner.controller === true) controllers.push(`${owner.apiVersion}.${owner.kind}, Name=${owner.name}`);
  }
  if (controllers.length > 1) {
    errors.invalid(
      'metadata.ownerReferences',
      controllers.join(', '),
      `Only one reference can have Controller set to true. Found "true" in references for ${controllers.join(' and ')}`,
    );
  }
}

/** apimachinery's ValidateObjectMetaUpdate: what may never change. */
export function validateMetadataUpdate(
  object: KubernetesObject,
  old: KubernetesObject,
  errors: FieldErrors,
): void {
  const immutable = ['name', 'namespace', 'uid', 'creationTimestamp'] as const;
  for (const key of immutable) {
    if (object.metadata[key] !== old.metadata[key]) {
      errors.invalid(`metadata.${key}`, object.metadata[key] ?? '', 'field is immutable');
    }
  }
  if (old.metadata.deletionTimestamp !== undefined) {
    const before = new Set(old.metadata.finalizers ?? []);
    const added = (object.metadata.finalizers ?? []).filter((finalizer) => !before.has(finalizer));
    if (added.length > 0) {
      errors.forbidden(
        'metadata.finalizers',
        `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((one) => JSON.stringify(one)).join(', ')}}`,
      );
    }
  }
}
