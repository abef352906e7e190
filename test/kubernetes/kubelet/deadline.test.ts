import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox } from '../../harness/sandbox.ts';
import { pod, statusOf, storedPod, tracePod } from './pod-trace.ts';

function run(spec: PodSpec, seconds = 120) {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  const trace = tracePod(sandbox, 'p');
  sandbox.create(podKind, pod('p', spec));
  sandbox.advance(seconds);
  return { sandbox, ...trace };
}

const server = { name: 'c', image: 'nginx:1.27', command: ['nginx', '-g', 'daemon off;'] };

describe('a pod past its activeDeadlineSeconds', () => {
  it('is stopped, and has failed', () => {
    const { sandbox, lines, events } = run({ activeDeadlineSeconds: 30, containers: [server] });
    expect(lines.at(-1)).toBe('30.1 Failed DeadlineExceeded c=Completed(0)');
    expect(storedPod(sandbox, 'p').status.message).toBe(
      'Pod was active on the node longer than the specified deadline',
    );
    expect(events.slice(-2)).toEqual([
      '30 DeadlineExceeded: Pod was active on the node longer than the specified deadline',
      '30 Killing: Stopping container c',
    ]);
  });

  it('that is pulling still starts what it pulls: only then does its kubelet look at the clock', () => {
    const { lines } = run({ activeDeadlineSeconds: 1, containers: [server] });
    expect(lines.at(-1)).toMatch(/^2\.\d Failed DeadlineExceeded c=Completed\(0\)$/);
  });

  it('that waits for an image has lost its container', () => {
    const { sandbox, lines } = run({
      activeDeadlineSeconds: 5,
      containers: [{ name: 'c', image: 'nginx:1.999' }],
    });
    expect(lines.at(-1)).toBe('5 Failed DeadlineExceeded c=ContainerStatusUnknown(137)');
    expect(statusOf(sandbox, 'p').state).toEqual({
      terminated: {
        exitCode: 137,
        reason: 'ContainerStatusUnknown',
        message: 'The container could not be located when the pod was terminated',
        startedAt: null,
        finishedAt: null,
      },
    });
  });

  it('that never got past its init containers has lost only those', () => {
    const { lines } = run({
      activeDeadlineSeconds: 5,
      initContainers: [
        { name: 'a', image: 'nginx:1.999' },
        { name: 'b', image: 'nginx:1.27' },
      ],
      containers: [server],
    });
    expect(lines.at(-1)).toBe(
      '5 Failed DeadlineExceeded a=ContainerStatusUnknown(137) b=PodInitializing c=PodInitializing',
    );
  });
});
