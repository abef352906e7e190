import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Label, dns1123Subdomain } from '../../apiserver/names.ts';
import { compareQuantities, parseQuantity } from '../../apiserver/quantity.ts';
import type { EphemeralVolumeSource, HostPathVolumeSource, Volume } from '../../schemas/generated/types.ts';
import {
  validateConfigMapVolume,
  validateDownwardVolume,
  validateProjectedVolume,
  validateSecretVolume,
} from './file-volumes.ts';
import {
  validateAzureDisk,
  validateCsi,
  validateFibreChannel,
  validateFlex,
  validateIscsi,
  validateNfs,
  validatePartition,
} from './network-volumes.ts';
import { validateNoBacksteps, validateRelativePath } from './paths.ts';

type Source = Exclude<keyof Volume, 'name'>;

interface SourceRule<K extends Source> {
  readonly source: K;
  readonly validate: (source: NonNullable<Volume[K]>, field: string, errors: FieldErrors) => void;
  /** Where upstream's field paths differ from the field. */
  readonly path?: string;
  readonly extraPath?: string;
}

interface AnyRule {
  readonly source: Source;
  readonly path: string;
  readonly extraPath: string;
  readonly validate: (volume: Volume, field: string, errors: FieldErrors) => void;
}

function rule<K extends Source>({ source, validate, path, extraPath }: SourceRule<K>): AnyRule {
  return {
    source,
    path: path ?? source,
    extraPath: extraPath ?? source,
    validate(volume, field, errors) {
      const value = volume[source];
      if (value !== undefined && value !== null) validate(value, field, errors);
    },
  };
}

