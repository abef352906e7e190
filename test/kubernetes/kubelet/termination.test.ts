import { describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { copy } from '../../../engine/kubernetes/object.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { pod, statusOf, storedPod, tracePod } from './pod-trace.ts';

function start(spec: PodSpec, seconds = 10) {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  const trace = tracePod(sandbox, 'p');
  sandbox.create(podKind, pod('p', spec));
  sandbox.advance(seconds);
  return { sandbox, ...trace };
}

function erase({ sandbox, cluster }: TestSandbox, gracePeriodSeconds?: number): void {
  const address = { namespace: 'default', name: 'p' };
  const grace = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
  sandbox.transact(() => remove(cluster, podKind, address, { author: TEST_AUTHOR, ...grace }));
}

function change(sandbox: TestSandbox, edit: (draft: PodObject) => void): void {
  const draft = copy(storedPod(sandbox, 'p'));
  edit(draft);
  const address = { namespace: 'default', name: 'p' };
  sandbox.sandbox.transact(() => update(sandbox.cluster, podKind, address, draft, { author: TEST_AUTHOR }));
}

const stubborn = { name: 'c', image: 'busybox:1.36', command: ['sleep', '1d'] };
const obedient = { name: 'c', image: 'nginx:1.27' };

describe('a deleted pod', () => {
  it('is gone as soon as its containers obey', () => {
    const { sandbox, lines, events } = start({ containers: [obedient] });
    erase(sandbox);
    sandbox.advance(60);
    expect(lines.slice(3)).toEqual([
      '10 Terminating Running c=Running/ready ready',
      '10.1 Terminating Succeeded c=Completed(0)',
      '10.1 gone',
    ]);
    expect(events.at(-1)).toBe('10 Killing: Stopping container c');
  });

  it('is killed at the end of its grace period', () => {
    const { sandbox, lines } = start({ containers: [stubborn] });
    erase(sandbox);
    sandbox.advance(60);
    expect(lines.slice(3)).toEqual([
      '10 Terminating Running c=Running/ready ready',
      '40 Terminating Failed c=Error(137)',
      '40 gone',
    ]);
  });

  it('takes its own grace period, the one of the delete, or a shorter one asked for later', () => {
    const own = start({ terminationGracePeriodSeconds: 5, containers: [stubborn] });
    erase(own.sandbox);
    own.sandbox.advance(60);
    expect(own.lines.at(-1)).toBe('15 gone');
    const asked = start({ containers: [stubborn] });
    erase(asked.sandbox, 7);
    asked.sandbox.advance(60);
    expect(asked.lines.at(-1)).toBe('17 gone');
    const hastened = start({ containers: [stubborn] });
    erase(hastened.sandbox);
    hastened.sandbox.advance(5);
    erase(hastened.sandbox, 3);
    hastened.sandbox.advance(60);
    expect(hastened.lines.at(-1)).toBe('18 gone');
  });

  it('is gone at once without a grace period, and its address is free', () => {
    const { sandbox, lines } = start({ containers: [stubborn] });
    erase(sandbox, 0);
    sandbox.advance(0);
    expect(lines.at(-1)).toBe('10 gone');
    expect(sandbox.cluster.kubelets.nodes.get('node-1')?.addresses).toEqual([]);
    expect(sandbox.cluster.kubelets.pods.size).toBe(0);
  });

  it('runs its preStop hook first', () => {
    const preStop = { exec: { command: ['sleep', '4'] } };
    const { sandbox, lines } = start({ containers: [{ ...obedient, lifecycle: { preStop } }] });
    erase(sandbox);
    sandbox.advance(60);
    expect(lines.at(-1)).toBe('14.1 gone');
  });

  it('does not wait longer for its preStop hook than for its grace period', () => {
    const preStop = { sleep: { seconds: 25 } };
    const { sandbox, lines } = start({ containers: [{ ...stubborn, lifecycle: { preStop } }] });
    erase(sandbox, 20);
    sandbox.advance(60);
    expect(lines.at(-1)).toBe('32 gone');
  });

  it('stays while a finalizer holds it, without its containers', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'p');
    sandbox.create(podKind, pod('p', { containers: [obedient] }, { finalizers: ['example.com/hold'] }));
    sandbox.advance(10);
    erase(sandbox);
    sandbox.advance(60);
    expect(trace.lines.at(-1)).toBe('10.1 Terminating Succeeded c=Completed(0)');
    change(sandbox, ({ metadata }) => {
      delete metadata.finalizers;
    });
    sandbox.advance(0);
    expect(trace.lines.at(-1)).toBe('70 gone');
    expect(sandbox.cluster.kubelets.pods.size).toBe(0);
  });

  it('that never started goes at once', () => {
    const { sandbox, lines } = start({ containers: [{ name: 'c', image: 'nginx:nope' }] });
    erase(sandbox);
    sandbox.advance(0);
    expect(lines.at(-1)).toBe('10 gone');
  });
});

describe('hooks', () => {
  it('hold a container back until postStart is done', () => {
    const postStart = { exec: { command: ['sh', '-c', 'sleep 3; echo hi > /tmp/greeting'] } };
    const readinessProbe = { exec: { command: ['cat', '/tmp/greeting'] } };
    const { sandbox, lines } = start({
      containers: [{ ...obedient, lifecycle: { postStart }, readinessProbe }],
    });
    expect(lines.slice(2)).toEqual(['5.5 Running c=Running', '5.5 Running c=Running/ready ready']);
    expect(statusOf(sandbox, 'p').ready).toBe(true);
  });

  it('that fail after the start restart the container', () => {
    const postStart = { exec: { command: ['sh', '-c', 'exit 4'] } };
    const command = ['nginx', '-g', 'daemon off;'];
    const { lines, events } = start({ containers: [{ ...obedient, command, lifecycle: { postStart } }] });
    expect(lines.slice(2)).toEqual([
      '2.6 Running c=PostStartHookError',
      '3.8 Running c=PostStartHookError/1',
      '4.8 Running c=CrashLoopBackOff/1',
    ]);
    expect(events.slice(5, 7)).toEqual([
      '2.5 FailedPostStartHook: PostStartHook failed',
      '2.5 Killing: FailedPostStartHook',
    ]);
  });
});

describe('a changed image', () => {
  it('restarts the container with it', () => {
    const { sandbox, lines, events } = start({ containers: [obedient] });
    change(sandbox, ({ spec }) => {
      for (const container of spec.containers) container.image = 'nginx:1.26';
    });
    sandbox.advance(10);
    expect(lines.slice(3)).toEqual(['10.1 Running c=Completed(0)', '12.2 Running c=Running/1/ready ready']);
    expect(events).toContain('10 Killing: Container c definition changed, will be restarted');
    expect(statusOf(sandbox, 'p').image).toBe('docker.io/library/nginx:1.26');
  });

  it('is pulled without waiting for the back-off of the one before', () => {
    const { sandbox, lines } = start({ containers: [{ name: 'c', image: 'nginx:nope' }] }, 20);
    change(sandbox, ({ spec }) => {
      for (const container of spec.containers) container.image = 'nginx:1.26';
    });
    sandbox.advance(5);
    expect(lines.at(-1)).toBe('22.1 Running c=Running/ready ready');
  });
});
