import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { Container, Volume, VolumeMount } from '../../schemas/generated/types.ts';
import { hasBacksteps, validateRelativePath } from './paths.ts';

/** The pod's volumes by name. */
export type Volumes = ReadonlyMap<string, Volume>;

export function validateVolumeMounts(
  container: Container,
  volumes: Volumes,
  field: string,
  errors: FieldErrors,
): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const paths = new Set<string>();
  const deviceNames = new Set(volumeDevices.map((device) => device.name));
  const devicePaths = new Set(volumeDevices.map((device) => device.devicePath));
  volumeMounts.forEach((mount, index) => {
    const { name, mountPath } = mount;
    const at = `${field}[${index}]`;
    if (name === '') errors.required(`${at}.name`);
    if (!volumes.has(name)) errors.notFound(`${at}.name`, name);
    if (mountPath === '') errors.required(`${at}.mountPath`);
    if (paths.has(mountPath)) errors.invalid(`${at}.mountPath`, mountPath, 'must be unique');
    paths.add(mountPath);
    if (deviceNames.has(name)) {
      errors.invalid(`${at}.name`, name, 'must not already exist in volumeDevices');
    }
    if (devicePaths.has(mountPath)) {
      errors.invalid(`${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices');
    }
    validateSubPath(mount, at, field, errors);
    validateMountModes(mount, container, field, errors);
  });
}

/** @param field of the list: upstream leaves the index out of most of these. */
function validateSubPath(
  { subPath = '', subPathExpr = '' }: VolumeMount,
  at: string,
  field: string,
  errors: FieldErrors,
): void {
  if (subPath !== '') validateRelativePath(subPath, `${field}.subPath`, errors);
  if (subPathExpr === '') return;
  if (subPath !== '') {
    errors.invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive');
  }
  validateRelativePath(subPathExpr, `${field}.subPathExpr`, errors);
}

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'] as const;
const RECURSIONS = ['Disabled', 'Enabled', 'IfPossible'] as const;

function validateMountModes(
  { mountPropagation, recursiveReadOnly, readOnly }: VolumeMount,
  { securityContext }: Container,
  field: string,
  errors: FieldErrors,
): void {
  if (mountPropagation !== undefined) {
    const at = `${field}.mountPropagation`;
    if (!PROPAGATIONS.some((one) => one === mountPropagation)) {
      errors.notSupported(at, mountPropagation, PROPAGATIONS);
    }
    if (mountPropagation === 'Bidirectional' && securityContext?.privileged !== true) {
      errors.forbidden(at, 'Bidirectional mount propagation is available only to privileged containers');
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  const at = `${field}.recursiveReadOnly`;
  if (!RECURSIONS.some((one) => one === recursiveReadOnly)) {
    errors.notSupported(at, recursiveReadOnly, RECURSIONS);
    return;
  }
  if (readOnly !== true) errors.forbidden(at, 'may only be specified when readOnly is true');
  if (mountPropagation !== undefined && mountPropagation !== 'None') {
    errors.forbidden(at, 'may only be specified when mountPropagation is None or not specified');
  }
}

/** Raw block devices, which only claims can be. */
export function validateVolumeDevices(
  { volumeDevices = [], volumeMounts = [] }: Container,
  volumes: Volumes,
  field: string,
  errors: FieldErrors,
): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  const mountNames = new Set(volumeMounts.map((mount) => mount.name));
  const mountPaths = new Set(volumeMounts.map((mount) => mount.mountPath));
  volumeDevices.forEach(({ name, devicePath: path }, index) => {
    const at = `${field}[${index}]`;
    const volume = volumes.get(name);
    if (name === '') errors.required(`${at}.name`);
    if (names.has(name)) errors.invalid(`${at}.name`, name, 'must be unique');
    if (volume === undefined) errors.notFound(`${at}.name`, name);
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      const why = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.invalid(`${at}.name`, name, why);
    }
    if (path === '') errors.required(`${at}.devicePath`);
    if (paths.has(path)) errors.invalid(`${at}.devicePath`, path, 'must be unique');
    if (hasBacksteps(path)) errors.invalid(`${at}.devicePath`, path, "can not contain backsteps ('..')");
    else paths.add(path);
    if (mountNames.has(name)) {
      errors.invalid(`${at}.name`, name, 'must not already exist in volumeMounts');
    }
    if (mountPaths.has(path)) {
      errors.invalid(`${at}.devicePath`, path, 'must not already exist as a path in volumeMounts');
    }
    if (name !== '') names.add(name);
  });
}