/** For a source of which only these fields are checked, for being there. */
function required<T extends object>(fields: readonly (keyof T & string)[]) {
  return (source: T, field: string, errors: FieldErrors): void => {
    for (const name of fields) if (isEmpty(source[name])) errors.required(`${field}.${name}`);
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** In upstream's order: of two, the later one is the one too many. */
const RULES: readonly AnyRule[] = [
  rule({
    source: 'emptyDir',
    validate({ sizeLimit }, field, errors) {
      if (sizeLimit === undefined || compareQuantities(parseQuantity(sizeLimit), parseQuantity('0')) >= 0)
        return;
      errors.forbidden(`${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
    },
  }),
  rule({ source: 'hostPath', validate: validateHostPath }),
  rule({
    source: 'gitRepo',
    validate({ repository, directory = '' }, field, errors) {
      if (repository === '') errors.required(`${field}.repository`);
      validateRelativePath(directory, `${field}.directory`, errors);
    },
  }),
  rule({
    source: 'gcePersistentDisk',
    path: 'persistentDisk',
    validate({ pdName, partition }, field, errors) {
      if (pdName === '') errors.required(`${field}.pdName`);
      validatePartition(partition, field, errors);
    },
  }),
  rule({
    source: 'awsElasticBlockStore',
    validate({ volumeID, partition }, field, errors) {
      if (volumeID === '') errors.required(`${field}.volumeID`);
      validatePartition(partition, field, errors);
    },
  }),
  rule({ source: 'secret', validate: validateSecretVolume }),
  rule({ source: 'nfs', validate: validateNfs }),
  rule({ source: 'iscsi', validate: validateIscsi }),
  rule({ source: 'glusterfs', validate: required(['endpoints', 'path']) }),
  rule({
    source: 'flocker',
    validate({ datasetName = '', datasetUUID = '' }, field, errors) {
      if (datasetName === '' && datasetUUID === '') {
        errors.required(field, 'one of datasetName and datasetUUID is required');
      }
    },
  }),
  rule({ source: 'persistentVolumeClaim', validate: required(['claimName']) }),
  rule({ source: 'rbd', validate: required(['monitors', 'image']) }),
  rule({ source: 'cinder', validate: required(['volumeID']) }),
  rule({ source: 'cephfs', extraPath: 'cephFS', validate: required(['monitors']) }),
  rule({ source: 'quobyte', validate: required(['registry', 'volume']) }),
  rule({ source: 'downwardAPI', extraPath: 'downwarAPI', validate: validateDownwardVolume }),
  rule({ source: 'fc', validate: validateFibreChannel }),
  rule({ source: 'flexVolume', validate: validateFlex }),
  rule({ source: 'configMap', validate: validateConfigMapVolume }),
  rule({ source: 'azureFile', validate: required(['secretName', 'shareName']) }),
  rule({ source: 'vsphereVolume', validate: required(['volumePath']) }),
  rule({ source: 'photonPersistentDisk', validate: required(['pdID']) }),
  rule({ source: 'portworxVolume', validate: required(['volumeID']) }),
  rule({ source: 'azureDisk', validate: validateAzureDisk }),
  rule({ source: 'storageos', validate: required(['volumeName']) }),
  rule({ source: 'projected', validate: validateProjectedVolume }),
  rule({ source: 'scaleIO', validate: required(['gateway', 'system', 'volumeName']) }),
  rule({ source: 'csi', validate: validateCsi }),
  rule({ source: 'ephemeral', validate: validateEphemeral }),
];

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

function validateHostPath({ path, type }: HostPathVolumeSource, field: string, errors: FieldErrors): void {
  if (path === '') {
    errors.required(`${field}.path`);
    return;
  }
  validateNoBacksteps(path, `${field}.path`, errors);
  if (type !== undefined && !HOST_PATH_TYPES.includes(type)) {
    errors.notSupported(`${field}.type`, type, HOST_PATH_TYPES);
  }
}

function validateEphemeral(source: EphemeralVolumeSource, field: string, errors: FieldErrors): void {
  const at = `${field}.volumeClaimTemplate`;
  const claim = source.volumeClaimTemplate?.spec;
  if (claim === undefined) {
    errors.required(at);
    return;
  }
  if (isEmpty(claim.accessModes)) {
    errors.required(`${at}.spec.accessModes`, 'at least 1 access mode is required');
  }
  if (claim.resources?.requests?.storage === undefined) errors.required(`${at}.spec.resources[storage]`);
}

/**
 * Checks the volumes (ValidateVolumes).
 * @param podName of a pod, whose ephemeral volumes' claims are named after it; undefined in a template
 * @returns the sound ones: for the mounts there are no others
 */
export function validateVolumes(
  volumes: readonly Volume[],
  podName: string | undefined,
  field: string,
  errors: FieldErrors,
): Map<string, Volume> {
  const sound = new Map<string, Volume>();
  const claims = new Set<string>();
  if (podName !== undefined) {
    for (const { name, ephemeral } of volumes) if (ephemeral !== undefined) claims.add(`${podName}-${name}`);
  }
  volumes.forEach((volume, index) => {
    const at = `${field}[${index}]`;
    const before = errors.causes.length;
    validateSource(volume, podName, at, errors);
    const { name } = volume;
    if (name === '') errors.required(`${at}.name`);
    else for (const problem of dns1123Label(name)) errors.invalid(`${at}.name`, name, problem);
    if (sound.has(name)) errors.duplicate(`${at}.name`, name);
    if (errors.causes.length === before) sound.set(name, volume);
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim !== undefined && claims.has(claim)) {
      const why = 'must not reference a PVC that gets created for an ephemeral volume';
      errors.invalid(`${at}.persistentVolumeClaim.claimName`, claim, why);
    }
  });
  return sound;
}

function validateSource(
  volume: Volume,
  podName: string | undefined,
  field: string,
  errors: FieldErrors,
): void {
  let found = false;
  for (const { source, path, extraPath, validate } of RULES) {
    if (volume[source] === undefined) continue;
    if (found) errors.forbidden(`${field}.${extraPath}`, 'may not specify more than 1 volume type');
    else validate(volume, `${field}.${path}`, errors);
    found = true;
  }
  if (!found) errors.required(field, 'must specify a volume type');
  if (volume.ephemeral === undefined || (podName ?? '') === '' || volume.name === '') return;
  const claim = `${podName}-${volume.name}`;
  for (const problem of dns1123Subdomain(claim)) {
    errors.invalid(`${field}.name`, volume.name, `PVC name ${JSON.stringify(claim)}: ${problem}`);
  }
}
