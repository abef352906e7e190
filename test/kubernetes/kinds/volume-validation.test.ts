import { beforeAll, describe, expect, it } from 'vitest';
import { openRequests, podBody, podProblems, type Requests } from './requests.ts';

let requests: Requests;
beforeAll(() => {
  requests = openRequests();
});

describe('a volume is refused', () => {
  it.each<[object, string]>([
    [{ name: 'v', image: { reference: 'nginx' } }, '[0]: Required value: must specify a volume type'],
    [
      { name: 'v', emptyDir: {}, hostPath: { path: '/a' } },
      '[0].hostPath: Forbidden: may not specify more than 1 volume type',
    ],
    [
      { name: 'v', hostPath: { path: '/a/../b' } },
      '[0].hostPath.path: Invalid value: "/a/../b": must not contain \'..\'',
    ],
    [
      { name: 'v', hostPath: { path: '/a', type: 'dir' } },
      '[0].hostPath.type: Unsupported value: "dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
    ],
    [{ name: 'v', persistentVolumeClaim: {} }, '[0].persistentVolumeClaim.claimName: Required value'],
    [
      { name: 'v', secret: { secretName: 's', items: [{ key: 'k', path: '/a' }] } },
      '[0].secret.items[0].path: Invalid value: "/a": must be a relative path',
    ],
    [
      { name: 'v', downwardAPI: { items: [{ path: '..a', fieldRef: { fieldPath: 'metadata.name' } }] } },
      '[0].downwardAPI.path: Invalid value: "..a": must not start with \'..\'',
    ],
    [
      { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 5 } }] } },
      '[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes',
    ],
    [
      { name: 'v', projected: { sources: [{ secret: { name: 's' }, configMap: { name: 'm' } }] } },
      '[0].projected.sources[0]: Forbidden: may not specify more than 1 volume type per source',
    ],
    [
      { name: 'v', iscsi: { targetPortal: 'a', iqn: 'x', lun: 300 } },
      'volumes[0].iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa, spec.volumes[0].iscsi.lun: Invalid value: 300: must be between 0 and 255, inclusive]',
    ],
    [{ name: 'v', csi: {} }, '[0].csi.driver: Required value'],
    [{ name: 'v', ephemeral: {} }, '[0].ephemeral.volumeClaimTemplate: Required value'],
  ])('%j', (volume, expected) => {
    expect(podProblems(requests, podBody({ volumes: [volume] }))).toContain(expected);
  });

  it('that has the name of another', () => {
    const volume = { name: 'v', emptyDir: {} };
    expect(podProblems(requests, podBody({ volumes: [volume, volume] }))).toBe(
      'spec.volumes[1].name: Duplicate value: "v"',
    );
  });

  it('where its mounts contradict each other', () => {
    const volumeMounts = [
      { name: 'v', mountPath: '/a', subPath: '../b' },
      { name: 'v', mountPath: '/a', mountPropagation: 'Bidirectional' },
    ];
    expect(podProblems(requests, podBody({ volumes: [{ name: 'v' }] }, { volumeMounts }))).toBe(
      '[spec.containers[0].volumeMounts.subPath: Invalid value: "../b": must not contain \'..\', ' +
        'spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique, ' +
        'spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers]',
    );
  });

  it('as a block device unless it is a claim', () => {
    const volumeDevices = [{ name: 'v', devicePath: '/dev/a' }];
    expect(podProblems(requests, podBody({ volumes: [{ name: 'v' }] }, { volumeDevices }))).toBe(
      'spec.containers[0].volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    );
  });
});
