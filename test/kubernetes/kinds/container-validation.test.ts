import { beforeAll, describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { openRequests, podBody, podProblems, type Requests } from './requests.ts';

let requests: Requests;
beforeAll(() => {
  requests = openRequests();
});

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
    expect(podProblems(requests, podBody({}, container))).toContain(expected);
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
    expect(podProblems(requests, podBody({}, container))).toBe(`spec.containers[0].${expected}`);
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
    expect(podProblems(requests, podBody({ initContainers }))).toBe(`spec.initContainers[0].${expected}`);
  });

  it('on create', () => {
    const ephemeralContainers = [{ name: 'e', image: 'x', ports: [{ containerPort: 1 }] }];
    expect(podProblems(requests, podBody({ ephemeralContainers }))).toBe(
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
