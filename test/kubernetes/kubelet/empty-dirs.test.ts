import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container, VolumeMount } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox } from '../../harness/sandbox.ts';
import { listFolder, pod, readFile, storedPod, tracePod } from './pod-trace.ts';

const VOLUMES = [{ name: 'work', emptyDir: {} }];
const WITHOUT_TOKEN = { automountServiceAccountToken: false };

const shell = (name: string, script: string, mount: Partial<VolumeMount> = {}): Container => ({
  name,
  image: 'busybox:1.36',
  command: ['sh', '-c', script],
  volumeMounts: [{ name: 'work', mountPath: '/work', ...mount }],
});

describe('an emptyDir', () => {
  it('hands a page from an init container to a web server', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    const web: Container = {
      name: 'web',
      image: 'nginx:1.27',
      volumeMounts: [{ name: 'work', mountPath: '/usr/share/nginx/html/' }],
      readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 1 },
    };
    const initContainers = [shell('write', 'echo hello > /work/index.html')];
    sandbox.create(
      podKind,
      pod('p', { ...WITHOUT_TOKEN, initContainers, containers: [web], volumes: VOLUMES }),
    );
    sandbox.advance(30);
    expect(trace.lines.at(-1)).toMatch(/Running .*web=Running\/ready ready$/);
    expect(listFolder(sandbox, 'p', '/usr/share/nginx/html')).toEqual(['index.html']);
    expect(readFile(sandbox, 'p', '/usr/share/nginx/html/index.html')).toBe('hello\n');
  });

  it('is mounted by sub-path', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const initContainers = [
      shell('all', 'mkdir /work/a /work/b; echo 1 > /work/a/x; echo 2 > /work/b/x'),
      shell('part', 'echo 3 > /part/y', { mountPath: '/part', subPath: 'a' }),
    ];
    const containers = [shell('c', 'sleep 1d', { mountPath: '/in', subPath: 'a' })];
    sandbox.create(podKind, pod('p', { ...WITHOUT_TOKEN, initContainers, containers, volumes: VOLUMES }));
    sandbox.advance(30);
    expect(listFolder(sandbox, 'p', '/in')).toEqual(['x', 'y']);
    expect(readFile(sandbox, 'p', '/in/y')).toBe('3\n');
  });

  it('outlives a restart of its container', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    const script = 'if [ -f /work/seen ]; then sleep 1d; fi; echo once > /work/seen; exit 1';
    sandbox.create(podKind, pod('p', { containers: [shell('c', script)], volumes: VOLUMES }));
    sandbox.advance(60);
    expect(storedPod(sandbox, 'p').status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(trace.lines.at(-1)).toMatch(/Running/);
  });

  it('is private to its pod and its name', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const initContainers = [shell('write', 'echo 1 > /work/x')];
    const containers = [shell('c', 'sleep 1d', { name: 'other' })];
    const volumes = [...VOLUMES, { name: 'other', emptyDir: {} }];
    sandbox.create(podKind, pod('p', { ...WITHOUT_TOKEN, initContainers, containers, volumes }));
    sandbox.advance(30);
    expect(listFolder(sandbox, 'p', '/work')).toEqual([]);
  });
});
