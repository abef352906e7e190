import type { DownwardAPIVolumeFile, ProjectedVolumeSource, Volume } from '../../schemas/generated/types.ts';

/** 0644, for the files of secrets, config maps and projections. */
const FILE_MODE = 0o644;
const TOKEN_SECONDS = 3600;

/** Upstream's SetDefaults_Volume and those of the volume sources. */
export function defaultVolume(volume: Volume): void {
  const { configMap, secret, projected, downwardAPI, hostPath } = volume;
  if (!hasSource(volume)) volume.emptyDir = {};
  if (configMap !== undefined) configMap.defaultMode ??= FILE_MODE;
  if (secret !== undefined) secret.defaultMode ??= FILE_MODE;
  if (hostPath !== undefined) hostPath.type ??= '';
  if (projected !== undefined) defaultProjection(projected);
  if (downwardAPI !== undefined) {
    downwardAPI.defaultMode ??= FILE_MODE;
    defaultFiles(downwardAPI.items ?? []);
  }
  defaultNetworkVolume(volume);
}

function hasSource(volume: Volume): boolean {
  for (const key in volume) if (key !== 'name') return true;
  return false;
}

function defaultProjection(projected: ProjectedVolumeSource): void {
  projected.defaultMode ??= FILE_MODE;
  for (const { serviceAccountToken, downwardAPI } of projected.sources ?? []) {
    if (serviceAccountToken !== undefined) serviceAccountToken.expirationSeconds ??= TOKEN_SECONDS;
    if (downwardAPI !== undefined) defaultFiles(downwardAPI.items ?? []);
  }
}

function defaultFiles(files: readonly DownwardAPIVolumeFile[]): void {
  for (const { fieldRef } of files) if (fieldRef !== undefined) fieldRef.apiVersion ??= 'v1';
}

function defaultNetworkVolume({ iscsi, rbd, azureDisk, scaleIO, ephemeral }: Volume): void {
  if (iscsi !== undefined) iscsi.iscsiInterface ??= 'default';
  if (rbd !== undefined) {
    rbd.pool ??= 'rbd';
    rbd.user ??= 'admin';
    rbd.keyring ??= '/etc/ceph/keyring';
  }
  if (azureDisk !== undefined) {
    azureDisk.cachingMode ??= 'ReadWrite';
    azureDisk.kind ??= 'Shared';
    azureDisk.fsType ??= 'ext4';
    azureDisk.readOnly ??= false;
  }
  if (scaleIO !== undefined) {
    scaleIO.storageMode ??= 'ThinProvisioned';
    scaleIO.fsType ??= 'xfs';
  }
  const claim = ephemeral?.volumeClaimTemplate?.spec;
  if (claim !== undefined) claim.volumeMode ??= 'Filesystem';
}
