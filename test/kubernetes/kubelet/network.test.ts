import { describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { type ServiceObject, serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox } from '../../harness/sandbox.ts';
import { logOf, pod, tracePod } from './pod-trace.ts';

function client(script: string) {
  return pod('client', {
    restartPolicy: 'Never',
    containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] }],
  });
}

function service(name: string, spec: ServiceObject['spec']): ServiceObject {
  const metadata = draftMetadata({ name, namespace: 'default' });
  return { apiVersion: 'v1', kind: 'Service', metadata, spec, status: {} };
}

function server(name: string) {
  return pod(name, { containers: [{ name: 'web', image: 'nginx:1.27' }] }, { labels: { app: 'web' } });
}

const web = service('web', { selector: { app: 'web' }, ports: [{ port: 80 }] });

describe('a process that looks at the network', () => {
  it('goes on when what it waits for comes, and its past stays what it was', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const trace = tracePod(sandbox, 'client');
    const script = 'until wget -qO /dev/null http://web; do echo no; sleep 3; done; echo yes';
    sandbox.create(podKind, client(script));
    sandbox.advance(6);
    sandbox.create(serviceKind, structuredClone(web));
    sandbox.advance(5);
    sandbox.create(podKind, server('a'));
    sandbox.advance(20);
    const log = logOf(sandbox, 'client');
    expect(log.filter((line) => line.endsWith(' no'))).toEqual(['0 no', '3 no', '6 no', '9 no', '12 no']);
    expect(log.find((line) => line.startsWith('0 wget'))).toMatch(/bad address 'web'/);
    expect(log.find((line) => line.startsWith('9 wget'))).toMatch(/Connection refused/);
    expect(log.at(-1)).toBe('15 yes');
    expect(trace.lines.at(-1)).toBe('16.1 Succeeded c=Completed(0)');
    expect(logOf(sandbox.reload(), 'client')).toEqual(log);
  });

  const questions: readonly [string, string, string][] = [
    ['a service by its name', 'wget -qO- http://web | grep -c Welcome', '2'],
    [
      'a service by its qualified name',
      'wget -qO- http://web.default.svc.cluster.local | grep -c Welcome',
      '2',
    ],
    ['a pod by its address', 'wget -qO- http://10.244.0.2 | grep -c Welcome', '2'],
    ['no port that nobody listens on', 'nc -z 10.244.0.2 81 || echo refused', 'refused'],
    ['no name that does not exist', 'nslookup nope > /dev/null || echo unknown', 'unknown'],
  ];
  for (const [what, script, answer] of questions) {
    it(`reaches ${what}`, () => {
      const sandbox = openSandbox({ nodes: ['node-1'] });
      sandbox.create(serviceKind, structuredClone(web));
      sandbox.create(podKind, server('a'));
      sandbox.advance(10);
      sandbox.create(podKind, client(script));
      sandbox.advance(30);
      expect(logOf(sandbox, 'client').at(-1)?.split(' ').at(-1)).toBe(answer);
    });
  }

  it('finds the pods behind a headless service by its name', () => {
    const sandbox = openSandbox({ nodes: ['node-1'] });
    const headless = service('web', { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] });
    sandbox.create(serviceKind, headless);
    sandbox.create(podKind, server('a'));
    sandbox.create(podKind, server('b'));
    sandbox.advance(10);
    sandbox.create(podKind, client('nslookup web.default.svc.cluster.local'));
    sandbox.advance(30);
    const found = logOf(sandbox, 'client').filter((line) => line.includes('10.244.'));
    expect(found.map((line) => line.split(' ').at(-1)).sort()).toEqual(['10.244.0.2', '10.244.0.3']);
  });
});
