import { describe, expect, it } from 'vitest';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import type {
  ContainerState,
  ContainerStatus,
  PodSpec,
} from '../../../engine/kubernetes/schemas/generated/types.ts';

const NOW = Date.UTC(2026, 0, 1, 1);

function pod(
  status: PodObject['status'],
  spec: Partial<PodSpec> = {},
  metadata: Partial<PodObject['metadata']> = {},
): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: draftMetadata({ name: 'p', creationTimestamp: '2026-01-01T00:55:00Z', ...metadata }),
    spec: { containers: [{ name: 'c' }], ...spec },
    status,
  };
}

function container(state: ContainerState, rest: Partial<ContainerStatus> = {}): ContainerStatus {
  return { name: 'c', image: 'x', imageID: '', ready: false, restartCount: 0, state, ...rest };
}

const running: ContainerState = { running: { startedAt: '2026-01-01T00:56:00Z' } };
const waiting = (reason: string): ContainerState => ({ waiting: { reason } });
const ended = (exitCode: number, reason?: string, signal?: number): ContainerState => ({
  terminated: {
    exitCode,
    ...(reason === undefined ? {} : { reason }),
    ...(signal === undefined ? {} : { signal }),
  },
});

/** READY, STATUS and RESTARTS. */
function cells(object: PodObject): unknown[] {
  return podKind.row(object, NOW).slice(1, 4);
}

describe('READY, STATUS and RESTARTS of a pod', () => {
  it.each<[string, PodObject, unknown[]]>([
    ['pending', pod({ phase: 'Pending' }), ['0/1', 'Pending', '0']],
    [
      'pulling',
      pod({ phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] }),
      ['0/1', 'ContainerCreating', '0'],
    ],
    [
      'running',
      pod({ phase: 'Running', containerStatuses: [container(running, { ready: true })] }),
      ['1/1', 'Running', '0'],
    ],
    [
      'crashing',
      pod({
        phase: 'Running',
        containerStatuses: [
          container(waiting('CrashLoopBackOff'), {
            restartCount: 3,
            lastState: { terminated: { exitCode: 1, finishedAt: '2026-01-01T00:58:00Z' } },
          }),
        ],
      }),
      ['0/1', 'CrashLoopBackOff', '3 (2m ago)'],
    ],
    [
      'completed',
      pod({ phase: 'Succeeded', containerStatuses: [container(ended(0, 'Completed'))] }),
      ['0/1', 'Completed', '0'],
    ],
    [
      'failed without a reason',
      pod({ phase: 'Failed', containerStatuses: [container(ended(3))] }),
      ['0/1', 'ExitCode:3', '0'],
    ],
    [
      'killed without a reason',
      pod({ phase: 'Failed', containerStatuses: [container(ended(137, undefined, 9))] }),
      ['0/1', 'Signal:9', '0'],
    ],
    ['evicted', pod({ phase: 'Failed', reason: 'Evicted' }), ['0/1', 'Evicted', '0']],
    [
      'half done, and not ready',
      pod(
        {
          phase: 'Running',
          containerStatuses: [
            container(ended(0, 'Completed')),
            container(running, { name: 'd', ready: true }),
          ],
        },
        { containers: [{ name: 'c' }, { name: 'd' }] },
      ),
      ['1/2', 'NotReady', '0'],
    ],
    [
      'half done, and ready',
      pod(
        {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [
            container(ended(0, 'Completed')),
            container(running, { name: 'd', ready: true }),
          ],
        },
        { containers: [{ name: 'c' }, { name: 'd' }] },
      ),
      ['1/2', 'Running', '0'],
    ],
    [
      'gated',
      pod({
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      }),
      ['0/1', 'SchedulingGated', '0'],
    ],
    [
      'leaving',
      pod(
        { phase: 'Running', containerStatuses: [container(running, { ready: true })] },
        {},
        { deletionTimestamp: '2026-01-01T01:00:30Z' },
      ),
      ['1/1', 'Terminating', '0'],
    ],
    [
      'leaving after its end',
      pod(
        { phase: 'Succeeded', containerStatuses: [container(ended(0, 'Completed'))] },
        {},
        { deletionTimestamp: '2026-01-01T01:00:30Z' },
      ),
      ['0/1', 'Completed', '0'],
    ],
    [
      'lost',
      pod({ phase: 'Running', reason: 'NodeLost' }, {}, { deletionTimestamp: '2026-01-01T01:00:30Z' }),
      ['0/1', 'Unknown', '0'],
    ],
  ])('%s', (_what, object, expected) => {
    expect(cells(object)).toEqual(expected);
  });
});

