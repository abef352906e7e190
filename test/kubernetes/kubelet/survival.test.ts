import { expect, it } from 'vitest';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { pod } from './pod-trace.ts';

/** A bit of everything that kubelets and the scheduler remember. */
function begin(): TestSandbox {
  const sandbox = openSandbox({ nodes: ['node-1', 'node-2'] });
  const metadata = draftMetadata({ name: 'app', namespace: 'default' });
  sandbox.create(configMapKind, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { A: '1' } });
  const sh = (script: string) => ({ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] });
  const probe = { exec: { command: ['cat', '/tmp/ok'] }, periodSeconds: 3 };
  const envFrom = [{ configMapRef: { name: 'app' } }];
  const specs: Record<string, Parameters<typeof pod>[1]> = {
    crash: { containers: [sh('sleep 4; exit 1')] },
    bad: { containers: [{ name: 'c', image: 'nginx:nope' }] },
    flaky: {
      containers: [
        {
          ...sh('touch /tmp/ok; sleep 15; rm /tmp/ok; sleep 1000'),
          envFrom,
          livenessProbe: probe,
          readinessProbe: probe,
        },
      ],
    },
    init: {
      initContainers: [{ ...sh('sleep 6'), name: 'i' }],
      containers: [{ name: 'c', image: 'nginx:1.27' }],
    },
    waits: { containers: [sh('until wget -qO- http://web; do sleep 2; done; sleep 1000')] },
    large: { containers: [{ ...sh('true'), resources: { requests: { cpu: '100' } } }] },
    missing: { containers: [{ ...sh('true'), envFrom: [{ configMapRef: { name: 'late' } }] }] },
  };
  for (const [name, spec] of Object.entries(specs)) sandbox.create(podKind, pod(name, spec));
  return sandbox;
}

function goOn(sandbox: TestSandbox, step: number): void {
  if (step !== 10) return;
  sandbox.create(serviceKind, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: draftMetadata({ name: 'web', namespace: 'default' }),
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    status: {},
  });
  const containers = [{ name: 'c', image: 'nginx:1.27' }];
  sandbox.create(podKind, pod('web', { containers }, { labels: { app: 'web' } }));
}

function history({ cluster }: TestSandbox): string[] {
  return cluster.store.changesAfter(0).map(({ event, entry }) => `${event} ${entry.text}`);
}

it('writes the same history however often the sandbox is put to sleep', () => {
  const awake = begin();
  let sleepy = begin();
  for (let step = 0; step < 40; step++) {
    goOn(awake, step);
    goOn(sleepy, step);
    awake.advance(2.5);
    sleepy.advance(2.5);
    sleepy.sandbox.checkpoint();
    sleepy = sleepy.reload();
  }
  const expected = history(awake);
  const actual = history(sleepy);
  const different = expected.findIndex((line, index) => line !== actual[index]);
  expect(actual[different]).toBe(expected[different]);
  expect(actual.length).toBe(expected.length);
});
