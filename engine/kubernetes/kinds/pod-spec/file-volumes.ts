import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  KeyToPath,
  ProjectedVolumeSource,
  SecretVolumeSource,
  ServiceAccountTokenProjection,
} from '../../schemas/generated/types.ts';
import { FILE_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-references.ts';
import { validateFileMode, validateFilePath } from './paths.ts';

/** Volumes whose files the kubelet writes. */

function validateItems(items: readonly KeyToPath[], field: string, errors: FieldErrors): void {
  items.forEach(({ key, path, mode }, index) => {
    const at = `${field}[${index}]`;
    if (key === '') errors.required(`${at}.key`);
    if (path === '') errors.required(`${at}.path`);
    validateFilePath(path, `${at}.path`, errors);
    validateFileMode(mode, `${at}.mode`, errors);
  });
}

export function validateConfigMapVolume(source: ConfigMapVolumeSource, field: string, errors: FieldErrors) {
  if ((source.name ?? '') === '') errors.required(`${field}.name`);
  validateFileMode(source.defaultMode, `${field}.defaultMode`, errors);
  if (source.items !== undefined) validateItems(source.items, `${field}.items`, errors);
}

export function validateSecretVolume(source: SecretVolumeSource, field: string, errors: FieldErrors) {
  if ((source.secretName ?? '') === '') errors.required(`${field}.secretName`);
  validateFileMode(source.defaultMode, `${field}.defaultMode`, errors);
  if (source.items !== undefined) validateItems(source.items, `${field}.items`, errors);
}

export function validateDownwardVolume(source: DownwardAPIVolumeSource, field: string, errors: FieldErrors) {
  validateFileMode(source.defaultMode, `${field}.defaultMode`, errors);
  for (const file of source.items ?? []) validateDownwardFile(file, field, errors);
}

/** @param field of the volume: upstream leaves `items` and the index out. */
function validateDownwardFile(file: DownwardAPIVolumeFile, field: string, errors: FieldErrors): void {
  const { path, fieldRef, resourceFieldRef, mode } = file;
  if (path === '') errors.required(`${field}.path`);
  validateFilePath(path, `${field}.path`, errors);
  if (fieldRef !== undefined) {
    validateFieldRef(fieldRef, FILE_FIELDS, `${field}.fieldRef`, errors);
    if (resourceFieldRef !== undefined) {
      const why = 'fieldRef and resourceFieldRef can not be specified simultaneously';
      errors.invalid(field, 'resource', why);
    }
  } else if (resourceFieldRef !== undefined) {
    validateResourceFieldRef(resourceFieldRef, true, `${field}.resourceFieldRef`, errors);
  } else errors.required(field, 'one of fieldRef and resourceFieldRef is required');
  validateFileMode(mode, `${field}.mode`, errors);
}

export function validateProjectedVolume(source: ProjectedVolumeSource, field: string, errors: FieldErrors) {
  validateFileMode(source.defaultMode, `${field}.defaultMode`, errors);
  const paths = new Set<string>();
  const claimPath = (path: string, shown: string): void => {
    if (path === '') return;
    if (paths.has(path)) errors.invalid(field, shown, 'conflicting duplicate paths');
    paths.add(path);
  };
  source.sources?.forEach(({ secret, configMap, downwardAPI, serviceAccountToken }, index) => {
    const at = `${field}.sources[${index}]`;
    for (const [type, projection] of [['secret', secret] as const, ['configMap', configMap] as const]) {
      if (projection === undefined) continue;
      const { name = '', items = [] } = projection;
      if (name === '') errors.required(`${at}.${type}.name`);
      validateItems(items, `${at}.${type}.items`, errors);
      for (const { path } of items) claimPath(path, name);
    }
    for (const file of downwardAPI?.items ?? []) {
      validateDownwardFile(file, `${at}.downwardAPI`, errors);
      claimPath(file.path, file.path);
    }
    if (serviceAccountToken !== undefined) validateToken(serviceAccountToken, field, at, errors);
    const types = [secret, configMap, downwardAPI, serviceAccountToken];
    if (types.filter((one) => one !== undefined).length > 1) {
      errors.forbidden(at, 'may not specify more than 1 volume type per source');
    }
  });
}

const TOKEN_SECONDS_MIN = 600;
const TOKEN_SECONDS_MAX = 2 ** 32;

function validateToken(
  { expirationSeconds = 0, path }: ServiceAccountTokenProjection,
  field: string,
  source: string,
  errors: FieldErrors,
): void {
  const at = `${source}.serviceAccountToken.expirationSeconds`;
  if (expirationSeconds < TOKEN_SECONDS_MIN) {
    errors.invalid(at, expirationSeconds, 'may not specify a duration less than 10 minutes');
  }
  if (expirationSeconds > TOKEN_SECONDS_MAX) {
    errors.invalid(at, expirationSeconds, 'may not specify a duration larger than 2^32 seconds');
  }
  if (path === '') errors.required(`${field}.path`);
  else validateFilePath(path, `${field}.path`, errors);
}