describe('a pod that initializes shows', () => {
  const initContainers = [{ name: 'a' }, { name: 'b' }];
  it.each<[string, ContainerStatus[], unknown[]]>([
    [
      'how far it is',
      [container(ended(0, 'Completed'), { name: 'a' }), container(running, { name: 'b' })],
      ['0/1', 'Init:1/2', '0'],
    ],
    [
      'that it has not begun',
      [container(waiting('PodInitializing'), { name: 'a' })],
      ['0/1', 'Init:0/2', '0'],
    ],
    ['what failed', [container(ended(1, 'Error'), { name: 'a' })], ['0/1', 'Init:Error', '0']],
    ['an exit code', [container(ended(2), { name: 'a' })], ['0/1', 'Init:ExitCode:2', '0']],
    ['a signal', [container(ended(137, undefined, 9), { name: 'a' })], ['0/1', 'Init:Signal:9', '0']],
    [
      'what it waits for, and its restarts',
      [container(waiting('CrashLoopBackOff'), { name: 'a', restartCount: 2 })],
      ['0/1', 'Init:CrashLoopBackOff', '2'],
    ],
  ])('%s', (_what, initContainerStatuses, expected) => {
    const containerStatuses = [container(waiting('PodInitializing'))];
    const object = pod({ phase: 'Pending', initContainerStatuses, containerStatuses }, { initContainers });
    expect(cells(object)).toEqual(expected);
  });

  it('and then only the restarts of its sidecars', () => {
    const object = pod(
      {
        phase: 'Running',
        initContainerStatuses: [
          container(ended(0, 'Completed'), { name: 'a', restartCount: 5 }),
          container(running, { name: 's', restartCount: 1, started: true, ready: true }),
        ],
        containerStatuses: [container(running, { ready: true })],
      },
      { initContainers: [{ name: 'a' }, { name: 's', restartPolicy: 'Always' }] },
    );
    expect(cells(object)).toEqual(['2/2', 'Running', '1']);
  });
});

describe('with -o wide, a pod shows', () => {
  it('nothing where it is nowhere yet', () => {
    expect(podKind.row(pod({ phase: 'Pending' }), NOW).slice(4)).toEqual([
      '5m',
      '<none>',
      '<none>',
      '<none>',
      '<none>',
    ]);
  });

  it('where it is, and how many gates are open', () => {
    const object = pod(
      {
        phase: 'Running',
        podIPs: [{ ip: '10.0.0.1' }],
        nominatedNodeName: 'm',
        conditions: [{ type: 'a', status: 'True' }],
      },
      { nodeName: 'n', readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] },
    );
    expect(podKind.row(object, NOW).slice(5)).toEqual(['10.0.0.1', 'n', 'm', '1/2']);
  });
});

it('a pod can be selected by its fields', () => {
  const object = pod(
    { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
    { nodeName: 'n', restartPolicy: 'Always', schedulerName: 's', serviceAccountName: 'a' },
  );
  const fields = Object.entries(podKind.fieldLabels ?? {}).map(([field, read]) => [field, read(object)]);
  expect(Object.fromEntries(fields)).toEqual({
    'spec.host': 'n',
    'spec.hostNetwork': 'false',
    'spec.nodeName': 'n',
    'spec.restartPolicy': 'Always',
    'spec.schedulerName': 's',
    'spec.serviceAccountName': 'a',
    'status.nominatedNodeName': '',
    'status.phase': 'Running',
    'status.podIP': '10.0.0.1',
  });
});
