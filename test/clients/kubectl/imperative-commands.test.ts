import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';

/** What students type instead of a manifest: JSON from old kubectls, protobuf from 1.32 on. */
describe.each([27, 32, 33])('kubectl 1.%i', (minor) => {
  const path = kubectlOf(minor);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
    kubectl = new Kubectl(path, student.kubeconfig);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  const run = test.skipIf(path === undefined);
  const json = async (line: string) => JSON.parse(await kubectl.ok(`${line} -o json`));

  run('create deployment starts pods', async () => {
    expect(await kubectl.ok('create deployment web --image=nginx:1.27 --replicas=2 --port=80')).toBe(
      'deployment.apps/web created\n',
    );
    await student.advance(60);
    expect(await kubectl.ok('get deployment web')).toMatch(/^web +2\/2 +2 +2 /m);
    expect(await kubectl.ok('create deployment none --image=nginx:1.27 --replicas=0')).toBe(
      'deployment.apps/none created\n',
    );
    const { spec } = await json('get deployment none');
    expect(spec.replicas).toBe(0);
    // Nothing is there but what was asked for, and the defaults.
    expect(spec.template.metadata.labels).toEqual({ app: 'none' });
    expect(spec.template.spec).toEqual({
      containers: [
        {
          name: 'nginx',
          image: 'nginx:1.27',
          imagePullPolicy: 'IfNotPresent',
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    });
  });

  run('create configmap and secret hold what they were given', async () => {
    await kubectl.ok('create configmap settings --from-literal=COLOR=blue --from-literal=MODE=');
    expect((await json('get configmap settings')).data).toEqual({ COLOR: 'blue', MODE: '' });
    await kubectl.ok('create secret generic db --from-literal=password=s3cr3t');
    expect(await json('get secret db')).toMatchObject({ type: 'Opaque', data: { password: 'czNjcjN0' } });
    const again = await kubectl.run('create configmap settings');
    expect([again.code, again.stderr]).toEqual([
      1,
      'error: failed to create configmap: configmaps "settings" already exists\n',
    ]);
  });

  run('create service makes every type', async () => {
    await kubectl.ok('create service clusterip inside --tcp=80:8080');
    expect((await json('get service inside')).spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^10\./),
      ports: [{ name: '80-8080', port: 80, protocol: 'TCP', targetPort: 8080 }],
      selector: { app: 'inside' },
    });
    await kubectl.ok('create service nodeport outside --tcp=80:http --node-port=30080');
    expect((await json('get service outside')).spec.ports).toEqual([
      { name: '80-http', port: 80, protocol: 'TCP', targetPort: 'http', nodePort: 30080 },
    ]);
    await kubectl.ok('create service clusterip headless --clusterip=None');
    expect((await json('get service headless')).spec.clusterIP).toBe('None');
  });

  run('create namespace and serviceaccount', async () => {
    expect(await kubectl.ok('create namespace team')).toBe('namespace/team created\n');
    expect(await kubectl.ok('create serviceaccount bot -n team')).toBe('serviceaccount/bot created\n');
    expect(await kubectl.ok('get serviceaccount bot -n team -o name')).toBe('serviceaccount/bot\n');
    const missing = await kubectl.run('create configmap x -n nope');
    expect(missing.stderr).toBe('error: failed to create configmap: namespaces "nope" not found\n');
  });

  run('run and expose', async () => {
    expect(await kubectl.ok('run one --image=nginx:1.27 --port=80')).toBe('pod/one created\n');
    expect(await kubectl.ok('expose pod one --name=exposed')).toBe('service/exposed exposed\n');
    await student.advance(60);
    expect(await kubectl.ok('get endpoints exposed')).toMatch(/^exposed +10\.244\.\S+:80 /m);
  });

  run('what is not served is refused in words', async () => {
    const token = await kubectl.run('create token default');
    expect(token.stderr).toContain('service account tokens are not available in this version of Atoll');
    const autoscale = await kubectl.run('autoscale deployment web --max=3');
    expect([autoscale.code, autoscale.stderr]).toEqual([
      1,
      expect.stringContaining('the server could not find the requested resource'),
    ]);
  });

  run('drain deletes the pods of a node at once where it is told to', async () => {
    const draining = 'drain node-1 --ignore-daemonsets --force --disable-eviction --grace-period=0';
    expect(await kubectl.ok(draining)).toMatch(/^node\/node-1 drained$/m);
    expect(await kubectl.ok('get pods --field-selector=spec.nodeName=node-1 -o name')).toBe('');
    expect(await kubectl.ok('get nodes node-1')).toMatch(/Ready,SchedulingDisabled/);
  });
});
