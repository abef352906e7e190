import { beforeAll, describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { openRequests, podBody, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeAll(() => {
  requests = openRequests();
});

/** What is wrong with a pod, without the frame of the message. */
function problems(body: object): string {
  const { code, message } = refusal(() => requests.create(podKind, body));
  expect([code, message.startsWith('Pod "p" is invalid: ')]).toEqual([422, true]);
  return message.slice('Pod "p" is invalid: '.length);
}

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

describe('a container is refused', () => {
  it.each<[object, string]>([
    [{ name: '' }, 'name: Required value'],
    [{ name: 'C' }, `name: Invalid value: "C": ${LABEL}`],
    [{ image: '' }, 'image: Required value'],
    [{ image: 'nginx ' }, 'image: Invalid value: "nginx ": must not have leading or trailing whitespace'],
    [
      { imagePullPolicy: 'Sometimes' },
      'imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
    ],
    [
      { terminationMessagePolicy: 'x' },
      'terminationMessagePolicy: Unsupported value: "x": supported values: "File", "FallbackToLogsOnError"',
    ],
    [{ restartPolicy: 'Always' }, 'restartPolicy: Forbidden: may not be set for non-init containers'],
    [{ ports: [{ containerPort: 0 }] }, 'ports[0].containerPort: Required value'],
    [
      { ports: [{ containerPort: 1, hostPort: 70000 }] },
      'ports[0].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      { ports: [{ containerPort: 1, protocol: 'tcp' }] },
      'ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      {
        ports: [
          { containerPort: 1, name: 'web' },
          { containerPort: 2, name: 'web' },
        ],
      },
      'ports[1].name: Duplicate value: "web"',
    ],
    [
      {
        ports: [
          { containerPort: 1, hostPort: 8 },
          { containerPort: 2, hostPort: 8 },
        ],
      },
      'ports[1].hostPort: Duplicate value: "TCP//8"',
    ],
    [
      { env: [{ name: 'a=b' }] },
      'env[0].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
    [
      { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      'env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
    ],
    [
      {
        env: [
          {
            name: 'A',
            valueFrom: {
              fieldRef: { fieldPath: 'metadata.name' },
              secretKeyRef: { name: 's', key: 'k' },
            },
          },
        ],
      },
      'env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time',
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } }] },
      'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a b']" } } }] },
      `env[0].valueFrom.fieldRef: Invalid value: "a b": ${NAME_PART}`,
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "spec.nodeName['a']" } } }] },
      "env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"spec.nodeName['a']\": error converting fieldPath: field label does not support subscript: spec.nodeName['a']",
    ],
    [
      { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }] },
      'env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
    ],
    [
      { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } } }] },
      'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource',
    ],
    [
      { envFrom: [{ configMapRef: { name: 'a' }, secretRef: { name: 'b' } }] },
      'envFrom: Invalid value: "": may not have more than one field specified at a time',
    ],
    [{ volumeMounts: [{ name: 'v', mountPath: '/v' }] }, 'volumeMounts[0].name: Not found: "v"'],
    [
      { resources: { requests: { foo: '1' } } },
      '[spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource type or fully qualified, spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource for containers]',
    ],
    [
      { resources: { requests: { 'example.com/gpu': '1' } } },
      'resources.limits: Required value: Limit must be set for non overcommitable resources',
    ],
    [
      { resources: { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '2' } } },
      'resources.requests: Invalid value: "1": must be equal to example.com/gpu limit of 2',
    ],
    [
      { resources: { limits: { 'hugepages-2Mi': '4Mi' } } },
      'resources: Forbidden: HugePages require cpu or memory',
    ],
    [
      { resources: { limits: { 'hugepages-2Mi': '3Mi', cpu: '1' } } },
      'hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
    ],
    [
      { resources: { limits: { toString: '1' } } },
      'limits[toString]: Invalid value: "toString": must be a standard resource type or fully qualified',
    ],
    [
      { resizePolicy: [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }] },
      'resizePolicy: Unsupported value: "gpu": supported values: "cpu", "memory"',
    ],
    [
      { securityContext: { runAsUser: -1 } },
      'securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    [
      { securityContext: { procMount: 'Unmasked' } },
      'securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
    ],
    [
      { securityContext: { allowPrivilegeEscalation: false, privileged: true } },
      'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
    ],
    [
      { securityContext: { seccompProfile: { type: 'Localhost' } } },
      'seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost',
    ],
    [
      { securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } },
      'appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with whitespace',
    ],
    [
      { securityContext: { windowsOptions: { runAsUserName: 'a\\b\\c' } } },
      'runAsUserName cannot contain more than one backslash',
    ],
  ])('%j', (container, expected) => {
    expect(problems(podBody({}, container))).toContain(expected);
  });
});

