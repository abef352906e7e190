import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { pod, statusOf, tracePod } from './pod-trace.ts';

function start(container: Partial<Container>, sandbox: TestSandbox = openSandbox({ nodes: ['node-1'] })) {
  const trace = tracePod(sandbox, 'p');
  sandbox.create(podKind, pod('p', { containers: [{ name: 'c', image: 'nginx:1.27', ...container }] }));
  return { sandbox, ...trace };
}

function shell(script: string): Partial<Container> {
  return { image: 'busybox:1.36', command: ['sh', '-c', script] };
}

describe('readiness', () => {
  it('comes with the first probe that succeeds', () => {
    const { sandbox, lines } = start({ readinessProbe: { httpGet: { path: '/', port: 80 } } });
    sandbox.advance(10);
    expect(lines.slice(2)).toEqual(['2.5 Running c=Running', '3.5 Running c=Running/ready ready']);
  });

  it('waits for initialDelaySeconds and successThreshold', () => {
    const { sandbox, lines } = start({
      readinessProbe: {
        tcpSocket: { port: 80 },
        initialDelaySeconds: 5,
        periodSeconds: 2,
        successThreshold: 3,
      },
    });
    sandbox.advance(30);
    expect(lines.at(-1)).toBe('11.5 Running c=Running/ready ready');
  });

  it('is lost after failureThreshold failures in a row, and comes back', () => {
    const { sandbox, lines, events } = start({
      ...shell('touch /tmp/ok; sleep 20; rm /tmp/ok; sleep 20; touch /tmp/ok; sleep 1000'),
      readinessProbe: { exec: { command: ['cat', '/tmp/ok'] }, periodSeconds: 5, failureThreshold: 2 },
    });
    sandbox.advance(60);
    expect(lines.slice(2)).toEqual([
      '1.1 Running c=Running',
      '2.1 Running c=Running/ready ready',
      '27.1 Running c=Running',
      '42.1 Running c=Running/ready ready',
    ]);
    expect(events.filter((event) => event.includes('Unhealthy')).at(0)).toBe(
      "22.1 Unhealthy: Readiness probe failed: cat: can't open '/tmp/ok': No such file or directory\n",
    );
  });

  const failures: readonly [string, Partial<Container>, string, number?][] = [
    [
      'an HTTP status over 399',
      { readinessProbe: { httpGet: { path: '/nope', port: 80 } } },
      'HTTP probe failed with statuscode: 404',
    ],
    [
      'a port nobody listens on',
      { readinessProbe: { httpGet: { path: '/x', port: 8080 } } },
      'Get "http://10.244.0.2:8080/x": dial tcp 10.244.0.2:8080: connect: connection refused',
    ],
    [
      'a TCP port nobody listens on',
      { readinessProbe: { tcpSocket: { port: 8080 } } },
      'dial tcp 10.244.0.2:8080: connect: connection refused',
    ],
    [
      'TLS where there is none',
      { readinessProbe: { httpGet: { path: '/', port: 80, scheme: 'HTTPS' } } },
      'Get "https://10.244.0.2:80/": http: server gave HTTP response to HTTPS client',
    ],
    [
      'a command that takes too long',
      { readinessProbe: { exec: { command: ['sleep', '5'] } } },
      'command "sleep 5" timed out',
      4.5,
    ],
  ];
  for (const [what, container, message, at = 3.5] of failures) {
    it(`never comes with ${what}`, () => {
      const { sandbox, events } = start(container);
      sandbox.advance(30);
      expect(statusOf(sandbox, 'p')).toMatchObject({ ready: false, started: true, restartCount: 0 });
      expect(events).toContain(`${at} Unhealthy: Readiness probe failed: ${message}`);
    });
  }

  it('finds ports by their name', () => {
    const { sandbox } = start({
      ports: [{ name: 'http', containerPort: 80 }],
      readinessProbe: { httpGet: { path: '/', port: 'http' } },
    });
    sandbox.advance(10);
    expect(statusOf(sandbox, 'p').ready).toBe(true);
  });

  it('of one container may depend on another: they share an address', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const readinessProbe = { httpGet: { path: '/', port: 80 }, periodSeconds: 1 };
    const containers = [
      { name: 'c', image: 'busybox:1.36', command: ['sleep', '1d'], readinessProbe },
      { name: 'web', image: 'nginx:1.27' },
    ];
    sandbox.create(podKind, pod('p', { containers }));
    sandbox.advance(10);
    expect(statusOf(sandbox, 'p').ready).toBe(true);
  });
});

