import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type {
  AzureDiskVolumeSource,
  CSIVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  ISCSIVolumeSource,
  NFSVolumeSource,
} from '../../schemas/generated/types.ts';
import { rangeProblem } from './numbers.ts';

/** Volumes that live somewhere else. */

const PARTITION_MAX = 255;

/** Partitions of cloud disks. */
export function validatePartition(partition: number | undefined, field: string, errors: FieldErrors): void {
  if (partition === undefined || (partition >= 0 && partition <= PARTITION_MAX)) return;
  errors.invalid(`${field}.partition`, partition, rangeProblem(1, PARTITION_MAX));
}

export function validateNfs({ server, path }: NFSVolumeSource, field: string, errors: FieldErrors): void {
  if (server === '') errors.required(`${field}.server`);
  if (path === '') errors.required(`${field}.path`);
  if (!path.startsWith('/')) errors.invalid(`${field}.path`, path, 'must be an absolute path');
}

const LUN_MAX = 255;

function validateLun(lun: number, field: string, errors: FieldErrors): void {
  if (lun < 0 || lun > LUN_MAX) errors.invalid(`${field}.lun`, lun, rangeProblem(0, LUN_MAX));
}

/** What is wrong with the name of an iSCSI target or initiator. */
function iscsiNameProblem(name: string): string | undefined {
  const format = {
    iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/,
    eui: /^eui.[A-Za-z0-9]{16}$/,
    naa: /^naa.[A-Za-z0-9]{32}$/,
  };
  const type = name.slice(0, 3);
  if (type !== 'iqn' && type !== 'eui' && type !== 'naa') {
    return 'must be valid format starting with iqn, eui, or naa';
  }
  return format[type].test(name.slice(0, 1024)) ? undefined : 'must be valid format';
}

export function validateIscsi(source: ISCSIVolumeSource, field: string, errors: FieldErrors): void {
  const { targetPortal, iqn, lun, chapAuthDiscovery, chapAuthSession, secretRef, initiatorName } = source;
  if (targetPortal === '') errors.required(`${field}.targetPortal`);
  if (iqn === '') errors.required(`${field}.iqn`);
  else {
    const problem = iscsiNameProblem(iqn);
    if (problem !== undefined) errors.invalid(`${field}.iqn`, iqn, problem);
  }
  validateLun(lun, field, errors);
  if ((chapAuthDiscovery === true || chapAuthSession === true) && secretRef === undefined) {
    errors.required(`${field}.secretRef`);
  }
  if (initiatorName === undefined) return;
  const problem = iscsiNameProblem(initiatorName);
  if (problem !== undefined) errors.invalid(`${field}.initiatorname`, initiatorName, problem);
}

export function validateFibreChannel(source: FCVolumeSource, field: string, errors: FieldErrors): void {
  const { targetWWNs = [], wwids = [], lun } = source;
  if (targetWWNs.length === 0 && wwids.length === 0) {
    errors.required(`${field}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both');
  }
  if (targetWWNs.length === 0) return;
  if (wwids.length > 0) {
    const why = 'targetWWNs and wwids can not be specified simultaneously';
    errors.invalid(`${field}.targetWWNs`, goStrings(targetWWNs), why);
  }
  if (lun === undefined) errors.required(`${field}.lun`, 'lun is required if targetWWNs is specified');
  else validateLun(lun, field, errors);
}

export function validateFlex({ driver, options }: FlexVolumeSource, field: string, errors: FieldErrors) {
  if (driver === '') errors.required(`${field}.driver`);
  for (const key of Object.keys(options ?? {})) {
    const namespace = `.${(key.split('/', 1)[0] ?? '').toLowerCase()}`;
    if (!namespace.endsWith('.kubernetes.io') && !namespace.endsWith('.k8s.io')) continue;
    errors.invalid(`${field}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved');
  }
}

const CSI_DRIVER_MAX = 63;

export function validateCsi(source: CSIVolumeSource, field: string, errors: FieldErrors): void {
  const { driver, nodePublishSecretRef } = source;
  if (driver === '') errors.required(`${field}.driver`);
  else {
    if (driver.length > CSI_DRIVER_MAX) errors.tooLong(`${field}.driver`, CSI_DRIVER_MAX);
    for (const problem of dns1123Subdomain(driver.toLowerCase())) {
      errors.invalid(`${field}.driver`, driver, problem);
    }
  }
  if (nodePublishSecretRef === undefined) return;
  const { name = '' } = nodePublishSecretRef;
  if (name === '') errors.required(`${field}.nodePublishSecretRef.name`);
  else for (const problem of dns1123Subdomain(name)) errors.invalid(`${field}.name`, name, problem);
}

const CACHING_MODES = ['None', 'ReadOnly', 'ReadWrite'];
const DISK_KINDS = ['Dedicated', 'Managed', 'Shared'];
const MANAGED_URI =
  '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const BLOB_URI = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export function validateAzureDisk(source: AzureDiskVolumeSource, field: string, errors: FieldErrors): void {
  const { diskName, diskURI, cachingMode, kind } = source;
  if (diskName === '') errors.required(`${field}.diskName`);
  if (diskURI === '') errors.required(`${field}.diskURI`);
  if (cachingMode !== undefined && !CACHING_MODES.includes(cachingMode)) {
    errors.notSupported(`${field}.cachingMode`, cachingMode, CACHING_MODES);
  }
  if (kind === undefined) return;
  if (!DISK_KINDS.includes(kind)) errors.notSupported(`${field}.kind`, kind, DISK_KINDS);
  const [prefix, format] = kind === 'Managed' ? ['/subscriptions/', MANAGED_URI] : ['https://', BLOB_URI];
  if (!diskURI.startsWith(prefix)) errors.notSupported(`${field}.diskURI`, diskURI, [format]);
}