describe('a probe or hook is refused', () => {
  it.each<[object, string]>([
    [{ livenessProbe: {} }, 'livenessProbe: Required value: must specify a handler type'],
    [{ livenessProbe: { exec: {} } }, 'livenessProbe.exec.command: Required value'],
    [
      { livenessProbe: { exec: { command: ['a'] }, grpc: { port: 1 } } },
      'livenessProbe.grpc: Forbidden: may not specify more than 1 handler type',
    ],
    [
      { startupProbe: { tcpSocket: { port: 'a--b' } } },
      'startupProbe.tcpSocket.port: Invalid value: "a--b": must not contain consecutive hyphens',
    ],
    [
      { readinessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'a b', value: '' }] } } },
      "readinessProbe.httpGet.httpHeaders: Invalid value: \"a b\": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
    ],
    [
      { readinessProbe: { tcpSocket: { port: 1 }, terminationGracePeriodSeconds: 5 } },
      'readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes',
    ],
    [
      { startupProbe: { tcpSocket: { port: 1 }, successThreshold: 2 } },
      'startupProbe.successThreshold: Invalid value: 2: must be 1',
    ],
    [
      { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
      'lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)',
    ],
  ])('%j', (container, expected) => {
    expect(problems(podBody({}, container))).toBe(`spec.containers[0].${expected}`);
  });
});

describe('an init or ephemeral container is refused', () => {
  it.each<[object, string]>([
    [
      { readinessProbe: { tcpSocket: { port: 1 } } },
      'readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
    ],
    [{ restartPolicy: 'Never' }, 'restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    [{ name: 'c' }, 'name: Duplicate value: "c"'],
  ])('%j', (container, expected) => {
    const initContainers = [{ name: 'i', image: 'x', ...container }];
    expect(problems(podBody({ initContainers }))).toBe(`spec.initContainers[0].${expected}`);
  });

  it('on create', () => {
    const ephemeralContainers = [{ name: 'e', image: 'x', ports: [{ containerPort: 1 }] }];
    expect(problems(podBody({ ephemeralContainers }))).toBe(
      '[spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container, spec.ephemeralContainers: Forbidden: cannot be set on create]',
    );
  });

  it('but a sidecar may have probes', () => {
    const sidecar = {
      name: 'i',
      image: 'x',
      restartPolicy: 'Always',
      readinessProbe: { tcpSocket: { port: 1 } },
    };
    expect(
      requests.create(podKind, podBody({ initContainers: [sidecar] }, {}, { name: 'sidecar' })),
    ).toBeDefined();
  });
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
    expect(problems(podBody({ volumes: [volume] }))).toContain(expected);
  });

  it('that has the name of another', () => {
    const volume = { name: 'v', emptyDir: {} };
    expect(problems(podBody({ volumes: [volume, volume] }))).toBe(
      'spec.volumes[1].name: Duplicate value: "v"',
    );
  });

  it('where its mounts contradict each other', () => {
    const volumeMounts = [
      { name: 'v', mountPath: '/a', subPath: '../b' },
      { name: 'v', mountPath: '/a', mountPropagation: 'Bidirectional' },
    ];
    expect(problems(podBody({ volumes: [{ name: 'v' }] }, { volumeMounts }))).toBe(
      '[spec.containers[0].volumeMounts.subPath: Invalid value: "../b": must not contain \'..\', ' +
        'spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique, ' +
        'spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers]',
    );
  });

  it('as a block device unless it is a claim', () => {
    const volumeDevices = [{ name: 'v', devicePath: '/dev/a' }];
    expect(problems(podBody({ volumes: [{ name: 'v' }] }, { volumeDevices }))).toBe(
      'spec.containers[0].volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    );
  });
});