describe('liveness', () => {
  it('restarts the container after failureThreshold failures in a row', () => {
    const { sandbox, lines, events } = start({
      ...shell('touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600'),
      livenessProbe: { exec: { command: ['cat', '/tmp/healthy'] }, initialDelaySeconds: 5, periodSeconds: 5 },
    });
    sandbox.advance(80);
    expect(lines.slice(2)).toEqual([
      '1.1 Running c=Running/ready ready',
      '76.1 Running c=Error(137)',
      '76.2 Running c=Running/1/ready ready',
    ]);
    expect(events.filter((event) => /Unhealthy|Killing/.test(event)).map(Number.parseFloat)).toEqual([
      36.1, 41.1, 46.1, 46.1,
    ]);
    expect(events).toContain('46.1 Killing: Container c failed liveness probe, will be restarted');
  });

  it('kills after the grace period of the probe, if that has one', () => {
    const { sandbox, lines } = start({
      ...shell('sleep 1000'),
      livenessProbe: {
        exec: { command: ['false'] },
        periodSeconds: 1,
        failureThreshold: 1,
        terminationGracePeriodSeconds: 3,
      },
    });
    sandbox.advance(6);
    expect(lines).toContain('5.1 Running c=Error(137)');
  });

  it('backs off where restarting does not help', () => {
    const { sandbox, lines } = start({
      livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 5 },
    });
    sandbox.advance(50);
    expect(lines.slice(2)).toEqual([
      '2.5 Running c=Running/ready ready',
      '13.6 Running c=Completed(0)',
      '13.8 Running c=Running/1/ready ready',
      '24.8 Running c=Completed(0)/1',
      '25 Running c=Running/2/ready ready',
      '36.1 Running c=CrashLoopBackOff/2',
      '44.9 Running c=Running/3/ready ready',
    ]);
  });

  it('learns nothing from a probe that cannot be made', () => {
    const { sandbox, events } = start({
      livenessProbe: { exec: { command: ['nope'] }, periodSeconds: 1, failureThreshold: 1 },
    });
    sandbox.advance(20);
    const { restartCount, containerID = '' } = statusOf(sandbox, 'p');
    expect(restartCount).toBe(0);
    expect(events).toContain(
      `3.5 Unhealthy: Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${containerID.slice('containerd://'.length)}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown`,
    );
  });
});

describe('startup', () => {
  it('holds the other probes back until it succeeds', () => {
    const command = ['cat', '/tmp/ok'];
    const { sandbox, lines, events } = start({
      ...shell('sleep 12; touch /tmp/ok; sleep 1000'),
      startupProbe: { exec: { command }, periodSeconds: 5, failureThreshold: 5 },
      livenessProbe: { exec: { command }, periodSeconds: 1, failureThreshold: 1 },
      readinessProbe: { exec: { command }, periodSeconds: 60 },
    });
    sandbox.advance(60);
    expect(lines.slice(2)).toEqual([
      '1.1 Running c=Running/unstarted',
      '17.1 Running c=Running',
      '17.1 Running c=Running/ready ready',
    ]);
    expect(events.filter((event) => event.includes('Liveness'))).toEqual([]);
  });

  it('restarts the container if it never does', () => {
    const { sandbox, events } = start({
      ...shell('sleep 1000'),
      startupProbe: { exec: { command: ['false'] }, periodSeconds: 2, failureThreshold: 2 },
    });
    sandbox.advance(40);
    expect(events).toContain('4.1 Killing: Container c failed startup probe, will be restarted');
    expect(statusOf(sandbox, 'p').restartCount).toBe(1);
  });
});

describe('timers', () => {
  it('are not needed by what is well and stays so', () => {
    const probe = { httpGet: { path: '/', port: 80 }, periodSeconds: 1 };
    const { sandbox } = start({ readinessProbe: probe, livenessProbe: probe });
    sandbox.advance(20);
    const before = sandbox.cluster.store.changesAfter(0, 'pods').length;
    sandbox.advance(3600);
    expect(sandbox.cluster.store.changesAfter(0, 'pods').length).toBe(before);
    expect(sandbox.sandbox.busy).toBe(false);
  });

  it('of probes that keep failing do not keep a sandbox busy', () => {
    const { sandbox, events } = start({ readinessProbe: { httpGet: { path: '/nope', port: 80 } } });
    sandbox.advance(60);
    expect(sandbox.sandbox.busy).toBe(false);
    const count = events.length;
    sandbox.advance(60);
    expect(events.length).toBeGreaterThan(count);
  });
});
