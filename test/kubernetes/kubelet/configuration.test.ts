import { describe, expect, it } from 'vitest';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { secretKind } from '../../../engine/kubernetes/kinds/secret.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import type { Container, EnvVar, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { mainProcess, pod, readFile, statusOf, storedPod, tracePod } from './pod-trace.ts';

function open(): TestSandbox {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  sandbox.create(configMapKind, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: draftMetadata({ name: 'app', namespace: 'default' }),
    data: { COLOR: 'blue', 'app.conf': 'color=blue\n' },
  });
  sandbox.create(secretKind, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: draftMetadata({ name: 'db', namespace: 'default' }),
    data: { password: 'czNjcmV0' },
  });
  return sandbox;
}

function start(sandbox: TestSandbox, container: Partial<Container>, spec: Partial<PodSpec> = {}) {
  const trace = tracePod(sandbox, 'p');
  const command = ['sleep', '1d'];
  const containers = [{ name: 'c', image: 'busybox:1.36', command, ...container }];
  sandbox.create(podKind, pod('p', { ...spec, containers }, { labels: { app: 'web' } }));
  sandbox.advance(5);
  return trace;
}

function envOf(sandbox: TestSandbox): Record<string, string> {
  return Object.fromEntries(mainProcess(sandbox, 'p').env);
}

describe('environment variables', () => {
  const values: readonly [string, EnvVar, string | undefined][] = [
    ['a value', { name: 'V', value: 'x' }, 'x'],
    ['references to others', { name: 'V', value: '$(FIRST)-$$(FIRST)-$(NOPE)' }, 'one-$(FIRST)-$(NOPE)'],
    [
      'a config map key',
      { name: 'V', valueFrom: { configMapKeyRef: { name: 'app', key: 'COLOR' } } },
      'blue',
    ],
    ['a secret key', { name: 'V', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }, 's3cret'],
    [
      'an optional key that is missing',
      { name: 'V', valueFrom: { secretKeyRef: { name: 'db', key: 'nope', optional: true } } },
      undefined,
    ],
    ['the pod name', { name: 'V', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, 'p'],
    ['a label', { name: 'V', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }, 'web'],
    ['the node', { name: 'V', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }, 'node-1'],
    ['the pod IP', { name: 'V', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }, '10.244.0.2'],
    ['the host IP', { name: 'V', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }, '192.168.49.3'],
    [
      'a limit, rounded up to its divisor',
      { name: 'V', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
      '100',
    ],
    ['a cpu limit', { name: 'V', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }, '1'],
  ];
  for (const [what, variable, expected] of values) {
    it(`hold ${what}`, () => {
      const sandbox = open();
      start(sandbox, {
        env: [{ name: 'FIRST', value: 'one' }, variable],
        resources: { limits: { memory: '100Mi', cpu: '250m' } },
      });
      expect(envOf(sandbox).V).toBe(expected);
    });
  }

  it('come from whole config maps and secrets, and lose to those of the container', () => {
    const sandbox = open();
    start(sandbox, {
      envFrom: [{ configMapRef: { name: 'app' } }, { prefix: 'DB_', secretRef: { name: 'db' } }],
      env: [{ name: 'COLOR', value: 'red' }],
    });
    expect(envOf(sandbox)).toMatchObject({ COLOR: 'red', DB_password: 's3cret' });
  });

  it('tell of services, unless the pod does not want to know', () => {
    const sandbox = open();
    const service = sandbox.create(serviceKind, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: draftMetadata({ name: 'my-db', namespace: 'default' }),
      spec: { ports: [{ name: 'sql', port: 5432 }] },
      status: {},
    });
    const ip = service.spec.clusterIP;
    start(sandbox, {});
    expect(envOf(sandbox)).toMatchObject({
      MY_DB_SERVICE_HOST: ip,
      MY_DB_SERVICE_PORT: '5432',
      MY_DB_SERVICE_PORT_SQL: '5432',
      MY_DB_PORT: `tcp://${ip}:5432`,
      MY_DB_PORT_5432_TCP: `tcp://${ip}:5432`,
      MY_DB_PORT_5432_TCP_PROTO: 'tcp',
      MY_DB_PORT_5432_TCP_PORT: '5432',
      MY_DB_PORT_5432_TCP_ADDR: ip,
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
      KUBERNETES_SERVICE_PORT_HTTPS: '443',
    });
    const other = open();
    start(other, {}, { enableServiceLinks: false });
    expect(Object.keys(envOf(other)).filter((name) => name.startsWith('MY_DB'))).toEqual([]);
    expect(envOf(other).KUBERNETES_SERVICE_HOST).toBe('10.96.0.1');
  });

  it('may bear any name', () => {
    const sandbox = open();
    start(sandbox, { env: [{ name: '__proto__', value: 'x' }] });
    expect(mainProcess(sandbox, 'p').env).toContainEqual(['__proto__', 'x']);
  });

  it('are filled into the command', () => {
    const sandbox = open();
    start(sandbox, { command: ['sleep'], args: ['$(TIME)'], env: [{ name: 'TIME', value: '2d' }] });
    expect(mainProcess(sandbox, 'p').argv).toEqual(['sleep', '2d']);
  });
});

describe('a container that cannot be configured', () => {
  const problems: readonly [string, Partial<Container>, string][] = [
    ['a missing config map', { envFrom: [{ configMapRef: { name: 'nope' } }] }, 'configmap "nope" not found'],
    ['a missing secret', { envFrom: [{ secretRef: { name: 'nope' } }] }, 'secret "nope" not found'],
    [
      'a missing key of a config map',
      { env: [{ name: 'V', valueFrom: { configMapKeyRef: { name: 'app', key: 'k' } } }] },
      "couldn't find key k in ConfigMap default/app",
    ],
    [
      'a missing key of a secret',
      { env: [{ name: 'V', valueFrom: { secretKeyRef: { name: 'db', key: 'k' } } }] },
      "couldn't find key k in Secret default/db",
    ],
  ];
  for (const [what, container, message] of problems) {
    it(`waits: ${what}`, () => {
      const sandbox = open();
      const trace = start(sandbox, container);
      expect(statusOf(sandbox, 'p').state?.waiting).toEqual({
        reason: 'CreateContainerConfigError',
        message,
      });
      expect(trace.events.at(-1)).toBe(`1.1 Failed: Error: ${message}`);
    });
  }

  it('waits where its user may not be root', () => {
    const sandbox = open();
    start(sandbox, { securityContext: { runAsNonRoot: true } });
    const { uid } = storedPod(sandbox, 'p').metadata;
    expect(statusOf(sandbox, 'p').state?.waiting?.message).toBe(
      `container has runAsNonRoot and image will run as root (pod: "p_default(${uid})", container: c)`,
    );
  });

  it('waits where its variables grow beyond what a process can take', () => {
    const sandbox = open();
    const env = [{ name: 'V0', value: 'x'.repeat(100) }];
    for (let index = 1; index < 60; index++) {
      env.push({ name: `V${index}`, value: `$(V${index - 1})$(V${index - 1})` });
    }
    start(sandbox, { env });
    expect(statusOf(sandbox, 'p').state?.waiting?.message).toBe('argument list too long');
  });

  it('starts once what was missing is there', () => {
    const sandbox = open();
    const trace = start(sandbox, { envFrom: [{ configMapRef: { name: 'late' } }] });
    const metadata = draftMetadata({ name: 'late', namespace: 'default' });
    sandbox.create(configMapKind, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { A: '1' } });
    sandbox.advance(20);
    expect(trace.lines.at(-1)).toBe('13.2 Running c=Running/ready ready');
    expect(statusOf(sandbox, 'p').restartCount).toBe(0);
  });
});

