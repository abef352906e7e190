import { beforeEach, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { mainProcess, pod, statusOf } from './pod-trace.ts';

let sandbox: TestSandbox;
beforeEach(() => {
  sandbox = openSandbox({ nodes: ['node-1'] });
  start('first', { containers: [sleeper('a')] });
  sandbox.sandbox.operate('setSelinux', ['node-1', 'enforcing']);
});

function sleeper(name: string, more: Partial<Container> = {}): Container {
  return { name, image: 'busybox:1.36', command: ['sleep', '1d'], ...more };
}

function start(name: string, spec: PodSpec): void {
  sandbox.create(podKind, pod(name, spec));
  sandbox.advance(5);
}

const contextOf = (name: string, container: string) => mainProcess(sandbox, name, container).context;

it('containers of a pod share a pair of categories, which no other pod has', () => {
  start('p', { containers: [sleeper('a'), sleeper('b')] });
  start('q', { containers: [sleeper('a')] });
  expect(contextOf('p', 'a')).toMatch(/^system_u:system_r:container_t:s0:c\d+,c\d+$/);
  expect(contextOf('p', 'b')).toBe(contextOf('p', 'a'));
  expect(contextOf('q', 'a')).not.toBe(contextOf('p', 'a'));
});

it('a level and a type that are asked for are theirs, and who is privileged is not confined', () => {
  start('p', {
    securityContext: { seLinuxOptions: { level: 's0:c1,c2' } },
    containers: [
      sleeper('a'),
      sleeper('b', { securityContext: { seLinuxOptions: { type: 'spc_t' } } }),
      sleeper('c', { securityContext: { privileged: true } }),
    ],
  });
  expect(['a', 'b', 'c'].map((name) => contextOf('p', name))).toEqual([
    'system_u:system_r:container_t:s0:c1,c2',
    'system_u:system_r:spc_t:s0:c1,c2',
    'system_u:system_r:spc_t:s0',
  ]);
});

it('they may use what the kubelet has made for them, but not what is the host’s', () => {
  const script =
    'echo x >/data/own && cat /etc/hosts /etc/resolv.conf /config/key >/dev/null && echo fine >/dev/termination-log; cat /host/passwd 2>/dev/null || echo denied >>/dev/termination-log';
  sandbox.create(
    podKind,
    pod('p', {
      restartPolicy: 'Never',
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'memory', emptyDir: { medium: 'Memory' } },
        {
          name: 'config',
          downwardAPI: { items: [{ path: 'key', fieldRef: { fieldPath: 'metadata.name' } }] },
        },
        { name: 'host', hostPath: { path: '/etc' } },
      ],
      containers: [
        {
          ...sleeper('a'),
          command: ['sh', '-c', script],
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'config', mountPath: '/config' },
            { name: 'host', mountPath: '/host' },
          ],
        },
      ],
    }),
  );
  sandbox.advance(5);
  expect(statusOf(sandbox, 'p').state?.terminated?.message).toBe('fine\ndenied\n');
});
