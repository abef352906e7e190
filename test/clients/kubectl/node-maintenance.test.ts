import { beforeAll, expect, test } from 'vitest';
import { KUBECTL_MINORS } from '../../harness/kubectl.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

describeKubectl(KUBECTL_MINORS, (session) => {
  beforeAll(async () => {
    await session.kubectl.apply(web('nginx:1.27', 2));
    await session.kubectl.ok('run bare --image=nginx:1.27');
    await session.student.advance(60);
  });

  test('debug adds a container to a pod that runs', async () => {
    await session.kubectl.ok('debug pod/bare --image=busybox:1.36 --attach=false -c tools', {
      more: ['--', 'sleep', '600'],
    });
    await session.student.advance(10);
    expect(await session.kubectl.ok('describe pod bare')).toMatch(
      /Ephemeral Containers:\n {2}tools:\n[\s\S]*?State: +Running/,
    );
  });

  test('get shows events of both groups, and how the control plane is', async () => {
    const columns = /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/;
    expect(await session.kubectl.ok('get events')).toMatch(columns);
    expect(await session.kubectl.ok('get events.events.k8s.io')).toMatch(columns);
    expect(
      await session.kubectl.ok('get events.events.k8s.io --field-selector regarding.name=bare'),
    ).toContain('pod/bare');
    expect(await session.kubectl.ok('events --for pod/bare')).toMatch(/Pod\/bare +Started container bare/);
    expect(await session.kubectl.ok('api-resources')).toMatch(
      /events +ev +events\.k8s\.io\/v1 +true +Event\n/,
    );
    expect(await session.kubectl.ok('get cs')).toMatch(
      /^NAME +STATUS +MESSAGE +ERROR *\nscheduler +Healthy +ok/,
    );
  });

  test('cordon, drain and uncordon', async () => {
    expect(await session.kubectl.ok('cordon node-1')).toBe('node/node-1 cordoned\n');
    expect(await session.kubectl.ok('get nodes')).toMatch(/node-1 +Ready,SchedulingDisabled /);
    const node = await session.kubectl.ok('get pod bare -o jsonpath={.spec.nodeName}');
    const refused = await session.kubectl.run(`drain ${node} --ignore-daemonsets`);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /cannot delete Pods (that )?declare no controller \(use --force to override\)/,
    );
    const drain = session.kubectl.watch(`drain ${node} --ignore-daemonsets --delete-emptydir-data --force`);
    let isOver = false;
    const drained = drain.until(new RegExp(`node/${node} drained`)).then(() => {
      isOver = true;
    });
    // Pods are evicted side by side, and each has to be waited for.
    while (!isOver) await session.student.advance(10);
    await drained;
    expect(await drain.stop()).toContain('pod/bare evicted');
    expect(await session.kubectl.ok(`get pods --field-selector spec.nodeName=${node} -o name`)).toBe('');
    expect(await session.kubectl.ok(`uncordon ${node}`)).toBe(`node/${node} uncordoned\n`);
  });

  test('delete and create take a node out and bring it back', async () => {
    expect(await session.kubectl.ok('delete node node-1')).toBe('node "node-1" deleted\n');
    await session.student.advance(60);
    expect(await session.kubectl.ok('get pods --field-selector spec.nodeName=node-1 -o name')).toBe('');
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n';
    expect(await session.kubectl.ok('create -f -', { stdin: node })).toBe('node/node-1 created\n');
    await session.student.advance(10);
    expect(await session.kubectl.ok('get nodes')).toMatch(/node-1 +Ready +<none> +\S+ +v1\.33/);
    const stranger = 'apiVersion: v1\nkind: Node\nmetadata: {name: stranger}\n';
    await session.kubectl.ok('create -f -', { stdin: stranger });
    await session.student.advance(70);
    expect(await session.kubectl.ok('get nodes')).toMatch(/stranger +NotReady +<none>/);
  });
});