describe('volumes', () => {
  it('hold the keys of config maps and secrets, at their paths', () => {
    const sandbox = open();
    start(
      sandbox,
      {
        volumeMounts: [
          { name: 'cfg', mountPath: '/etc/app' },
          { name: 'cfg', mountPath: '/etc/one.conf', subPath: 'app.conf' },
          { name: 'key', mountPath: '/etc/key' },
        ],
      },
      {
        volumes: [
          { name: 'cfg', configMap: { name: 'app' } },
          { name: 'key', secret: { secretName: 'db', items: [{ key: 'password', path: 'a/b' }] } },
        ],
      },
    );
    const contents = {
      '/etc/app/app.conf': 'color=blue\n',
      '/etc/app/COLOR': 'blue',
      '/etc/one.conf': 'color=blue\n',
      '/etc/key/a/b': 's3cret',
    };
    for (const [path, content] of Object.entries(contents)) {
      expect(readFile(sandbox, 'p', path)).toBe(content);
    }
  });

  it('keep a pod waiting while they cannot be mounted, with ever longer breaks', () => {
    const sandbox = open();
    const trace = start(sandbox, {}, { volumes: [{ name: 'cfg', configMap: { name: 'nope' } }] });
    expect(trace.lines).toEqual(['0 Pending', '0 Pending c=ContainerCreating']);
    const failed = 'FailedMount: MountVolume.SetUp failed for volume "cfg" : configmap "nope" not found';
    expect(trace.events.slice(1)).toEqual([0, 0.5, 1.5, 3.5].map((at) => `${at} ${failed}`));
  });

  it('fail to mount over a key that is missing', () => {
    const sandbox = open();
    const items = [{ key: 'nope', path: 'nope' }];
    const trace = start(sandbox, {}, { volumes: [{ name: 'cfg', configMap: { name: 'app', items } }] });
    expect(trace.events[1]).toBe(
      '0 FailedMount: MountVolume.SetUp failed for volume "cfg" : references non-existent config key: nope',
    );
  });
});
