import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { openSandbox } from '../../harness/sandbox.ts';
import { pod, statusOf, storedPod, tracePod } from './pod-trace.ts';

function crashing(afterSeconds: number) {
  const command = ['sh', '-c', `sleep ${afterSeconds}; exit 1`];
  return pod('p', { containers: [{ name: 'c', image: 'busybox:1.36', command }] });
}

describe('a container that keeps crashing', () => {
  it('restarts at once, then after 10 s, 20 s … up to 5 min', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    sandbox.create(podKind, crashing(1));
    sandbox.advance(1500);
    const restarts = trace.lines.filter((line) => line.includes('Running/')).map(Number.parseFloat);
    const ends = trace.lines.filter((line) => line.includes('Error(1)')).map(Number.parseFloat);
    const waits = ends.slice(0, 8).map((end, index) => Math.round((restarts[index + 1] ?? 0) - end));
    expect(waits).toEqual([1, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('says in its status how long it backs off, and how it ended last', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const { uid } = sandbox.create(podKind, crashing(1)).metadata;
    sandbox.advance(6);
    const status = statusOf(sandbox, 'p');
    expect(status.state).toEqual({
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 10s restarting failed container=c pod=p_default(${uid})`,
      },
    });
    expect(status.lastState).toEqual({
      terminated: {
        exitCode: 1,
        reason: 'Error',
        startedAt: '2026-01-01T00:00:03Z',
        finishedAt: '2026-01-01T00:00:04Z',
        containerID: status.containerID,
      },
    });
    expect(status).toMatchObject({ restartCount: 1, ready: false, started: false });
    expect(storedPod(sandbox, 'p').status.conditions).toContainEqual({
      type: 'ContainersReady',
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: '2026-01-01T00:00:04Z',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [c]',
    });
  });

  it('reports each back-off', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    const { uid } = sandbox.create(podKind, crashing(1)).metadata;
    sandbox.advance(30);
    expect(trace.events.filter((event) => event.includes('BackOff'))).toEqual([
      `5.2 BackOff: Back-off restarting failed container c in pod p_default(${uid})`,
      `16.4 BackOff: Back-off restarting failed container c in pod p_default(${uid})`,
    ]);
  });

  it('starts over with its back-off once it ran for ten minutes', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    sandbox.create(podKind, crashing(700));
    sandbox.advance(1500);
    expect(trace.lines.filter((line) => line.includes('CrashLoopBackOff'))).toEqual([]);
    expect(statusOf(sandbox, 'p').restartCount).toBe(2);
  });

  it('lets a sandbox come to rest when the back-off is at its longest', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    sandbox.create(podKind, crashing(1));
    sandbox.advance(60);
    expect(sandbox.sandbox.busy).toBe(true);
    sandbox.advance(400);
    expect(sandbox.sandbox.busy).toBe(false);
    expect(statusOf(sandbox, 'p').restartCount).toBe(6);
  });
});

describe('a command that cannot be started', () => {
  it('is a RunContainerError, then a crash loop, that never ran', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    const command = ['nope'];
    sandbox.create(podKind, pod('p', { containers: [{ name: 'c', image: 'nginx:1.27', command }] }));
    sandbox.advance(8);
    expect(trace.lines).toEqual([
      '0 Pending',
      '0 Pending c=ContainerCreating',
      '2.5 Running c=RunContainerError',
      '3.6 Running c=RunContainerError/1',
      '4.6 Running c=CrashLoopBackOff/1',
    ]);
    const message =
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown';
    expect(trace.events).toContain(`2.5 Failed: Error: ${message}`);
    expect(statusOf(sandbox, 'p').lastState?.terminated).toMatchObject({
      exitCode: 128,
      reason: 'StartError',
      message,
      startedAt: '1970-01-01T00:00:00Z',
    });
  });
});

it('keeps what a container left in its termination log', () => {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  const command = ['sh', '-c', 'echo out of beans > /dev/termination-log; exit 2'];
  const containers = [{ name: 'c', image: 'busybox:1.36', command }];
  sandbox.create(podKind, pod('p', { restartPolicy: 'Never', containers }));
  sandbox.advance(5);
  expect(statusOf(sandbox, 'p').state?.terminated).toMatchObject({ exitCode: 2, message: 'out of beans\n' });
});

it('falls back to the end of the log where it is told to', () => {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  const command = ['sh', '-c', 'echo no beans >&2; exit 2'];
  const terminationMessagePolicy = 'FallbackToLogsOnError';
  const containers = [{ name: 'c', image: 'busybox:1.36', command, terminationMessagePolicy }];
  sandbox.create(podKind, pod('p', { restartPolicy: 'Never', containers }));
  sandbox.advance(5);
  expect(statusOf(sandbox, 'p').state?.terminated?.message).toBe('no beans\n');
});
