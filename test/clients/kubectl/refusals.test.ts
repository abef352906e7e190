import { beforeAll, test } from 'vitest';
import { KUBECTL_MINORS } from '../../harness/kubectl.ts';
import { describeKubectl, type Said } from '../../harness/kubectl-session.ts';
import { pod } from './manifests.ts';

/**
 * What isn't served is refused in words that name it. All versions: some ask for a stream by SPDY, others by
 * WebSocket.
 */
describeKubectl(KUBECTL_MINORS, (session) => {
  beforeAll(async () => {
    session.kubectl.file('a.txt', 'a');
    await session.kubectl.apply(pod('single', 'containers:\n- {name: c, image: "nginx:1.27"}'));
    await session.student.advance(30);
  });

  test('streams from and into containers', async () => {
    const lines: [string, string][] = [
      ['logs single', 'container logs are'],
      ['logs -f -l run=single', 'container logs are'],
      ['exec single -- ls', 'exec is'],
      ['exec -i single -c c -- sh', 'exec is'],
      ['attach single', 'attach is'],
      ['cp single:/etc/passwd passwd', 'exec is'],
      ['cp a.txt single:/tmp/a.txt', 'exec is'],
      ['port-forward single :80', 'port-forward is'],
    ];
    const rows = lines.map(
      ([line, what]): Said => [
        line,
        new RegExp(`${what} not available in this version of Atoll`),
        { code: 1 },
      ],
    );
    await session.says(...rows);
  });

  test('kinds and metrics', async () => {
    const notFound = /the server could not find the requested resource/;
    await session.says(
      ['top pod', 'error: Metrics API not available\n', { code: 1 }],
      ['top node', 'error: Metrics API not available\n', { code: 1 }],
      ['create deployment web --image=nginx:1.27', 'deployment.apps/web created\n'],
      ['autoscale deployment web --min=1 --max=3', notFound, { code: 1 }],
      ['create job once --image=busybox:1.36', notFound, { code: 1 }],
      ['create quota few --hard=pods=1', notFound, { code: 1 }],
      [
        'set subject rolebinding x --user=u',
        'error: the server doesn\'t have a resource type "rolebinding"\n',
        { code: 1 },
      ],
    );
  });
});
