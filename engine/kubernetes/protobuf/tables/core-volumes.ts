import type { FieldNumbers } from '../field-numbers.ts';

/** core/v1: the volumes of pods. */
export const CORE_VOLUMES: FieldNumbers = {
  AWSElasticBlockStoreVolumeSource: 'volumeID fsType partition readOnly',
  AzureDiskVolumeSource: 'diskName diskURI cachingMode fsType readOnly kind',
  AzureFileVolumeSource: 'secretName shareName readOnly',
  CSIVolumeSource: 'driver readOnly fsType volumeAttributes nodePublishSecretRef',
  CephFSVolumeSource: 'monitors path user secretFile secretRef readOnly',
  CinderVolumeSource: 'volumeID fsType readOnly secretRef',
  ClusterTrustBundleProjection: 'name signerName labelSelector path optional',
  ConfigMapProjection: '...LocalObjectReference items optional=4',
  ConfigMapVolumeSource: '...LocalObjectReference items defaultMode optional',
  DownwardAPIProjection: 'items',
  DownwardAPIVolumeFile: 'path fieldRef resourceFieldRef mode',
  DownwardAPIVolumeSource: 'items defaultMode',
  EmptyDirVolumeSource: 'medium sizeLimit',
  EphemeralVolumeSource: 'volumeClaimTemplate',
  FCVolumeSource: 'targetWWNs lun fsType readOnly wwids',
  FlexVolumeSource: 'driver fsType secretRef readOnly options',
  FlockerVolumeSource: 'datasetName datasetUUID',
  GCEPersistentDiskVolumeSource: 'pdName fsType partition readOnly',
  GitRepoVolumeSource: 'repository revision directory',
  GlusterfsVolumeSource: 'endpoints path readOnly',
  HostPathVolumeSource: 'path type',
  ISCSIVolumeSource:
    'targetPortal iqn lun iscsiInterface fsType readOnly portals chapAuthDiscovery ' +
    'secretRef=10 chapAuthSession initiatorName',
  ImageVolumeSource: 'reference pullPolicy',
  KeyToPath: 'key path mode',
  NFSVolumeSource: 'server path readOnly',
  PersistentVolumeClaimSpec:
    'accessModes resources volumeName selector storageClassName volumeMode ' +
    'dataSource dataSourceRef volumeAttributesClassName',
  PersistentVolumeClaimTemplate: 'metadata spec',
  PersistentVolumeClaimVolumeSource: 'claimName readOnly',
  PhotonPersistentDiskVolumeSource: 'pdID fsType',
  PortworxVolumeSource: 'volumeID fsType readOnly',
  ProjectedVolumeSource: 'sources defaultMode',
  QuobyteVolumeSource: 'registry volume readOnly user group tenant',
  RBDVolumeSource: 'monitors image fsType pool user keyring secretRef readOnly',
  ScaleIOVolumeSource:
    'gateway system secretRef sslEnabled protectionDomain storagePool storageMode ' +
    'volumeName fsType readOnly',
  SecretProjection: '...LocalObjectReference items optional=4',
  SecretVolumeSource: 'secretName items defaultMode optional',
  ServiceAccountTokenProjection: 'audience expirationSeconds path',
  StorageOSVolumeSource: 'volumeName volumeNamespace fsType readOnly secretRef',
  TypedObjectReference: 'apiGroup kind name namespace',
  Volume: 'name ...VolumeSource',
  VolumeProjection: 'secret downwardAPI configMap serviceAccountToken clusterTrustBundle',
  VolumeResourceRequirements: 'limits requests',
  VolumeSource:
    'hostPath emptyDir gcePersistentDisk awsElasticBlockStore gitRepo secret nfs iscsi ' +
    'glusterfs persistentVolumeClaim rbd flexVolume cinder cephfs flocker downwardAPI fc ' +
    'azureFile configMap vsphereVolume quobyte azureDisk photonPersistentDisk ' +
    'portworxVolume scaleIO projected storageos csi ephemeral image',
  VsphereVirtualDiskVolumeSource: 'volumePath fsType storagePolicyName storagePolicyID',
};
