import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { KUBECTL_MINORS, Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';
import { web } from './manifests.ts';

/** The life of a deployment, on a clock that runs fifty times as fast as ours. */
describe.each(KUBECTL_MINORS)('kubectl 1.%i', (minor) => {
  const path = kubectlOf(minor);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 2 }, clock: { mode: 'realtime', rate: 50 } });
    kubectl = new Kubectl(path, student.kubeconfig);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  test.skipIf(path === undefined)('rolls out, waits, scales, restarts and goes back', async () => {
    await kubectl.apply(web('nginx:1.26'));
    expect(await kubectl.ok('rollout status deployment/web --timeout=30s')).toMatch(
      /deployment "web" successfully rolled out\n$/,
    );
    expect(await kubectl.ok('wait --for=condition=Ready pod -l app=web --timeout=30s')).toMatch(
      /^(pod\/web-\S+ condition met\n){3}$/,
    );

    await kubectl.apply(web('nginx:1.27'));
    await kubectl.ok('rollout status deployment/web --timeout=30s');
    expect(await kubectl.ok('rollout history deployment/web')).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
    );
    expect(await kubectl.ok('rollout history deployment/web --revision=1')).toMatch(
      /^ +Image:\s+nginx:1\.26$/m,
    );

    expect(await kubectl.ok('rollout undo deployment/web')).toBe('deployment.apps/web rolled back\n');
    await kubectl.ok('rollout status deployment/web --timeout=30s');
    expect(await kubectl.ok('get deploy web -o jsonpath={.spec.template.spec.containers[0].image}')).toBe(
      'nginx:1.26',
    );

    expect(await kubectl.ok('scale deployment web --replicas=5')).toBe('deployment.apps/web scaled\n');
    await kubectl.ok('rollout status deployment/web --timeout=30s');
    expect(await kubectl.ok('get deploy web -o jsonpath={.status.availableReplicas}')).toBe('5');

    expect(await kubectl.ok('rollout restart deployment/web')).toBe('deployment.apps/web restarted\n');
    await kubectl.ok('rollout status deployment/web --timeout=30s');
    expect(await kubectl.ok('get rs -o name')).toMatch(/^(replicaset\.apps\/web-\S+\n){3}$/);

    expect(await kubectl.ok('rollout pause deployment/web')).toBe('deployment.apps/web paused\n');
    const undo = await kubectl.run('rollout undo deployment/web');
    expect(undo.stderr).toContain('you cannot rollback a paused deployment');
    expect(await kubectl.ok('rollout resume deployment/web')).toBe('deployment.apps/web resumed\n');

    expect(await kubectl.ok('delete deployment web')).toMatch(/^deployment\.apps "web" deleted/);
    await kubectl.ok('wait --for=delete pod -l app=web --timeout=30s');
  });
});
