import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox } from '../../harness/sandbox.ts';
import { pod, tracePod } from './pod-trace.ts';

function busybox(name: string, command: string[], more: Partial<Container> = {}): Container {
  return { name, image: 'busybox:1.36', command, ...more };
}

interface Life {
  readonly what: string;
  readonly spec: PodSpec;
  readonly seconds: number;
  readonly lines: readonly string[];
}

const lives: readonly Life[] = [
  {
    what: 'a server runs and is ready',
    spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
    seconds: 60,
    lines: ['0 Pending', '0 Pending web=ContainerCreating', '2.5 Running web=Running/ready ready'],
  },
  {
    what: 'a command that ends succeeds where it is not to be restarted',
    spec: { restartPolicy: 'Never', containers: [busybox('c', ['sh', '-c', 'sleep 5'])] },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending c=ContainerCreating',
      '1.1 Running c=Running/ready ready',
      '6.1 Succeeded c=Completed(0)',
    ],
  },
  {
    what: 'one failed container fails the pod, once all are done',
    spec: {
      restartPolicy: 'Never',
      containers: [busybox('a', ['sh', '-c', 'sleep 5']), busybox('b', ['sh', '-c', 'sleep 2; exit 3'])],
    },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending a=ContainerCreating b=ContainerCreating',
      '1.2 Running a=Running/ready b=Running/ready ready',
      '3.2 Running a=Running/ready b=Error(3)',
      '6.1 Failed a=Completed(0) b=Error(3)',
    ],
  },
  {
    what: 'OnFailure restarts until it succeeds, and not after',
    spec: {
      restartPolicy: 'OnFailure',
      containers: [busybox('c', ['sh', '-c', 'test $(date +%s) -ge 1767225610'])],
    },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending c=ContainerCreating',
      '1.1 Running c=Error(1)',
      '2.3 Running c=Error(1)/1',
      '3.3 Running c=CrashLoopBackOff/1',
      '12.4 Succeeded c=Completed(0)/2',
    ],
  },
  {
    what: 'init containers run one after the other before the others',
    spec: {
      initContainers: [busybox('one', ['sleep', '3']), busybox('two', ['true'])],
      containers: [{ name: 'web', image: 'nginx:1.27' }],
    },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending one=PodInitializing two=PodInitializing web=PodInitializing',
      '1.1 Pending one=Running two=PodInitializing web=PodInitializing',
      '4.1 Pending one=Completed(0) two=PodInitializing web=PodInitializing',
      '5.2 Pending one=Completed(0) two=Completed(0) web=PodInitializing',
      '8.3 Running one=Completed(0) two=Completed(0) web=Running/ready ready',
    ],
  },
  {
    what: 'a failed init container is retried',
    spec: {
      initContainers: [busybox('one', ['false'])],
      containers: [{ name: 'web', image: 'nginx:1.27' }],
    },
    seconds: 10,
    lines: [
      '0 Pending',
      '0 Pending one=PodInitializing web=PodInitializing',
      '1.1 Pending one=Error(1) web=PodInitializing',
      '2.2 Pending one=Error(1)/1 web=PodInitializing',
      '3.2 Pending one=CrashLoopBackOff/1 web=PodInitializing',
    ],
  },
  {
    what: 'a failed init container fails a pod that never restarts',
    spec: {
      restartPolicy: 'Never',
      initContainers: [busybox('one', ['false'])],
      containers: [{ name: 'web', image: 'nginx:1.27' }],
    },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending one=PodInitializing web=PodInitializing',
      '1.1 Failed one=Error(1) web=PodInitializing',
    ],
  },
  {
    what: 'a sidecar starts before the others, and is stopped after them',
    spec: {
      restartPolicy: 'Never',
      initContainers: [
        { name: 'proxy', image: 'nginx:1.27', restartPolicy: 'Always' },
        busybox('init', ['true']),
      ],
      containers: [busybox('job', ['sleep', '10'])],
    },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending proxy=PodInitializing init=PodInitializing job=PodInitializing',
      '3.2 Pending proxy=Running/ready init=Completed(0) job=PodInitializing',
      '4.3 Running proxy=Running/ready init=Completed(0) job=Running/ready ready',
      '14.3 Running proxy=Running/ready init=Completed(0) job=Completed(0)',
      '14.4 Succeeded proxy=Completed(0) init=Completed(0) job=Completed(0)',
    ],
  },
  {
    what: 'a pod older than activeDeadlineSeconds is stopped',
    spec: { activeDeadlineSeconds: 10, containers: [{ name: 'web', image: 'nginx:1.27' }] },
    seconds: 60,
    lines: [
      '0 Pending',
      '0 Pending web=ContainerCreating',
      '2.5 Running web=Running/ready ready',
      '10.1 Failed DeadlineExceeded web=Completed(0)',
    ],
  },
  {
    what: 'a container over its memory limit is killed',
    spec: {
      restartPolicy: 'Never',
      containers: [
        {
          name: 'c',
          image: 'polinux/stress',
          command: ['stress', '--vm', '1', '--vm-bytes', '150M', '--vm-hang', '1'],
          resources: { limits: { memory: '100Mi' } },
        },
      ],
    },
    seconds: 60,
    lines: ['0 Pending', '0 Pending c=ContainerCreating', '1.1 Failed c=OOMKilled(137)'],
  },
];

describe('what watchers see of a pod, moment by moment', () => {
  for (const { what, spec, seconds, lines } of lives) {
    it(what, () => {
      const sandbox = openSandbox({ nodes: ['node-1'] });
      const trace = tracePod(sandbox, 'p');
      sandbox.create(podKind, pod('p', spec));
      sandbox.advance(seconds);
      expect(trace.lines).toEqual(lines);
    });
  }
});

it('tells of a start with the events that kubelets report', () => {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  const trace = tracePod(sandbox, 'p');
  sandbox.create(podKind, pod('p', { containers: [busybox('c', ['sleep', '1d'])] }));
  sandbox.advance(60);
  expect(trace.events).toEqual([
    '0 Scheduled: Successfully assigned default/p to node-1',
    '0.4 Pulling: Pulling image "busybox:1.36"',
    '0.9 Pulled: Successfully pulled image "busybox:1.36" in 545ms (545ms including waiting). Image size: 2247913 bytes.',
    '1.1 Created: Created container: c',
    '1.1 Started: Started container c',
  ]);
});
