import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { KUBECTL_MINORS, Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';
import { web } from './manifests.ts';

/** The oldest and the newest: they differ in how they send what they create. */
const MINORS = [KUBECTL_MINORS[0] ?? 0, KUBECTL_MINORS.at(-1) ?? 0];

describe.each(MINORS)('kubectl 1.%i', (minor) => {
  const path = kubectlOf(minor);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
    kubectl = new Kubectl(path, student.kubeconfig);
    await kubectl.apply(web('nginx:1.27', 2));
    await kubectl.ok('run bare --image=nginx:1.27');
    await student.advance(60);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  const run = test.skipIf(path === undefined);

  run('debug adds a container to a pod that runs', async () => {
    await kubectl.ok('debug pod/bare --image=busybox:1.36 --attach=false -c tools', {
      more: ['--', 'sleep', '600'],
    });
    await student.advance(10);
    expect(await kubectl.ok('describe pod bare')).toMatch(
      /Ephemeral Containers:\n {2}tools:\n[\s\S]*?State: +Running/,
    );
  });

  run('get shows events of both groups, and how the control plane is', async () => {
    const columns = /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/;
    expect(await kubectl.ok('get events')).toMatch(columns);
    expect(await kubectl.ok('get events.events.k8s.io')).toMatch(columns);
    expect(await kubectl.ok('get events.events.k8s.io --field-selector regarding.name=bare')).toContain(
      'pod/bare',
    );
    expect(await kubectl.ok('events --for pod/bare')).toMatch(/Pod\/bare +Started container bare/);
    expect(await kubectl.ok('api-resources')).toMatch(/events +ev +events\.k8s\.io\/v1 +true +Event\n/);
    expect(await kubectl.ok('get cs')).toMatch(/^NAME +STATUS +MESSAGE +ERROR *\nscheduler +Healthy +ok/);
  });

  run('cordon, drain and uncordon', async () => {
    expect(await kubectl.ok('cordon node-1')).toBe('node/node-1 cordoned\n');
    expect(await kubectl.ok('get nodes')).toMatch(/node-1 +Ready,SchedulingDisabled /);
    const node = await kubectl.ok('get pod bare -o jsonpath={.spec.nodeName}');
    const refused = await kubectl.run(`drain ${node} --ignore-daemonsets`);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /cannot delete Pods (that )?declare no controller \(use --force to override\)/,
    );
    const drain = kubectl.watch(`drain ${node} --ignore-daemonsets --delete-emptydir-data --force`);
    let isOver = false;
    const drained = drain.until(new RegExp(`node/${node} drained`)).then(() => {
      isOver = true;
    });
    // Pods are evicted side by side, and each has to be waited for.
    while (!isOver) await student.advance(10);
    await drained;
    expect(await drain.stop()).toContain('pod/bare evicted');
    expect(await kubectl.ok(`get pods --field-selector spec.nodeName=${node} -o name`)).toBe('');
    expect(await kubectl.ok(`uncordon ${node}`)).toBe(`node/${node} uncordoned\n`);
  });

  run('delete and create take a node out and bring it back', async () => {
    expect(await kubectl.ok('delete node node-1')).toBe('node "node-1" deleted\n');
    await student.advance(60);
    expect(await kubectl.ok('get pods --field-selector spec.nodeName=node-1 -o name')).toBe('');
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n';
    expect(await kubectl.ok('create -f -', { stdin: node })).toBe('node/node-1 created\n');
    await student.advance(10);
    expect(await kubectl.ok('get nodes')).toMatch(/node-1 +Ready +<none> +\S+ +v1\.33/);
    const stranger = 'apiVersion: v1\nkind: Node\nmetadata: {name: stranger}\n';
    await kubectl.ok('create -f -', { stdin: stranger });
    await student.advance(70);
    expect(await kubectl.ok('get nodes')).toMatch(/stranger +NotReady +<none>/);
  });
});
