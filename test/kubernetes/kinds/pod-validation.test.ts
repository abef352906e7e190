import { beforeAll, describe, expect, it } from 'vitest';
import { openRequests, podBody, podProblems, type Requests } from './requests.ts';

let requests: Requests;
beforeAll(() => {
  requests = openRequests();
});

const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

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
    expect(podProblems(requests, podBody(spec))).toBe(`spec.${expected}`);
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
    expect(podProblems(requests, podBody({ affinity }))).toBe(`spec.affinity.${expected}`);
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
    expect(podProblems(requests, podBody({}, {}, { annotations: { [key]: value } }))).toBe(expected);
  });
});