describe('a pod spec is refused', () => {
  it.each<[object, string]>([
    [{ containers: [] }, 'containers: Required value'],
    [
      { restartPolicy: 'Sometimes' },
      'restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
    [
      { dnsPolicy: 'x' },
      'dnsPolicy: Unsupported value: "x": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ],
    [
      { dnsConfig: { nameservers: ['1.2.3'] } },
      'dnsConfig.nameservers[0]: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [{ dnsConfig: { options: [{ value: 'x' }] } }, 'dnsConfig.options[0]: Required value: must not be empty'],
    [{ nodeSelector: { 'a b': 'c' } }, `nodeSelector: Invalid value: "a b": ${NAME_PART}`],
    [{ hostname: 'a.b' }, 'hostname: Invalid value: "a.b": must not contain dots'],
    [
      { activeDeadlineSeconds: 0 },
      'activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive',
    ],
    [
      { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
      'tolerations[0].operator: Invalid value: "b": value must be empty when `operator` is \'Exists\'',
    ],
    [
      { tolerations: [{ key: 'a', tolerationSeconds: 5, effect: 'NoSchedule' }] },
      'tolerations[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set',
    ],
    [
      { hostAliases: [{ ip: 'x', hostnames: ['a'] }] },
      'hostAliases[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      { readinessGates: [{ conditionType: 'a b' }] },
      `readinessGates[0].conditionType: Invalid value: "a b": ${NAME_PART}`,
    ],
    [
      { schedulingGates: [{ name: 'a' }], nodeName: 'n' },
      'nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
    ],
    [
      { securityContext: { sysctls: [{ name: 'net.a', value: '1' }] }, hostNetwork: true },
      'securityContext.sysctls[0].name: Invalid value: "net.a": may not be specified when \'hostNetwork\' is true',
    ],
    [
      { securityContext: { fsGroupChangePolicy: 'x' } },
      'securityContext.fsGroupChangePolicy: Unsupported value: "x": supported values: "Always", "OnRootMismatch"',
    ],
    [
      { shareProcessNamespace: true, hostPID: true },
      'securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled',
    ],
    [{ hostUsers: false, hostPID: true }, 'HostPID: Forbidden: when `pod.Spec.HostUsers` is false'],
    [
      { os: { name: 'linux' }, securityContext: { windowsOptions: {} } },
      'securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
    ],
    [
      { os: { name: 'windows' }, securityContext: { fsGroup: 1 } },
      'securityContext.fsGroup: Forbidden: cannot be set for a windows pod',
    ],
    [
      {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'z',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: {},
            minDomains: 2,
          },
        ],
      },
      'topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway',
    ],
    [
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' },
          { maxSkew: 2, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' },
        ],
      },
      'topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{z, DoNotSchedule}"',
    ],
  ])('%j', (spec, expected) => {
    expect(problems(podBody(spec))).toBe(`spec.${expected}`);
  });

  it.each<[object, string]>([
    [
      {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: {} }] },
      },
      'nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100',
    ],
    [
      {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Gt' }] }],
          },
        },
      },
      "nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'",
    ],
    [
      {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'spec.x', operator: 'In', values: ['a'] }] }],
          },
        },
      },
      'nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: Invalid value: "spec.x": not a valid field selector key',
    ],
    [
      {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'z', labelSelector: { matchExpressions: [{ key: 'a', operator: 'x' }] } },
          ],
        },
      },
      'podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].operator: Invalid value: "x": not a valid selector operator',
    ],
    [
      {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'z', matchLabelKeys: ['a'] }],
        },
      },
      'podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set',
    ],
  ])('affinity %j', (affinity, expected) => {
    expect(problems(podBody({ affinity }))).toBe(`spec.affinity.${expected}`);
  });
});

describe('an annotation is refused', () => {
  it.each([
    [
      'controller.kubernetes.io/pod-deletion-cost',
      'low',
      'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "low": must be a 32bit integer',
    ],
    [
      'container.apparmor.security.beta.kubernetes.io/x',
      'runtime/default',
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/x]: Invalid value: "x": container not found',
    ],
    [
      'seccomp.security.alpha.kubernetes.io/pod',
      'x',
      'metadata.annotations.seccomp.security.alpha.kubernetes.io/pod: Invalid value: "x": must be a valid seccomp profile',
    ],
  ])('%s: %s', (key, value, expected) => {
    expect(problems(podBody({}, {}, { annotations: { [key]: value } }))).toBe(expected);
  });
});
